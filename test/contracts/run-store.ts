/** What every driver of a store has to do. A driver's own test calls this once. */

import { expect } from 'chai';
import { UserError } from '../../files/index.js';
import {
  type JsonObject,
  mergeRuns,
  type PromptRecord,
  type RunCollection,
  type RunManifest,
  type RunPlan,
  type RunStore,
  type Sample,
  type SampleKey,
  type Shard,
} from '../../store/index.js';
import { collect } from '../support/collect.js';

export interface Driver {
  readonly name: string;
  /** Whether a run may have several sessions at once, which share its questions. */
  readonly sessions: 'one' | 'many';
  /** A place without runs, and what removes it. */
  open(): Promise<{ readonly collection: RunCollection; readonly remove: () => Promise<void> }>;
}

const keyOf = (i: number): SampleKey => i.toString(16).padStart(24, '0') as SampleKey;

/** Questions `from` to `to` - 1. */
const questions = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({ key: keyOf(from + i), place: from + i }));

const base = (i: number) =>
  ({ key: keyOf(i), target: 'a', prompt: `p${i}`, language: 'ja', repeat: 0, attempts: 1 }) as const;
const answered = (i: number, answer = `${i}番目の答え`): Sample => ({ ...base(i), answer });
const failed = (i: number, retried: readonly string[] = []): Sample => ({
  ...base(i),
  attempts: retried.length + 1,
  ...(retried.length > 0 && { retried }),
  answer: null,
  error: { kind: 'http', status: 500, message: 'broken' },
});

const prompts: readonly PromptRecord[] = [
  {
    id: 'p1',
    language: 'ja',
    messages: [{ role: 'user', content: '天気は？' }],
    tags: ['plain'],
    allow: ['NHK'],
  },
  {
    id: 'p0',
    language: 'ko',
    messages: [
      { role: 'system', content: 'a' },
      { role: 'user', content: '\ud800\u2028' },
    ],
  },
];

function planOf(more: Partial<RunManifest> = {}): RunPlan {
  const manifest: RunManifest = {
    schema: 1,
    made_by: 'run',
    suite: { name: 's', hash: 'h' },
    created_at: '2026-01-01T00:00:00.000Z',
    versions: { offscript: '0.1.0', node: '20.19.0', unicode: '17.0.0' },
    targets: [{ id: 'a', model: 'm', sampling: { temperature: 0.5 }, extra_body: { deep: [[{ x: null }]] } }],
    repeats: 2,
    prompts: prompts.length,
    ...more,
  };
  return { manifest, prompts };
}

/** One of every form that a sample may have. */
const forms: readonly Sample[] = [
  answered(0),
  { ...base(1), answer: null },
  {
    ...base(2),
    answer: '\u0000"\\\ud800\u2028 𠮷\r\n',
    reasoning: 'thinking',
    tool_calls: [{ name: 'f', arguments: '{"a": 1}' }],
    finish_reason: 'tool_calls',
    model: 'm-1',
    system_fingerprint: 'fp',
    usage: { prompt_tokens: 1, completion_tokens: 2, reasoning_tokens: 1 },
    logprobs: [
      ['値', -0.25],
      [[0xe5, 0x80], null, [['x', -1.5]]],
    ],
    started_at: '2026-01-01T00:00:00.000Z',
    latency_ms: 12.5,
    first_token_ms: 3,
  },
  { ...base(3), answer: null, refusal: 'I cannot' },
  { ...base(4), answer: 'partly', refusal: 'content_filter', repeat: 999_999 },
  failed(5, ['429', 'timeout', 'connection', 'body']),
  { ...base(6), answer: null, error: { kind: 'timeout', message: '' } },
];

const lines = (samples: readonly Sample[]): string[] => samples.map((sample) => JSON.stringify(sample));

/** What a promise that must reject rejects with. */
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.fail('it was taken'),
    (error: unknown) => error,
  );

async function expectUserError(promise: Promise<unknown>): Promise<void> {
  expect(await rejection(promise)).to.be.instanceOf(UserError);
}

