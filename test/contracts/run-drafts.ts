/** The part of the contract of stores that is about runs made as a whole: drafts, and merging. */

import { expect } from 'chai';
import { mergeRuns, type RunCollection, type RunStore, type Sample } from '../../store/index.js';
import { collect } from '../support/collect.js';
import {
  answered,
  expectUserError,
  failed,
  forms,
  keyOf,
  lines,
  planOf,
  prompts,
  rejection,
  storeIn,
} from './runs.js';

/** `collection` is a place without runs, a new one for every test. */
export function describeDrafts(collection: () => RunCollection): void {
  let run: RunStore;
  beforeEach(() => {
    run = collection().run('run');
  });

  describe('a draft', () => {
    const fill = async (samples: readonly Sample[] = forms) => {
      const draft = await collection().draft();
      for (const prompt of prompts) await draft.addPrompt(prompt);
      for (const sample of samples) await draft.addSample(sample);
      return draft;
    };

    it('is no run before it is published, and then the whole of it', async () => {
      const draft = await fill();
      expect(await run.isEmpty()).to.equal(true);
      await draft.publish('run', planOf().manifest);
      await draft.discard();
      expect(await run.manifest()).to.deep.equal(planOf().manifest);
      expect([...(await run.prompts()).values()]).to.deep.equal(prompts);
      expect(lines(await collect(run.history()))).to.deep.equal(lines(forms));
      expect(await run.writer()).to.equal(undefined);
    });

    it('takes nothing more once it is published or discarded, and no name that leads elsewhere', async () => {
      for (const name of ['', '.', '..', '../elsewhere', 'a/b']) {
        const draft = await collection().draft();
        await draft.addSample(answered(0));
        await expectUserError(draft.publish(name, planOf().manifest));
        await draft.discard();
        await expectUserError(draft.addSample(answered(1)));
      }
      const draft = await collection().draft();
      await expectUserError(draft.addSample({} as Sample));
      await expectUserError(draft.publishPrompts('nowhere', planOf().manifest));
      await draft.discard();
    });

    it('leaves nothing when it is discarded, also twice', async () => {
      const draft = await fill();
      await draft.discard();
      await draft.discard();
      expect(await run.isEmpty()).to.equal(true);
      await (await fill()).publish('run', planOf().manifest);
      expect((await collect(run.history())).length).to.equal(forms.length);
    });

    it('takes the place of no other run', async () => {
      await storeIn(run, answered(0));
      const draft = await fill();
      await expectUserError(draft.publish('run', planOf().manifest));
      await draft.discard();
      expect((await collect(run.samples())).map(({ key }) => key)).to.deep.equal([keyOf(0)]);
    });

    it('gives its prompts to a run that has its samples, whose labels stay', async () => {
      await storeIn(run, ...forms);
      await run.addLabel({ kept: true });
      const more = { id: 'p9', language: 'ja', messages: [{ role: 'user', content: '値段は？' }] } as const;
      const draft = await fill();
      await draft.addPrompt(more);
      const manifest = { ...planOf().manifest, prompts: 3 };
      await draft.publishPrompts('run', manifest);
      await draft.discard();
      expect(await run.manifest()).to.deep.equal(manifest);
      expect([...(await run.prompts()).values()]).to.deep.equal([...prompts, more]);
      expect(lines(await collect(run.history()))).to.deep.equal(lines(forms));
      expect(await collect(run.labels())).to.deep.equal([{ kept: true }]);
    });
  });

  describe('merged', () => {
    const other = (): RunStore => collection().run('other');
    const into = () => ({ collection: collection(), name: 'into' });

    it('are one run of every sample that they hold, each once', async () => {
      await storeIn(run, failed(0), answered(1), answered(2, 'one'));
      const session = await other().open(planOf({ created_at: '2025-12-31T00:00:00.000Z' }));
      for (const sample of [answered(0), answered(1), answered(2, 'two')]) await session.append(sample);
      await session.close();
      expect(await mergeRuns([run, other(), run], into())).to.deep.equal({
        samples: 5,
        doubles: 4,
        contested: 1,
      });
      const merged = collection().run('into');
      expect((await merged.manifest()).created_at).to.equal('2025-12-31T00:00:00.000Z');
      expect([...(await merged.prompts()).values()]).to.deep.equal(prompts);
      expect((await collect(merged.samples())).map(({ answer }) => answer)).to.have.members([
        '0番目の答え',
        '1番目の答え',
        'two',
      ]);
    });

    it('must be of one suite, written by nobody, and go to a free place', async () => {
      await storeIn(run, answered(0));
      await expectUserError(mergeRuns([], into()));
      await expectUserError(mergeRuns([run, other()], into()));
      const session = await other().open(planOf({ suite: { name: 's', hash: 'other' } }));
      await expectUserError(mergeRuns([other()], into()));
      await session.close();
      await expectUserError(mergeRuns([run, other()], into()));
      await expectUserError(mergeRuns([run], { collection: collection(), name: 'other' }));
      expect(await collection().run('into').isEmpty()).to.equal(true);
    });

    it('leave nothing where they are stopped', async () => {
      await storeIn(run, answered(0));
      const reason = new Error('enough');
      expect(await rejection(mergeRuns([run], into(), AbortSignal.abort(reason)))).to.equal(reason);
      expect(await collection().run('into').isEmpty()).to.equal(true);
    });
  });
}
