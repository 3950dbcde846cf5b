import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { UserError } from '../../files/index.js';
import {
  folderPlace,
  folderRuns,
  folderStore,
  mergeRuns,
  type RunPlan,
  StoreFailure,
} from '../../store/index.js';
import { describeRunStore } from '../contracts/run-store.js';
import { answered, lines, planOf, rejection, storeIn } from '../contracts/runs.js';
import { collect } from '../support/collect.js';
import { folderWith } from '../support/offscript.js';

describeRunStore({
  name: 'folders',
  sessions: 'one',
  async open() {
    const { path, remove } = folderWith({});
    return {
      collection: folderRuns(path),
      remove: async () => remove(),
      async silence(name) {
        const longAgo = Date.now() / 1000 - 600;
        utimesSync(join(path, name, '.lock'), longAgo, longAgo);
      },
      erase: async (name) => rmSync(join(path, name), { recursive: true }),
    };
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

  const lostAt = (file: string): void => {
    copyFileSync(file, `${file}.saved`);
    renameSync(`${file}.saved`, file);
  };
  for (const [what, happens, said] of [
    [
      'its samples are removed',
      (run) => rmSync(join(run, 'samples.jsonl')),
      'samples.jsonl was removed or renamed while it was written to',
    ],
    [
      'its samples are replaced, as an editor does that saves',
      (run) => lostAt(join(run, 'samples.jsonl')),
      'samples.jsonl was replaced by another file while it was written to',
    ],
    [
      'its samples are emptied',
      (run) => truncateSync(join(run, 'samples.jsonl')),
      'samples.jsonl was cut short by another program while it was written to',
    ],
    [
      'it is renamed',
      (run) => renameSync(run, `${run}-moved`),
      'the folder was removed or renamed while it was written to',
    ],
    [
      'it is replaced by a copy',
      (run) => {
        cpSync(run, `${run}-copy`, { recursive: true });
        renameSync(run, `${run}-moved`);
        renameSync(`${run}-copy`, run);
      },
      'samples.jsonl was replaced by another file while it was written to',
    ],
    [
      'its lock is removed',
      (run) => rmSync(join(run, '.lock')),
      'this process no longer holds the run: its lock was removed',
    ],
  ] satisfies readonly (readonly [string, (run: string) => void, string])[]) {
    it(`takes no more when ${what}, and says so before anything is appended`, async () => {
      const session = await folderStore(at('run')).open(planOf());
      await session.append(answered(0));
      const lost = new Promise((resolve) => session.lost.addEventListener('abort', resolve));
      happens(at('run'));
      await lost;
      const names = readdirSync(folder.path);
      const error = await rejection(session.append(answered(1)));
      expect(error).to.be.instanceOf(StoreFailure);
      expect((error as Error).message).to.equal(said);
      expect(session.lost.reason).to.equal(error);
      expect(await rejection(session.close())).to.equal(error);
      expect(readdirSync(folder.path), 'nothing is made anew').to.deep.equal(names);
    });
  }

  it('goes on where another one appends to its samples, and what was written twice is settled by key', async () => {
    const session = await folderStore(at('run')).open(planOf());
    await session.append(answered(0));
    // What a process that stood still was just writing when it lost its lock.
    appendFileSync(at('run', 'samples.jsonl'), `${JSON.stringify(answered(1, 'late'))}\n`);
    await session.append(answered(1));
    await session.append(answered(2));
    await session.close();
    const samples = await collect(folderStore(at('run')).samples());
    expect(lines(samples)).to.deep.equal(lines([answered(0), answered(1), answered(2)]));
  });

  it('can be copied while it is written to: the copy is a run, and what happens to it does not disturb the first', async () => {
    const session = await folderStore(at('run')).open(planOf());
    await session.append(answered(0));
    cpSync(at('run'), at('copy'), { recursive: true });
    const longAgo = Date.now() / 1000 - 600;
    utimesSync(at('copy', '.lock'), longAgo, longAgo);
    await storeIn(folderStore(at('copy')), answered(5));
    await session.append(answered(1));
    await session.close();
    const stored = async (name: string) => lines(await collect(folderStore(at(name)).history()));
    expect(await stored('run')).to.deep.equal(lines([answered(0), answered(1)]));
    expect(await stored('copy')).to.deep.equal(lines([answered(0), answered(5)]));
  });

  it('that cannot be begun leaves none of the folders that were made for it, and those that were there', async () => {
    mkdirSync(at('there'));
    const plan = { ...PLAN, prompts: [{ id: 'p' } as unknown as (typeof PLAN.prompts)[number]] };
    for (const name of ['there/new/run', 'run'])
      expect(await rejection(folderStore(at(name)).open(plan))).to.be.instanceOf(UserError);
    expect(readdirSync(folder.path, { recursive: true })).to.deep.equal(['there']);
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

  it('with a line that is longer than any string is refused by that line, and goes on where it is the torn last one', async () => {
    await storeIn(folderStore(at('run')), answered(0));
    const file = at('run', 'samples.jsonl');
    // Of holes, which take no room.
    truncateSync(file, 501 << 20);
    const store = folderStore(at('run'));
    expect((await collect(store.samples())).length).to.equal(1);
    appendFileSync(file, '\n');
    for (const read of [store.samples(), store.history()])
      expect(await rejection(collect<unknown>(read)))
        .to.be.instanceOf(UserError)
        .with.property('message')
        .that.contains('samples.jsonl:2: this line is no record of a run: it is too long; remove the line');
    truncateSync(file, 501 << 20);
    await storeIn(store, answered(1));
    expect(lines(await collect(store.history()))).to.deep.equal(lines([answered(0), answered(1)]));
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