export function describeRunStore({ name, sessions, open }: Driver): void {
  describe(`runs in ${name}`, () => {
    let place: Awaited<ReturnType<Driver['open']>>;
    let run: RunStore;
    beforeEach(async () => {
      place = await open();
      run = place.collection.run('run');
    });
    afterEach(() => place.remove());

    /** The same run, as another process comes to it. */
    const elsewhere = (): RunStore => place.collection.run('run');

    async function store(...samples: readonly Sample[]): Promise<void> {
      const session = await run.open(planOf());
      for (const sample of samples) await session.append(sample);
      await session.close();
    }

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

    it('keep all samples that are appended at once', async () => {
      const session = await run.open(planOf());
      await Promise.all(questions(0, 500).map(({ place: i }) => session.append(answered(i, '答'.repeat(i)))));
      await session.close();
      const stored = await collect(run.samples());
      expect(stored.map(({ key }) => key).sort()).to.deep.equal(questions(0, 500).map(({ key }) => key));
      expect(session.lost.aborted).to.equal(false);
    });

    it('give each key once: the last that did not fail, with the requests of all', async () => {
      await store(failed(1), answered(0, 'first'), failed(2, ['429']), failed(1, ['timeout']));
      await store(answered(1), failed(2), answered(0, 'second'), failed(0));
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
      await store(failed(1), answered(0), failed(2, ['429']));
      await store(answered(1), answered(2));
      expect(lines(await collect(run.failedAttempts()))).to.deep.equal(
        lines([failed(1), failed(2, ['429'])]),
      );
      expect(lines(await collect(run.history()))).to.deep.equal(
        lines([failed(1), answered(0), failed(2, ['429']), answered(1), answered(2)]),
      );
    });

    describe('a session', () => {
      it('is given the questions that have no answer, in their order, also those that failed before', async () => {
        await store(answered(1), failed(2), answered(4));
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
        expect((await collect(second.claim(questions(0, 4)))).map((one) => one.place)).to.deep.equal([
          1, 2, 3,
        ]);
        await second.close();
      });

      it('goes on with its run: keeps when it was made, takes what may have changed', async () => {
        await store(answered(0));
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
        await store(answered(0));
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
          expect(given.flat().sort((a, b) => a - b)).to.deep.equal(
            questions(0, 200).map(({ place: i }) => i),
          );
          for (const own of given) expect(own.length).to.be.above(0);
          for (const session of all) await session.close();
          expect((await collect(run.history())).length).to.equal(200);
        });

        it('gets what another has given back', async () => {
          const [first, second] = [await run.open(planOf()), await elsewhere().open(planOf())];
          for await (const { key, place: i } of first.claim(questions(0, 3)))
            if (i === 1) await first.release(key);
          expect((await collect(second.claim(questions(0, 3)))).map((one) => one.place)).to.deep.equal([1]);
          await first.close();
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
      await store(answered(0));
      let deep: object = {};
      for (let i = 0; i < 100; i++) deep = { deep };
      for (const wrong of [null, [1], 'x', 5, undefined, { toJSON: () => 'x' }, deep])
        await expectUserError(run.addLabel(wrong as unknown as JsonObject));
      await run.addLabel({ right: true });
      expect(await collect(run.labels())).to.deep.equal([{ right: true }]);
    });

    it('keep a document under any key, the last one', async () => {
      await store();
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

    describe('a draft', () => {
      const fill = async (samples: readonly Sample[] = forms) => {
        const draft = await place.collection.draft();
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
          const draft = await place.collection.draft();
          await draft.addSample(answered(0));
          await expectUserError(draft.publish(name, planOf().manifest));
          await draft.discard();
          await expectUserError(draft.addSample(answered(1)));
        }
        const draft = await place.collection.draft();
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
        await store(answered(0));
        const draft = await fill();
        await expectUserError(draft.publish('run', planOf().manifest));
        await draft.discard();
        expect((await collect(run.samples())).map(({ key }) => key)).to.deep.equal([keyOf(0)]);
      });

      it('gives its prompts to a run that has its samples, whose labels stay', async () => {
        await store(...forms);
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
      const other = (): RunStore => place.collection.run('other');
      const into = () => ({ collection: place.collection, name: 'into' });

      it('are one run of every sample that they hold, each once', async () => {
        await store(failed(0), answered(1), answered(2, 'one'));
        const session = await other().open(planOf({ created_at: '2025-12-31T00:00:00.000Z' }));
        for (const sample of [answered(0), answered(1), answered(2, 'two')]) await session.append(sample);
        await session.close();
        expect(await mergeRuns([run, other(), run], into())).to.deep.equal({
          samples: 5,
          doubles: 4,
          contested: 1,
        });
        const merged = place.collection.run('into');
        expect((await merged.manifest()).created_at).to.equal('2025-12-31T00:00:00.000Z');
        expect([...(await merged.prompts()).values()]).to.deep.equal(prompts);
        expect((await collect(merged.samples())).map(({ answer }) => answer)).to.have.members([
          '0番目の答え',
          '1番目の答え',
          'two',
        ]);
      });

      it('must be of one suite, written by nobody, and go to a free place', async () => {
        await store(answered(0));
        await expectUserError(mergeRuns([], into()));
        await expectUserError(mergeRuns([run, other()], into()));
        const session = await other().open(planOf({ suite: { name: 's', hash: 'other' } }));
        await expectUserError(mergeRuns([other()], into()));
        await session.close();
        await expectUserError(mergeRuns([run, other()], into()));
        await expectUserError(mergeRuns([run], { collection: place.collection, name: 'other' }));
        expect(await place.collection.run('into').isEmpty()).to.equal(true);
      });

      it('leave nothing where they are stopped', async () => {
        await store(answered(0));
        const reason = new Error('enough');
        expect(await rejection(mergeRuns([run], into(), AbortSignal.abort(reason)))).to.equal(reason);
        expect(await place.collection.run('into').isEmpty()).to.equal(true);
      });
    });
  });
}
