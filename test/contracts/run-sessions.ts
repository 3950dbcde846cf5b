/** The part of the contract of stores that is about those who ask: sessions, what they claim, append and lose. */

import { expect } from 'chai';
import {
  type PromptRecord,
  type RunPlan,
  type RunStore,
  type Sample,
  type Shard,
  StoreFailure,
} from '../../store/index.js';
import { collect } from '../support/collect.js';
import {
  answered,
  expectUserError,
  failed,
  keyOf,
  lines,
  type Place,
  planOf,
  prompts,
  questions,
  rejection,
  storeIn,
} from './runs.js';

/** Whether a run may have several sessions at once, which share its questions. */
export type Sessions = 'one' | 'many';

/** `placeOf` gives a place without runs, a new one for every test. */
export function describeSessions(sessions: Sessions, placeOf: () => Place): void {
  describe('a session', () => {
    let place: Place;
    let run: RunStore;
    beforeEach(() => {
      place = placeOf();
      run = place.collection.run('run');
    });

    /** The same run, as another process comes to it. */
    const elsewhere = (): RunStore => place.collection.run('run');

    it('is given the questions that have no answer, in their order, also those that failed before', async () => {
      await storeIn(run, answered(1), failed(2), answered(4));
      const session = await run.open(planOf());
      const known = await session.answered();
      expect([known.size, known.has(keyOf(1)), known.has(keyOf(2))]).to.deep.equal([2, true, false]);
      const given = await collect(session.claim(questions(0, 6)));
      expect(given.map((one) => one.place)).to.deep.equal([0, 2, 3, 5]);
      await session.close();
    });

    it('takes questions only as they are pulled, of a sequence without an end', async () => {
      const session = await run.open(planOf());
      function* endless() {
        for (let i = 0; ; i++) yield { key: keyOf(i) };
      }
      let given = 0;
      for await (const { key } of session.claim(endless())) {
        expect(key).to.equal(keyOf(given));
        if (++given === 1000) break;
      }
      expect(given).to.equal(1000);
      await session.close();
    });

    it('leaves to the next what it claimed and did not answer', async () => {
      const first = await run.open(planOf());
      for await (const { key, place: i } of first.claim(questions(0, 4))) {
        if (i === 0) await first.append(answered(i));
        if (i === 1) await first.release(key);
        if (i === 2) break;
      }
      await first.close();
      const second = await run.open(planOf());
      expect((await collect(second.claim(questions(0, 4)))).map((one) => one.place)).to.deep.equal([1, 2, 3]);
      await second.close();
    });

    it('goes on with its run: keeps when it was made, takes what may have changed', async () => {
      await storeIn(run, answered(0));
      const later = planOf({
        created_at: '2026-02-02T00:00:00.000Z',
        versions: { offscript: '9' },
        baseline: 'a',
        detection: { lid: 'franc' },
      });
      await (await run.open(later)).close();
      const { created_at, versions } = planOf().manifest;
      expect(await run.manifest()).to.deep.equal({ ...later.manifest, created_at, versions });
      expect((await collect(run.samples())).length).to.equal(1);
    });

    it('makes a run of all questions of one that holds two shards', async () => {
      const shard = (index: number): RunPlan => planOf({ shard: { index, of: 3 }, questions: index });
      await (await run.open(shard(1))).close();
      await (await run.open(shard(1))).close();
      expect(await run.manifest()).to.deep.include({ shard: { index: 1, of: 3 }, questions: 1 });
      await (await run.open(shard(2))).close();
      expect(await run.manifest()).not.to.have.any.keys('shard', 'questions');
    });

    it('is refused on a run of another suite, which stays as it is', async () => {
      await storeIn(run, answered(0));
      const before = await run.manifest();
      await expectUserError(run.open(planOf({ suite: { name: 's', hash: 'other' }, repeats: 9 })));
      expect(await run.manifest()).to.deep.equal(before);
      await (await run.open(planOf())).close();
    });

    it('makes no run of a plan that nobody could read again', async () => {
      const shard = { index: 1, count: 2 } as unknown as Shard;
      await expectUserError(run.open(planOf({ shard })));
      expect(await run.isEmpty()).to.equal(true);
    });

    it('makes no run, and leaves nothing in its place, where a prompt of the plan is none', async () => {
      const plan = { ...planOf(), prompts: [...prompts, { id: 'p2' } as PromptRecord] };
      await expectUserError(run.open(plan));
      expect([await run.isEmpty(), await run.writer()]).to.deep.equal([true, undefined]);
      await storeIn(run, answered(0));
      await expectUserError(run.open(plan));
      expect([...(await run.prompts()).values()]).to.deep.equal(prompts);
      await storeIn(run, answered(1));
      expect((await collect(run.samples())).length).to.equal(2);
    });

    it('stores nothing that nobody could read again', async () => {
      const session = await run.open(planOf());
      await session.append(answered(0));
      for (const wrong of [
        null,
        undefined,
        'text',
        {},
        { ...answered(1), latency_ms: Number.NaN },
        { ...answered(1), logprobs: 5 },
      ])
        await expectUserError(session.append(wrong as unknown as Sample));
      await session.append(answered(2));
      await session.close();
      expect(lines(await collect(run.samples()))).to.deep.equal(lines([answered(0), answered(2)]));
    });

    it('says who writes, until it is closed', async () => {
      const session = await run.open(planOf());
      expect(await elsewhere().writer())
        .to.be.a('string')
        .and.not.equal('');
      await session.close();
      expect(await elsewhere().writer()).to.equal(undefined);
    });

    it('takes nothing once it is closed', async () => {
      const session = await run.open(planOf());
      await session.close();
      expect(await rejection(session.append(answered(0)))).to.be.instanceOf(Error);
      expect(await collect(run.history())).to.deep.equal([]);
    });

    it('is lost when its run is removed under it, also while nothing is appended, and makes no other', async () => {
      const session = await run.open(planOf());
      await session.append(answered(0));
      const lost = new Promise((resolve) => session.lost.addEventListener('abort', resolve));
      await place.erase('run');
      await lost;
      for (const trouble of [session.lost.reason, await rejection(session.append(answered(1)))]) {
        expect(trouble).to.be.instanceOf(StoreFailure);
        expect(trouble.kind).to.equal('gone');
      }
      expect(await rejection(session.close())).to.be.instanceOf(StoreFailure);
      expect(await run.isEmpty()).to.equal(true);
      await storeIn(run, answered(2));
      expect((await collect(run.samples())).map(({ key }) => key)).to.deep.equal([keyOf(2)]);
    });

    it('that was taken for dead adds nothing to what the one after it stores', async () => {
      const first = await run.open(planOf());
      const [, second] = await collect(first.claim(questions(0, 3)));
      await first.append(answered(0));
      await place.silence('run');
      const next = await elsewhere().open(planOf());
      expect((await collect(next.claim(questions(0, 3)))).map((one) => one.place)).to.deep.equal([1, 2]);
      await next.append(answered(1));
      // It need not know yet; where it does, it says so.
      const late = await first.append(answered(second?.place ?? 1, 'late')).catch((error: unknown) => error);
      if (late !== undefined) expect(late).to.be.instanceOf(StoreFailure);
      await next.append(answered(2));
      await first.close().catch((error: unknown) => expect(error).to.be.instanceOf(StoreFailure));
      expect(await elsewhere().writer(), 'the other one goes on').not.to.equal(undefined);
      await next.append(failed(3));
      await next.close();
      expect(lines(await collect(run.history()))).to.deep.equal(
        lines([answered(0), answered(1), answered(2), failed(3)]),
      );
      expect(await run.writer()).to.equal(undefined);
    });

    if (sessions === 'one')
      it('is lost when another has come in its place, also while nothing is appended', async () => {
        const first = await run.open(planOf());
        const lost = new Promise((resolve) => first.lost.addEventListener('abort', resolve));
        await place.silence('run');
        const next = await elsewhere().open(planOf());
        await lost;
        expect(first.lost.reason).to.be.instanceOf(StoreFailure);
        expect(first.lost.reason.kind).to.equal('taken');
        await rejection(first.close());
        await next.close();
      });

    if (sessions === 'one')
      it('is the only one: a second is refused until the first is closed', async () => {
        const first = await run.open(planOf());
        await first.append(answered(0));
        await expectUserError(elsewhere().open(planOf()));
        await first.append(answered(1));
        await first.close();
        await (await elsewhere().open(planOf())).close();
        expect((await collect(run.samples())).length).to.equal(2);
      });
    else {
      it('shares the questions with others: each is with one of them', async () => {
        const all = await Promise.all([run.open(planOf()), elsewhere().open(planOf())]);
        const given = await Promise.all(
          all.map(async (session) => {
            const own: number[] = [];
            for await (const { place: i } of session.claim(questions(0, 200))) {
              own.push(i);
              await session.append(answered(i));
            }
            return own;
          }),
        );
        expect(given.flat().sort((a, b) => a - b)).to.deep.equal(questions(0, 200).map(({ place: i }) => i));
        for (const own of given) expect(own.length).to.be.above(0);
        for (const session of all) await session.close();
        expect((await collect(run.history())).length).to.equal(200);
      });

      it('gets what another has given back', async () => {
        const [first, second] = [await run.open(planOf()), await elsewhere().open(planOf())];
        const own = first.claim(questions(0, 3))[Symbol.asyncIterator]();
        for (let i = 0; i < 3; i++) {
          const { value } = await own.next();
          if (value?.place === 1) await first.release(value.key);
        }
        const given = second.claim(questions(0, 3))[Symbol.asyncIterator]();
        expect((await given.next()).value?.place).to.equal(1);
        await second.append(answered(1));
        await first.append(answered(0));
        // What the first has still is waited for, until it comes back with the end of its session.
        const last = given.next();
        await first.close();
        expect((await last).value?.place).to.equal(2);
        await second.append(answered(2));
        expect((await given.next()).done).to.equal(true);
        await second.close();
      });

      it('stores no second answer to a question that another has answered', async () => {
        const [first, second] = [await run.open(planOf()), await elsewhere().open(planOf())];
        await first.append(answered(0, 'first'));
        await second.append(answered(0, 'late'));
        expect((await collect(run.history())).map(({ answer }) => answer)).to.deep.equal(['first']);
        await first.close();
        await second.close();
      });
    }
  });
}
