import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { folderPlace, folderRuns, folderStore, mergeRuns, UserError } from '../../index.js';
import { answered, expectUserError, planOf, prompts, storeIn } from '../contracts/runs.js';
import { collect } from '../support/collect.js';
import { folderWith } from '../support/offscript.js';

describe('what a process left that was killed', () => {
  let folder: ReturnType<typeof folderWith>;
  const at = (...names: string[]): string => join(folder.path, ...names);
  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(() => folder.remove());

  function left(name: string, files: Readonly<Record<string, string>>): void {
    mkdirSync(at(name));
    for (const [file, text] of Object.entries(files)) writeFileSync(at(name, file), text);
  }

  /** All in a folder, and the folder, as if nobody had touched it for ten minutes. */
  function age(name: string): void {
    const time = Date.now() / 1000 - 600;
    for (const one of [...readdirSync(at(name)).map((file) => at(name, file)), at(name)])
      utimesSync(one, time, time);
  }

  describe('while it made a run', () => {
    const GONE = `999999999 ${hostname()}\n`;
    const states: readonly Readonly<Record<string, string>>[] = [
      {},
      { '.lock': '' },
      { '.lock': GONE },
      { '.lock': GONE, 'prompts.jsonl.new': '' },
      { '.lock': GONE, '.lock.0a1b2c3d.now': '', '.lock.gate.0a1b2c3d.now': '' },
      { 'prompts.jsonl.new': '{"id":"p0","lang' },
      { 'prompts.jsonl.new': '{}\n', 'run.json.new': '{"sch' },
      { 'prompts.jsonl': '{}\n', 'run.json.new': '{"sch' },
      { 'prompts.jsonl': '{}\n', 'prompts.jsonl.new': '', 'run.json.new': '' },
    ];

    for (const state of states) {
      it(`is in no later one’s way: ${JSON.stringify(Object.keys(state))}`, async () => {
        left('run', state);
        expect(await folderStore(at('run')).isEmpty()).to.equal(true);
        await storeIn(folderStore(at('run')), answered(0));
        expect(readdirSync(at('run')).sort()).to.deep.equal(['prompts.jsonl', 'run.json', 'samples.jsonl']);
        expect([...(await folderStore(at('run')).prompts()).values()]).to.deep.equal(prompts);
        left('into', state);
        await mergeRuns([folderStore(at('run'))], folderPlace(at('into')));
        expect((await collect(folderStore(at('into')).samples())).length).to.equal(1);
        expect(readdirSync(at('into')).sort()).to.deep.equal(['prompts.jsonl', 'run.json', 'samples.jsonl']);
      });
    }

    it('is told from what is a user’s own, which stays', async () => {
      for (const [i, state] of [
        { 'prompts.jsonl': '{"id":"mine"}\n' },
        { 'prompts.jsonl.new': '', 'letter.txt': 'dear' },
        { 'run.json.new': '', 'samples.jsonl': '{}\n' },
        { 'run.json': 'no JSON' },
      ].entries()) {
        left(`own${i}`, state);
        const run = folderStore(at(`own${i}`));
        expect(await run.isEmpty()).to.equal(false);
        await expectUserError(run.open(planOf()));
        for (const [name, text] of Object.entries(state))
          expect(readFileSync(at(`own${i}`, name), 'utf8')).to.equal(text);
      }
    });
  });

  describe('while it wrote a draft', () => {
    const FILES = { 'prompts.jsonl': '', 'samples.jsonl': '{"key":' };

    /** Begins a draft beside the others, and lets go of it. */
    async function begin(): Promise<readonly string[]> {
      await (await folderRuns(folder.path).draft()).discard();
      return readdirSync(folder.path).sort();
    }

    it('is removed when the next one begins: at once where its process is known to be gone, else after five minutes', async () => {
      left('.draft-aB3dE6', { ...FILES, '.lock': `999999999 ${hostname()}\n` });
      left('.draft-far123', { ...FILES, '.lock': '12 elsewhere\n' });
      left('.draft-none12', FILES);
      // As version 0.1 named them.
      left('.score-old123', { ...FILES, 'run.json': '{}' });
      expect(await begin()).to.deep.equal(['.draft-far123', '.draft-none12', '.score-old123']);
      for (const name of readdirSync(folder.path)) age(name);
      expect(await begin()).to.deep.equal([]);
    });

    it('is told from what is a user’s own, and from what is being written', async () => {
      left('.draft-notes', FILES);
      left('.draft-aB3dE6', { ...FILES, 'letter.txt': 'dear' });
      left('.draft-folder', {});
      mkdirSync(at('.draft-folder', 'samples.jsonl'));
      left('draft-aB3dE6', FILES);
      const own = readdirSync(folder.path).sort();
      for (const name of own) age(name);
      const draft = await folderRuns(folder.path).draft();
      await draft.addSample(answered(0));
      expect((await begin()).length).to.equal(own.length + 1);
      await draft.publish('run', planOf().manifest);
      expect(await begin()).to.deep.equal([...own, 'run'].sort());
      expect((await collect(folderStore(at('run')).samples())).length).to.equal(1);
    });

    it('was cleared away where it stood still for too long: that is an error, and no half of a run', async () => {
      const draft = await folderRuns(folder.path).draft();
      await draft.addSample(answered(0));
      const [name = ''] = readdirSync(folder.path);
      age(name);
      await begin();
      const error = await draft.publish('run', planOf().manifest).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(UserError);
      await draft.discard();
      expect(readdirSync(folder.path)).to.deep.equal([]);
    });
  });
});
