/** Cases for judges, and judges whose threads have started. */

import { openFullJudge } from '../../../harness/cli/judging/index.js';
import type { Case } from '../../../reports/judging/index.js';
import type { ClosableJudge, JudgingOptions } from '../../../reports/judging/threads/index.js';
import { CASES } from '../../../reports/judging/threads/judge.js';
import type { SampleKey } from '../../../store/index.js';
import { collect } from '../../support/collect.js';

export const toCase = (n: number, answer: string, language = 'ja'): Case => ({
  sample: {
    key: `k${n}` as SampleKey,
    target: 't',
    prompt: `p${n}`,
    language,
    repeat: 0,
    answer,
    attempts: 0,
  },
});

export async function* each<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

/** Enough text for some twenty batches. */
export const MANY = 4000;

export const long = (n: number): string =>
  n % 3 === 0
    ? '今日はとても良い天気です。散歩に行きましょう。'.repeat(30)
    : `${'値段を調べてから'.repeat(80)} посмотреть しましょう。`;

/** Empty answers in as many batches as are judged before threads are started. */
const THRESHOLD = 1;
const FIRST = Array<Case>(THRESHOLD * CASES).fill(toCase(0, ''));

/** A judge whose threads are started: what it is given from now on, they judge, however long they take to get ready. */
export async function opened(options: JudgingOptions): Promise<ClosableJudge> {
  const judge = openFullJudge({ threshold: THRESHOLD, ...options });
  await collect(judge.judge(each(FIRST), {}));
  return judge;
}
