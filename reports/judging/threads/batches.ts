/** Cases in batches: large enough to be worth a message between threads, small enough that all threads end together. */

import type { Case } from '../index.js';

/** UTF-16 code units of answers, reasoning and prompts from which a batch is full: some 100 KB to 500 KB. */
const UNITS = 1 << 17;

/** Cases from which it is full whatever their length. */
export const CASES = 512;

/** The cases in batches, in order; none of them empty. */
export async function* inBatches(cases: AsyncIterable<Case>): AsyncGenerator<readonly Case[]> {
  let batch: Case[] = [];
  let units = 0;
  for await (const one of cases) {
    batch.push(one);
    const { answer, reasoning = '' } = one.sample;
    units += (answer?.length ?? 0) + reasoning.length + (one.prompt?.length ?? 0);
    if (units < UNITS && batch.length < CASES) continue;
    yield batch;
    batch = [];
    units = 0;
  }
  if (batch.length > 0) yield batch;
}
