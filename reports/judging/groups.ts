/** Samples by prompt, each with its repeats in order. */

/** Within its length wherever this file asks. */
const at = (column: Int32Array, i: number): number => column[i] as number;

/** Samples by prompt: those of the `i`th group are `order[starts[i]]` to `order[starts[i + 1] - 1]`, by repeat. */
export interface Groups {
  /** Numbers of the prompts, in the order in which they came first. */
  readonly prompts: readonly number[];
  readonly starts: Int32Array;
  readonly order: Int32Array;
}

/** Groups samples with these prompts and repeats, in time by their number, whatever the numbers are. */
export function groupsOf(prompts: Int32Array, repeats: Int32Array): Groups {
  const numbers = new Map<number, number>();
  const groupOf = prompts.map((prompt) => {
    const group = numbers.get(prompt) ?? numbers.size;
    numbers.set(prompt, group);
    return group;
  });
  const starts = new Int32Array(numbers.size + 1);
  for (const group of groupOf) starts[group + 1] = at(starts, group + 1) + 1;
  for (let group = 0; group < numbers.size; group++)
    starts[group + 1] = at(starts, group + 1) + at(starts, group);
  const next = starts.slice();
  const order = new Int32Array(prompts.length);
  for (const [i, group] of groupOf.entries()) {
    const place = at(next, group);
    order[place] = i;
    next[group] = place + 1;
  }
  for (let group = 0; group < numbers.size; group++) {
    const [from, to] = [at(starts, group), at(starts, group + 1)];
    if (to - from > 1) order.subarray(from, to).sort((a, b) => at(repeats, a) - at(repeats, b));
  }
  return { prompts: [...numbers.keys()], starts, order };
}

/** The samples of a group, by repeat. */
export const samplesIn = ({ starts, order }: Groups, group: number): Int32Array =>
  order.subarray(at(starts, group), at(starts, group + 1));
