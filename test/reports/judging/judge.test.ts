import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { readResponses } from '../../../harness/import/index.js';
import { openLcbPrompts } from '../../../prompts/index.js';
import type { Case, Judged } from '../../../reports/judging/index.js';
import type { JudgingOptions } from '../../../reports/judging/threads/index.js';
import type { Sample, SampleKey } from '../../../store/index.js';
import { collect } from '../../support/collect.js';
import { data, needsData } from '../../support/needs.js';
import { each, long, MANY, opened, toCase } from './cases.js';

async function realCases(): Promise<Case[]> {
  const prompts = await openLcbPrompts(join(data, 'lcb/test_sets.zip'));
  const rows = await collect(readResponses([join(data, 'lcb/command-r.csv')], { prompts }));
  const responses = rows.filter((row) => row.kind === 'response');
  expect(responses).to.have.length(rows.length);
  // Every third: batches enough for five threads.
  const third = responses.filter((_, i) => i % 3 === 0);
  return third.map(({ target, promptId, language, channels: { answer = '' }, messages }, i) => ({
    sample: { key: `${i}` as SampleKey, target, prompt: promptId, language, repeat: 0, answer, attempts: 0 },
    ...(messages && { prompt: messages.map(({ content }) => content) }),
    ...(i % 50 === 0 && { allow: ['the', 'city'] }),
  }));
}

async function judged(
  jobs: number,
  cases: readonly Case[],
  settings = {},
  more: Pick<JudgingOptions, 'lcb' | 'lean'> = {},
): Promise<Judged[]> {
  const judge = await opened({ jobs, ...more });
  try {
    return await collect(judge.judge(each(cases), settings));
  } finally {
    await judge.close();
  }
}

describe('the judge', () => {
  it('gives the same judgements of real responses in the same order with any number of threads', async function () {
    needsData(this);
    const cases = await realCases();
    const settings = { allow: ['London'], policies: { de: { exempt: { name: false } } } };
    const lcb = { words: 'their\nabout\nwould\n' };
    const alone = await judged(1, cases, settings, { lcb });
    expect(JSON.stringify(alone.map((one) => one.case))).to.equal(JSON.stringify(cases));
    expect(new Set(alone.map(({ judgement }) => judgement.outcome.state))).to.include.all.keys(
      'clean',
      'mixed',
      'wrong_language',
    );
    // As text: a deep comparison of so many objects takes longer than judging them.
    const text = JSON.stringify(alone);
    for (const [jobs, lean] of [
      [2, false],
      [5, false],
      [1, true],
    ] as const)
      expect(
        JSON.stringify(await judged(jobs, cases, settings, { lcb, lean })) === text,
        `${jobs}${lean ? ', lean' : ''}`,
      ).to.equal(true);
  });

  it('goes by the identifier and the policies of the run', async () => {
    const text = 'De kat zit op de mat en kijkt naar de vogels in de tuin van de buren.';
    const cases = Array.from({ length: MANY }, (_, i) => toCase(i, text.repeat(10), 'af'));
    const states = async (settings: object) =>
      new Set((await judged(2, cases, settings)).map(({ judgement }) => judgement.outcome.state));
    expect(await states({ policies: { af: { scripts: ['Latn'], close: ['nl'] } } })).to.have.keys('clean');
    expect(await states({ policies: { af: { scripts: ['Cyrl'] } } })).to.have.keys('wrong_language');
  });

  it('reads no further ahead than a few batches', async () => {
    let read = 0;
    async function* counted(): AsyncGenerator<Case> {
      for (; read < 100_000; read++) yield toCase(read, long(read));
    }
    const judge = await opened({ jobs: 2 });
    let got = 0;
    let furthest = 0;
    try {
      for await (const _ of judge.judge(counted(), {})) {
        got++;
        furthest = Math.max(furthest, read - got);
        if (got === 10_000) break;
      }
    } finally {
      await judge.close();
    }
    // Two batches for each thread, and the one that is being read; these answers fill one with about 190.
    expect(furthest).to.be.below(1000);
  });

  it('holds on to no judgement that it gave', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const cases = Array.from({ length: MANY }, (_, i) => toCase(i, long(i)));
    const judge = await opened({ jobs: 2 });
    try {
      const given: WeakRef<object>[] = [];
      for await (const { judgement } of judge.judge(each(cases), {})) given.push(new WeakRef(judgement));
      await new Promise((resolve) => setTimeout(resolve, 10));
      collectGarbage();
      // The last batch may be somewhere still.
      const held = given.slice(0, MANY / 2).filter((one) => one.deref() !== undefined);
      expect(held.length).to.equal(0);
    } finally {
      await judge.close();
    }
  });

  it('says which sample it cannot judge', async () => {
    const cases = Array.from({ length: MANY }, (_, i) => toCase(i, long(i), i === 3900 ? 'qaa' : 'ja'));
    for (const jobs of [1, 2]) {
      const failed = await judged(jobs, cases).catch((error: Error) => error.message);
      expect(failed, `${jobs}`).to.equal('sample k3900 cannot be judged: no policy for the language "qaa"');
    }
  });

  it('passes on what the source of the samples throws', async () => {
    async function* broken(): AsyncGenerator<Case> {
      for (let i = 0; i < MANY; i++) yield toCase(i, long(i));
      throw new Error('the disk is gone');
    }
    const judge = await opened({ jobs: 2 });
    const failed = await collect(judge.judge(broken(), {}))
      .catch((error: Error) => error.message)
      .finally(() => judge.close());
    expect(failed).to.equal('the disk is gone');
  });

  it('judges samples without an answer, with lone surrogates, and of a megabyte', async () => {
    const odd = ['', '\ud800 値段 \udc00', 'é'.repeat(1 << 20)].map((answer, i) => toCase(i, answer));
    const failed = { ...toCase(9, ''), sample: { ...toCase(9, '').sample, answer: null } as Sample };
    const cases = [...odd, failed, ...Array.from({ length: MANY }, (_, i) => toCase(i + 10, long(i)))];
    expect(await judged(2, cases)).to.deep.equal(await judged(1, cases));
  });
});
