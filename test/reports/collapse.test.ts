import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { loadIdentifier } from '../../harness/identifier/index.js';
import {
  buildReport,
  pool,
  type Report,
  type ResponseRow,
  RunTally,
  report,
  reportOn,
  tallyRun,
} from '../../reports/index.js';
import { Collapse } from '../../reports/judging/index.js';
import { data, needsData } from '../support/needs.js';
import { CANNED, PROMPTS, reportOnRows, rows, story } from './answers.js';
import { type Given, keysFrom, run } from './runs.js';

describe('answers that repeat the answers to other prompts', () => {
  const repeatsIn = async (given: readonly ResponseRow[]) =>
    (await reportOnRows(given)).targets[0]?.collapse?.repeats;

  it('are counted, the same or nearly so, as a rate with its interval', async () => {
    const rate = await repeatsIn(
      rows('a', (i) => (i % 2 === 0 ? CANNED.replace('、', i % 4 === 0 ? '' : '，') : story(i))),
    );
    expect(rate).to.include({ mixed: PROMPTS / 2, of: PROMPTS, rate: 0.5 });
    expect(rate?.low).to.be.within(0.3, 0.4);
  });

  it('are none where each prompt has an answer of its own', async () => {
    expect(await repeatsIn(rows('a', (i) => story(i)))).to.include({ mixed: 0, of: PROMPTS });
  });

  it('are none where short answers to closed questions are equal', async () => {
    for (const text of ['はい。', '42', 'Yes', '正解はBです。'])
      expect(await repeatsIn(rows('a', () => text)), text).to.include({ mixed: 0 });
  });

  it('are none where one prompt was asked again and again, whatever its ids', async () => {
    const again = rows('a', () => CANNED).map((row) => ({
      ...row,
      prompt: '富士山の高さを教えてください。',
    }));
    expect(await repeatsIn(again)).to.include({ mixed: 0, of: PROMPTS });
  });

  it('are not looked for in what the simulator says', async () => {
    const given: Given[] = Array.from({ length: 20 }, (_, i) => ({
      target: 'a',
      prompt: `p${i}`,
      answer: CANNED,
      more: { system_fingerprint: 'offscript-simulator-1' },
    }));
    const { report: built } = await buildReport([run('r', given)]);
    expect(built.targets[0]).to.include({ scored: 20 }).and.not.to.have.property('collapse');
  });

  it('have to be the answers to more than five prompts', async () => {
    for (const [same, mixed] of [
      [5, 0],
      [6, 6],
    ] as const)
      expect(await repeatsIn(rows('a', (i) => (i < same ? CANNED : story(i))))).to.include({ mixed });
  });

  it('are looked for in each target and language by itself', async () => {
    const three = rows('a', (i) => (i < 3 ? CANNED : story(i)));
    const { targets } = await reportOnRows([
      ...three,
      ...rows('b', (i) => (i < 3 ? CANNED : story(i))),
      ...rows('a', (i) => (i < 3 ? CANNED : story(i)), { language: 'zh-Hans' }).map((row) => ({
        ...row,
        promptId: `zh${row.promptId}`,
      })),
    ]);
    for (const { collapse } of targets) expect(collapse?.repeats.mixed).to.equal(0);
  });
});

describe('signs of collapse', () => {
  it('are of copies where prompts are known only', async () => {
    const given = rows('a', (i) =>
      i < 20 ? `${story(i, 1)}それについて短い話を書いてください。` : story(i),
    );
    const known = (await reportOnRows(given)).targets[0]?.collapse;
    const unknown = (await reportOnRows(given.map(({ prompt: _, ...row }) => row))).targets[0]?.collapse;
    expect(known?.copies).to.include({ mixed: 20, of: PROMPTS });
    expect(unknown?.copies).to.include({ mixed: 0, of: 0, rate: null });
  });

  it('are of copies also where a prompt is not to excuse anything', async () => {
    const content = `${story(0, 1)}それについて短い話を書いてください。`;
    const prompts = [
      { id: 'p0', language: 'ja', messages: [{ role: 'user', content }], exempt: false },
    ] as const;
    const given: Given[] = [{ target: 'a', prompt: 'p0', answer: content }];
    const { report: built } = await buildReport([run('r', given, {}, prompts)]);
    expect(built.targets[0]?.collapse?.copies).to.include({ mixed: 1, of: 1 });
  });

  it('take of several messages the last one of the user', async () => {
    const asked = (i: number): string => `${story(i, 1)}それについて短い話を書いてください。`;
    const given = rows('a', asked).map((row, i) => ({
      ...row,
      prompt: [
        { role: 'system' as const, content: 'あなたは親切な助手です。日本語だけで答えてください。' },
        { role: 'user' as const, content: asked(i) },
      ],
    }));
    expect((await reportOnRows(given)).targets[0]?.collapse?.copies).to.include({ mixed: PROMPTS });
  });

  it('are of copies also where a prompt excuses nothing', async () => {
    const asked = (i: number): string => `${story(i, 1)}それについて短い話を書いてください。`;
    const prompts = Array.from({ length: PROMPTS }, (_, i) => ({
      id: `p${i}`,
      language: 'ja',
      messages: [{ role: 'user' as const, content: asked(i) }],
      exempt: false as const,
    }));
    const given = prompts.map(({ id }, i): Given => ({ target: 'a', prompt: id, answer: asked(i) }));
    const { report: built } = await buildReport([run('r', given, {}, prompts)]);
    expect(built.targets[0]?.collapse?.copies).to.include({ mixed: PROMPTS, of: PROMPTS });
  });

  it('are none of failed and empty answers, and are those of answers too short to be scored', async () => {
    const given: Given[] = [
      { target: 'a', prompt: 'p0', answer: story(0) },
      { target: 'a', prompt: 'p1', answer: '' },
      { target: 'a', prompt: 'p2', answer: '!'.repeat(500) },
      { target: 'a', prompt: 'p3', answer: null, more: { error: { kind: 'timeout', message: 'late' } } },
    ];
    const { report: built } = await buildReport([run('r', given)]);
    expect(built.targets[0]).to.include({ scored: 1 });
    expect(built.targets[0]?.collapse?.loops).to.include({ mixed: 1, of: 2 });
  });

  it('add up: halves to the whole, byte by byte, also where only the whole shows that answers repeat', async () => {
    const given: readonly Given[] = Array.from({ length: 56 }, (_, i) => ({
      target: i % 2 === 0 ? 'a' : 'b',
      prompt: `p${i >> 1}`,
      answer: i % 8 < 2 ? CANNED : story(i),
    }));
    const part = (samples: readonly Given[]) =>
      run('r', samples, { baseline: 'a', targets: ['a', 'b'].map((id) => ({ id, model: id })) });
    const tallyOf = async (samples: readonly Given[]) => {
      keysFrom(0);
      return (await tallyRun(part(samples))).tally;
    };
    const reported = (tally: RunTally) => JSON.stringify(reportOn([{ run: part([]), tally, torn: 0 }]));
    const all = await tallyOf(given);
    const halves = RunTally.fromJSON(JSON.parse(JSON.stringify(await tallyOf(given.slice(0, 28)))));
    expect(reported(halves)).not.to.include('"repeats":{"mixed":7');
    halves.merge(await tallyOf(given.slice(28)));
    expect(reported(all)).to.include('"repeats":{"mixed":7');
    expect(reported(halves) === reported(all)).to.equal(true);
  });
});

