/** Which tokens are rare: those that the tokenizer learnt last. */

import type { Vocabulary } from '../tokenizer/index.js';

/** Of what a tokenizer learnt, the share that counts as rare. */
const RARE = 0.1;

/** The order from which on a token is rare, and how many have one. */
export function rareFrom(vocabulary: Vocabulary): { readonly from: number; readonly learnt: number } {
  const orders: number[] = [];
  for (let id = 0; id < vocabulary.size; id++) {
    const order = vocabulary.orderOf(id);
    if (order !== null && vocabulary.kindOf(id) === 'text') orders.push(order);
  }
  orders.sort((a, b) => a - b);
  const from = orders[orders.length - Math.floor(orders.length * RARE)] ?? Number.POSITIVE_INFINITY;
  return { from, learnt: orders.length };
}
