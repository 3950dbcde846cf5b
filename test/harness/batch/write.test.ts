import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import { UserError } from '../../../files/index.js';
import { writeBatch } from '../../../harness/batch/index.js';
import type { Suite, SuiteTarget } from '../../../harness/suite/index.js';
import { folderWith } from '../../support/offscript.js';

/** A suite of these targets; each asks a model of its own name. */
const suiteOf = (ids: readonly string[], repeats = 2, note = ''): Suite => ({
  name: 's',
  repeats,
  targets: ids.map((id) => ({ id, model: id, base_url: 'http://127.0.0.1:9/v1' })),
  prompts: [{ id: 'p', language: 'ja', messages: [{ role: 'user', content: `天気は？${note}` }] }],
});

describe('the files of a Batch', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(() => folder.remove());

  const at = (name: string): string => join(folder.path, name);
  const namesOf = (ids: readonly string[], path = 'in.jsonl'): string[] =>
    writeBatch(suiteOf(ids), at(path)).map((file) => basename(file.path));
  const modelIn = (name: string): string =>
    JSON.parse(readFileSync(at(name), 'utf8').split('\n', 1)[0] ?? '').body.model;

  for (const [ids, names] of [
    [['one'], ['in.jsonl']],
    [
      ['org/a', 'b-1.5'],
      ['in.org_a.jsonl', 'in.b-1.5.jsonl'],
    ],
    [
      ['a/b', 'a:b', 'a_b', 'a@b'],
      ['in.a_b.jsonl', 'in.a_b-2.jsonl', 'in.a_b-3.jsonl', 'in.a_b-4.jsonl'],
    ],
    [
      ['a/b', 'a_b-2', 'a:b'],
      ['in.a_b.jsonl', 'in.a_b-2.jsonl', 'in.a_b-3.jsonl'],
    ],
    // Not every file system tells cases apart, or composed letters from others.
    [
      ['Model', 'model', '\ud55c', '\u1112\u1161\u11ab'],
      ['in.Model.jsonl', 'in.model-2.jsonl', 'in.\ud55c.jsonl', 'in.\u1112\u1161\u11ab-2.jsonl'],
    ],
  ] as const)
    it(`have a name for each target: ${ids.join(' ')}`, () => {
      const written = namesOf(ids);
      expect(written).to.deep.equal(names);
      expect(written.map(modelIn)).to.deep.equal(ids);
      expect(readdirSync(folder.path)).to.have.members(written);
    });

  it('hold the system message of their target', () => {
    const { targets, ...suite } = suiteOf(['t'], 1);
    writeBatch(
      { ...suite, targets: targets.map((one) => ({ ...one, system: 'Nur Japanisch.' })) },
      at('s.jsonl'),
    );
    const [line = ''] = readFileSync(at('s.jsonl'), 'utf8').split('\n', 1);
    expect(JSON.parse(line).body.messages).to.deep.equal([
      { role: 'system', content: 'Nur Japanisch.' },
      { role: 'user', content: '天気は？' },
    ]);
  });

  it('ask by the protocol of their target, where Batches have it', () => {
    const limit = { sampling: { max_tokens: 9 } };
    const ask = (api: NonNullable<SuiteTarget['api']>): unknown => {
      const { targets, ...suite } = suiteOf(['t'], 1);
      const of = targets.map((target) => ({ ...target, ...limit, api }));
      const [file] = writeBatch({ ...suite, targets: of }, at(`${api}.jsonl`));
      return JSON.parse(readFileSync(file?.path ?? '', 'utf8'));
    };
    expect(ask('chat')).to.deep.include({ url: '/v1/chat/completions' });
    expect(ask('completions')).to.deep.include({
      url: '/v1/completions',
      body: { model: 't', prompt: '天気は？', max_tokens: 9 },
    });
    expect(ask('responses')).to.deep.include({
      url: '/v1/responses',
      body: { model: 't', input: [{ role: 'user', content: '天気は？' }], max_output_tokens: 9 },
    });
    expect(() => ask('messages')).to.throw(UserError, /knows no Messages API/);
    expect(readdirSync(folder.path)).not.to.include('messages.jsonl');
  });

  it('have names that a file system takes, however long a target is called', () => {
    const written = namesOf([`${'모'.repeat(300)}1`, `${'모'.repeat(300)}2`]);
    expect(new Set(written).size).to.equal(2);
    for (const name of written) expect(Buffer.byteLength(name)).to.be.below(256);
  });

  it('have ids of no more than 64 characters; a language whose tag leaves no room is refused', () => {
    const prompts = (language: string): Suite['prompts'] => [
      { id: 'p'.repeat(90), language, messages: [{ role: 'user', content: 'x' }] },
    ];
    const tag = 'sr-Latn-RS-ekavsk-x-abcdef';
    writeBatch({ ...suiteOf(['a']), prompts: prompts(tag) }, at('long.jsonl'));
    for (const line of readFileSync(at('long.jsonl'), 'utf8').trimEnd().split('\n'))
      expect(JSON.parse(line).custom_id).to.match(/^[\w.-]{1,64}$/);
    const refused = () =>
      writeBatch({ ...suiteOf(['a']), prompts: prompts(`${tag}gh-abcdefg`) }, at('no.jsonl'));
    expect(refused).to.throw(UserError, 'is too long for a Batch');
    expect(readdirSync(folder.path)).to.deep.equal(['long.jsonl']);
  });

  it('have names of their own where a target has several and another is called like a part', () => {
    // 60,000 requests make two files.
    const suite = suiteOf(['a', 'a.2'], 60_000);
    const written = writeBatch(suite, at('in.jsonl'));
    expect(written.map(({ path, requests }) => [basename(path), requests])).to.deep.equal([
      ['in.a.jsonl', 50_000],
      ['in.a.3.jsonl', 10_000],
      ['in.a.2.jsonl', 50_000],
      ['in.a.2.2.jsonl', 10_000],
    ]);
    expect(written.map(({ path }) => modelIn(basename(path)))).to.deep.equal(['a', 'a', 'a.2', 'a.2']);
  });

  for (const [taken, repeats] of [
    ['in.a.jsonl', 1],
    ['in.b.jsonl', 1],
    ['in.b.2.jsonl', 60_000],
  ] as const)
    it(`are all written or none: ${taken} is there already`, () => {
      writeFileSync(at(taken), 'mine\n');
      expect(() => writeBatch(suiteOf(['a', 'b'], repeats), at('in.jsonl'))).to.throw(
        UserError,
        `${at(taken)}: the file is there already; name another one with --batch-out`,
      );
      expect(readdirSync(folder.path)).to.deep.equal([taken]);
      expect(readFileSync(at(taken), 'utf8')).to.equal('mine\n');
    });

  it('leave nothing where a question cannot be written', () => {
    const suite = suiteOf(['a', 'b']);
    const broken: Suite = {
      ...suite,
      targets: suite.targets.map((target) =>
        target.id === 'b' ? { ...target, extra_body: { many: 1n } } : target,
      ),
    };
    expect(() => writeBatch(broken, at('in.jsonl'))).to.throw(TypeError);
    expect(readdirSync(folder.path)).to.deep.equal([]);
  });

  it('take what those left out of the way who were killed over them ten minutes ago, and nothing of a user’s', () => {
    const inOnes: readonly (readonly [folder: string, file: string, seconds: number])[] = [
      ['.batch-aB3dE6', '1', 700],
      ['.batch-slow12', '1', 60],
      ['.batch-notes1', 'letter.txt', 700],
      ['.batch-longer-name', '1', 700],
    ];
    for (const [name, file, seconds] of inOnes) {
      mkdirSync(at(join(name, '0')), { recursive: true });
      writeFileSync(at(join(name, '0', file)), '{}\n');
      const [old, time] = [Date.now() / 1000 - 700, Date.now() / 1000 - seconds];
      utimesSync(at(join(name, '0', file)), time, time);
      for (const one of [join(name, '0'), name]) utimesSync(at(one), old, old);
    }
    writeBatch(suiteOf(['a']), at('in.jsonl'));
    expect(readdirSync(folder.path).sort()).to.deep.equal([
      '.batch-longer-name',
      '.batch-notes1',
      '.batch-slow12',
      'in.jsonl',
    ]);
  });
});
