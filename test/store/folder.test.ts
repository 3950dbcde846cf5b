import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { UserError } from '../../files/index.js';
import { folderPlace, folderRuns, folderStore, mergeRuns, type RunPlan } from '../../store/index.js';
import { describeRunStore } from '../contracts/run-store.js';
import { collect } from '../support/collect.js';
import { folderWith } from '../support/offscript.js';

describeRunStore({
  name: 'folders',
  sessions: 'one',
  async open() {
    const { path, remove } = folderWith({});
    return { collection: folderRuns(path), remove: async () => remove() };
  },
});

const PLAN: RunPlan = {
  manifest: {
    schema: 1,
    made_by: 'run',
    suite: { name: 's', hash: 'h' },
    created_at: '2026-01-01T00:00:00.000Z',
    versions: {},
    targets: [{ id: 'a', model: 'm' }],
    repeats: 1,
    prompts: 1,
  },
  prompts: [{ id: 'p', language: 'ja', messages: [{ role: 'user', content: '天気は？' }] }],
};

describe('a run folder', () => {
  let folder: ReturnType<typeof folderWith>;
  const at = (...names: string[]): string => join(folder.path, ...names);
  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(() => folder.remove());

  const make = async (name: string): Promise<void> => (await folderStore(at(name)).open(PLAN)).close();

  it('holds the manifest, the prompts and the samples, and nothing else when nobody writes', async () => {
    await make('run');
    expect(readdirSync(at('run')).sort()).to.deep.equal(['prompts.jsonl', 'run.json', 'samples.jsonl']);
  });

  it('may be made in an empty folder, as a whole too', async () => {
    mkdirSync(at('run'));
    mkdirSync(at('merged'));
    await make('run');
    await mergeRuns([folderStore(at('run'))], folderPlace(at('merged')));
    expect(await folderStore(at('merged')).manifest()).to.deep.equal(PLAN.manifest);
    expect(readdirSync(folder.path).sort()).to.deep.equal(['merged', 'run']);
  });

  it('is not made of one that holds something else, which stays as it is', async () => {
    mkdirSync(at('run'));
    writeFileSync(at('run', 'letter.txt'), 'dear');
    const error = await make('run').catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(UserError);
    expect(readdirSync(at('run'))).to.deep.equal(['letter.txt']);
  });

  it('gives back its lock where it cannot be read', async () => {
    await make('run');
    writeFileSync(at('run', 'samples.jsonl'), 'garbage\n');
    for (let time = 0; time < 2; time++) {
      const error = await make('run').catch((reason: unknown) => reason);
      expect((error as Error).message).to.contain('samples.jsonl:1: this line is no record of a run');
    }
    expect(await folderStore(at('run')).writer()).to.equal(undefined);
  });

  it('loses a label that was torn, and no other', async () => {
    await make('run');
    const store = folderStore(at('run'));
    await store.addLabel({ n: 1 });
    appendFileSync(at('run', 'labels.jsonl'), '{"n": 2');
    expect(await collect(store.labels())).to.deep.equal([{ n: 1 }]);
    await store.addLabel({ n: 3 });
    expect(readFileSync(at('run', 'labels.jsonl'), 'utf8')).to.equal('{"n":1}\n{"n":3}\n');
  });

  it('says which tally is damaged', async () => {
    await make('run');
    const store = folderStore(at('run'));
    await store.putTally('k', { a: 1 });
    const [name = ''] = readdirSync(at('run', 'tallies'));
    for (const text of ['', '[]', '{"key":']) {
      writeFileSync(at('run', 'tallies', name), text);
      const error = await store.tally('k').catch((reason: unknown) => reason);
      expect((error as Error).message).to.equal(
        `${at('run', 'tallies', name)}: this file is no tally; remove it; it is made again`,
      );
    }
  });
});
