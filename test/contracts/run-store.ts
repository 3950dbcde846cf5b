/** What every driver of a store has to do. A driver's own test calls this once. */

import { expect } from 'chai';
import type { JsonObject, RunStore } from '../../store/index.js';
import { collect } from '../support/collect.js';
import { describeDrafts } from './run-drafts.js';
import { describeSessions, type Sessions } from './run-sessions.js';
import {
  answered,
  expectUserError,
  failed,
  forms,
  keyOf,
  lines,
  type Place,
  planOf,
  prompts,
  questions,
  storeIn,
} from './runs.js';

export interface Driver {
  readonly name: string;
  readonly sessions: Sessions;
  /** A place without runs. */
  open(): Promise<Place>;
  /** Done once before all tests, and after them. */
  readonly start?: (context: Mocha.Context) => Promise<void>;
  readonly end?: () => Promise<void>;
}

export function describeRunStore({ name, sessions, open, start, end }: Driver): void {
  describe(`runs in ${name}`, () => {
    let place: Place;
    let run: RunStore;
    if (start !== undefined)
      before(async function () {
        await start(this);
      });
    if (end !== undefined) after(end);
    beforeEach(async () => {
      place = await open();
      run = place.collection.run('run');
    });
    afterEach(() => place.remove());

    /** The same run, as another process comes to it. */
    const elsewhere = (): RunStore => place.collection.run('run');

    it('are none before one is made', async () => {
      expect([await run.isEmpty(), await run.writer()]).to.deep.equal([true, undefined]);
      expect((await run.prompts()).size).to.equal(0);
      for (const read of [run.samples(), run.history(), run.failedAttempts(), run.labels()])
        expect(await collect<unknown>(read)).to.deep.equal([]);
      await expectUserError(run.manifest());
      await expectUserError(run.addLabel({ a: 1 }));
      await expectUserError(run.putTally('k', 1));
      expect(await run.tally('k')).to.equal(undefined);
      expect(await run.isEmpty()).to.equal(true);
    });

    it('keep what was asked, as it was asked', async () => {
      const plan = planOf({ baseline: 'a', seed: 7, detection: { allow: ['NHK'] } });
      const session = await run.open(plan);
      await session.close();
      expect(await elsewhere().isEmpty()).to.equal(false);
      expect(await elsewhere().manifest()).to.deep.equal(plan.manifest);
      expect([...(await elsewhere().prompts()).values()]).to.deep.equal(prompts);
    });

    it('keep samples of every form as they are, and for others to see as soon as they are appended', async () => {
      const session = await run.open(planOf());
      for (const [i, sample] of forms.entries()) {
        await session.append(sample);
        expect((await collect(elsewhere().history())).length).to.equal(i + 1);
      }
      await session.flush();
      expect(lines(await collect(elsewhere().samples()))).to.deep.equal(lines(forms));
      await session.close();
      expect(lines(await collect(elsewhere().history()))).to.deep.equal(lines(forms));
    });

    it('have a place for each sample, at which it is found, and behind which the next ones are', async () => {
      const session = await run.open(planOf());
      for (const sample of forms) await session.append(sample);
      const all = await collect(run.placed());
      expect(lines(all.map(({ sample }) => sample))).to.deep.equal(lines(forms));
      const places = all.map(({ place }) => place);
      expect(places.map(({ at }) => at)).to.deep.equal(places.map(({ at }) => at).toSorted((a, b) => a - b));
      for (const [i, place] of places.entries())
        expect(lines((await collect(run.placed(place))).map(({ sample }) => sample))).to.deep.equal(
          lines(forms.slice(i + 1)),
        );
      const some = places.toReversed().flatMap((place, i) => (i % 2 === 0 ? [place, place] : []));
      const found = await collect(elsewhere().at(some));
      const expected = some.map(({ at }) => forms[places.findIndex((place) => place.at === at)]);
      expect(found).to.deep.equal(JSON.parse(JSON.stringify(expected)));
      const last = places.at(-1) ?? { at: 0, size: 0 };
      expect(await collect(run.at([{ at: last.at + 1_000_000, size: last.size }]))).to.deep.equal([
        undefined,
      ]);
      await session.close();
    });

    it('name what they hold up to a place, which stays as it is while more is added', async () => {
      const session = await run.open(planOf());
      await session.append(answered(0));
      const [first] = await collect(run.placed());
      const [none, one] = [await run.stateUpTo(), await run.stateUpTo(first?.place)];
      expect(none).to.not.equal(one);
      await session.append(answered(1));
      expect([await run.stateUpTo(), await run.stateUpTo(first?.place)]).to.deep.equal([none, one]);
      const [, second] = await collect(run.placed());
      expect(await run.stateUpTo(second?.place)).to.not.be.oneOf([none, one, undefined]);
      await session.close();
      const other = place.collection.run('other');
      expect(await other.stateUpTo(second?.place)).to.equal(undefined);
      expect(await collect(other.placed())).to.deep.equal([]);
      expect(await collect(other.at([{ at: 0, size: 1 }]))).to.deep.equal([undefined]);
    });

    it('keep all samples that are appended at once', async () => {
      const session = await run.open(planOf());
      await Promise.all(questions(0, 500).map(({ place: i }) => session.append(answered(i, '答'.repeat(i)))));
      await session.close();
      const stored = await collect(run.samples());
      expect(stored.map(({ key }) => key).sort()).to.deep.equal(questions(0, 500).map(({ key }) => key));
      expect(session.lost.aborted).to.equal(false);
    });

    it('give each key once: the last that did not fail, with the requests of all', async () => {
      await storeIn(run, failed(1), answered(0, 'first'), failed(2, ['429']), failed(1, ['timeout']));
      await storeIn(run, answered(1), failed(2), answered(0, 'second'), failed(0));
      const samples = new Map((await collect(run.samples())).map((sample) => [sample.key, sample]));
      expect(samples.size).to.equal(3);
      expect(samples.get(keyOf(1))).to.deep.include({
        answer: '1番目の答え',
        attempts: 4,
        retried: ['500', 'timeout', '500'],
      });
      expect(samples.get(keyOf(2))).to.deep.include({ attempts: 3, retried: ['429', '500'] });
      expect(samples.get(keyOf(2))?.error?.status).to.equal(500);
      expect(samples.get(keyOf(0))).to.deep.include({ attempts: 2, retried: ['500'] });
    });

    it('forget no attempt that failed', async () => {
      await storeIn(run, failed(1), answered(0), failed(2, ['429']));
      await storeIn(run, answered(1), answered(2));
      expect(lines(await collect(run.failedAttempts()))).to.deep.equal(
        lines([failed(1), failed(2, ['429'])]),
      );
      expect(lines(await collect(run.history()))).to.deep.equal(
        lines([failed(1), answered(0), failed(2, ['429']), answered(1), answered(2)]),
      );
    });

    describeSessions(sessions, () => place);

    it('keep labels in order, from several writers at once and beside a session', async () => {
      const session = await run.open(planOf());
      const labels = Array.from({ length: 50 }, (_, i) => ({
        key: keyOf(i),
        by: 'ä\n',
        verdict: i % 2 === 0,
      }));
      await run.addLabel({ first: true });
      await Promise.all(labels.map((label, i) => (i % 2 === 0 ? run : elsewhere()).addLabel(label)));
      const stored = await collect(elsewhere().labels());
      expect(stored[0]).to.deep.equal({ first: true });
      expect(stored.slice(1)).to.have.deep.members(labels);
      await session.close();
    });

    it('keep no label that is no object, or too deep to be written again', async () => {
      await storeIn(run, answered(0));
      let deep: object = {};
      for (let i = 0; i < 100; i++) deep = { deep };
      for (const wrong of [null, [1], 'x', 5, undefined, { toJSON: () => 'x' }, deep])
        await expectUserError(run.addLabel(wrong as unknown as JsonObject));
      await run.addLabel({ right: true });
      expect(await collect(run.labels())).to.deep.equal([{ right: true }]);
    });

    it('keep a document under any key, the last one', async () => {
      await storeIn(run);
      const keys = [
        'default-3',
        'A',
        'a',
        '',
        '..',
        'a/b',
        'a:b',
        'ä',
        'a\u0308',
        'x'.repeat(5000),
        '\u0000',
      ];
      for (const [i, key] of keys.entries()) await run.putTally(key, { i });
      for (const [i, key] of keys.entries()) expect(await elsewhere().tally(key), key).to.deep.equal({ i });
      for (const document of [[1, null], 'text', 0, null, false, { deep: { er: [] } }]) {
        await run.putTally('a', document);
        expect(await elsewhere().tally('a')).to.deep.equal(document);
      }
      expect(await run.tally('b')).to.equal(undefined);
      expect((await collect(run.history())).length).to.equal(0);
    });

    it('keep bytes under any key, the last ones, apart from documents', async () => {
      await expectUserError(run.putBytes('k', [new Uint8Array(1)]));
      expect(await run.bytes('k')).to.equal(undefined);
      await storeIn(run, answered(0));
      await run.putTally('a/b', 1);
      for (const pieces of [[[1, 2], [], [255]], [], [[0]]]) {
        await run.putBytes(
          'a/b',
          pieces.map((piece) => Uint8Array.from(piece)),
        );
        expect([...((await elsewhere().bytes('a/b')) ?? [])]).to.deep.equal(pieces.flat());
      }
      expect(await run.tally('a/b')).to.equal(1);
      await run.putBytes('A/b', [Uint8Array.of(7)]);
      expect([...((await run.bytes('a/b')) ?? [])]).to.deep.equal([0]);
    });

    /** What was added since a state: what became of that, the keys of its samples, and what is there then. */
    async function added(known?: string): Promise<{ since: string; keys: string[]; state: string }> {
      const changes = await elsewhere().changes(known);
      const samples = await collect(changes.samples());
      const state = await changes.state();
      if (state === undefined) throw new Error('prompts have changed');
      return { since: changes.since, keys: samples.map(({ key }) => key), state };
    }

    it('tell what was added since a state, and that a state is of other samples', async () => {
      const none = await added();
      expect([none.since, none.keys]).to.deep.equal(['other', []]);
      await storeIn(run, answered(0), failed(1));
      const two = await added();
      expect([two.since, two.keys]).to.deep.equal(['other', [keyOf(0), keyOf(1)]]);
      expect(await added(two.state)).to.deep.equal({ since: 'same', keys: [], state: two.state });
      await storeIn(run, answered(2), failed(3), answered(3));
      const five = await added(two.state);
      expect([five.since, five.keys]).to.deep.equal(['grown', [keyOf(2), keyOf(3)]]);
      expect(five.state).to.not.equal(two.state);
      expect((await added()).state).to.equal(five.state);
      // An answer in the place of a failure that was counted.
      await storeIn(run, answered(1));
      const replaced = await added(five.state);
      expect([replaced.since, replaced.keys.length]).to.deep.equal(['other', 4]);
      expect(await collect(run.samples())).to.deep.equal(await collect((await run.changes('')).samples()));
      for (const state of ['', 'x', 'null', '[]', five.state.slice(1), `${five.state} `])
        expect((await added(state)).since, state).to.equal('other');
    });

    it('take what is appended while they are read for the next change', async () => {
      await storeIn(run, answered(0));
      const changes = await run.changes();
      await storeIn(run, answered(1));
      expect(await collect(changes.samples())).to.deep.equal([answered(0)]);
      const next = await added(await changes.state());
      expect([next.since, next.keys]).to.deep.equal(['grown', [keyOf(1)]]);
    });

    it('tell of other prompts under the same samples', async () => {
      await storeIn(run, answered(0));
      const { state } = await added();
      const changes = await run.changes();
      const plan = planOf();
      const session = await run.open({ ...plan, prompts: plan.prompts.slice(0, 1) });
      await session.close();
      expect((await added(state)).since).to.equal('other');
      await collect(changes.samples());
      expect(await changes.state()).to.equal(undefined);
    });

    describeDrafts(() => place.collection);
  });
}