describe('signs of collapse of a quarter of a million answers', () => {
  it('are read again from what was stored', () => {
    const answers = 250_000;
    const signs = new Collapse((prompt) => prompt);
    for (let i = 0; i < answers; i++) {
      const sketch = Array.from({ length: 8 }, (_, place) => (i < 6 ? place : i * 8 + place));
      signs.add(i, 0, { loops: i === 0, copies: null, sketch, length: 9 }, i);
    }
    const { sketches, ...columns } = signs.toData();
    const lists = Object.entries(columns).map(([name, column]) => [name, [...column]]);
    const json = { ...Object.fromEntries(lists), sketches: Buffer.from(sketches).toString('base64') };
    const counted = Collapse.fromJSON(JSON.parse(JSON.stringify(json))).counted('repeats');
    expect(pool(counted.samples.clusters(counted))).to.include({ events: 6, trials: answers });
  });
});

describe('real answers', function () {
  this.timeout(300_000);

  const read = (name: string): ResponseRow[] =>
    gunzipSync(readFileSync(join(data, 'real', `${name}.jsonl.gz`)))
      .toString()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const { id, target, language, prompt, text } = JSON.parse(line);
        return { promptId: `${language} ${id}`, target, language, prompt, text };
      });
  const reportFor = async (name: string, baseline: string): Promise<Report> =>
    (await report(read(name), { baseline, identifierOf: (id) => loadIdentifier(id) })).report;

  before(function () {
    needsData(this);
  });

  it('of four checkpoints of a small model: the repair that went wrong is no better, nor is the one that half did', async () => {
    const built = await reportFor('gemma270m-arms', 'post');
    const counts = built.targets.map(({ id, collapse }) => [
      id,
      collapse?.repeats.mixed,
      collapse?.copies.mixed,
      collapse?.loops.mixed,
    ]);
    expect(counts).to.deep.equal([
      ['base', 0, 2, 7],
      ['post', 0, 0, 11],
      ['copies-only', 217, 217, 5],
      ['post-with-copies', 87, 100, 27],
    ]);
    const verdicts = built.comparisons
      .filter(({ language, measure }) => language === '*' && measure === 'mixing')
      .map(({ candidate, verdict, collapse }) => [candidate, verdict, collapse]);
    expect(verdicts).to.deep.equal([
      ['base', 'better', undefined],
      ['copies-only', 'degraded', ['repeats', 'copies']],
      ['post-with-copies', 'degraded', ['repeats', 'copies', 'loops']],
    ]);
    const fromBase = await reportFor('gemma270m-arms', 'base');
    expect(fromBase.comparisons.filter(({ verdict }) => verdict === 'better')).to.deep.equal([]);
  });

  it('of good models show next to none of it', async () => {
    for (const [name, baseline] of [
      ['ja-frontier', 'gpt-4o-2024-08-06'],
      ['en-alpaca', 'gpt-4o-2024-05-13'],
    ] as const) {
      const { targets } = await reportFor(name, baseline);
      for (const { id, collapse } of targets) {
        if (id.startsWith('Meta-Llama') || id.startsWith('pairrm')) continue;
        expect([collapse?.repeats.mixed, collapse?.copies.mixed, collapse?.loops.mixed], id).to.deep.equal([
          0, 0, 0,
        ]);
      }
    }
  });
});
