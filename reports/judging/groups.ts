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

/** How many times as large as there are samples a table of prompts may be. */
const SPARSE = 8;

/** Numbers of prompts in the order in which they come first, and for each sample which of them is its own. */
function numbered(prompts: Int32Array): {
  readonly numbers: readonly number[];
  readonly groupOf: Int32Array;
} {
  let most = 0;
  for (const prompt of prompts) most = Math.max(most, prompt);
  if (most > SPARSE * prompts.length) return numberedByMap(prompts);
  const places = new Int32Array(most + 1);
  const numbers: number[] = [];
  const groupOf = prompts.map((prompt) => {
    if (at(places, prompt) === 0) places[prompt] = numbers.push(prompt);
    return at(places, prompt) - 1;
  });
  return { numbers, groupOf };
}

/** The same of numbers that are far apart. */
function numberedByMap(prompts: Int32Array): ReturnType<typeof numbered> {
  const groups = new Map<number, number>();
  const groupOf = prompts.map((prompt) => {
    const group = groups.get(prompt) ?? groups.size;
    groups.set(prompt, group);
    return group;
  });
  return { numbers: [...groups.keys()], groupOf };
}

function isOrdered(order: Int32Array, repeats: Int32Array, from: number, to: number): boolean {
  for (let place = from + 1; place < to; place++)
    if (at(repeats, at(order, place - 1)) > at(repeats, at(order, place))) return false;
  return true;
}

/** Groups samples with these prompts and repeats, in time by their number, whatever the numbers are. */
export function groupsOf(prompts: Int32Array, repeats: Int32Array): Groups {
  const { numbers, groupOf } = numbered(prompts);
  const starts = new Int32Array(numbers.length + 1);
  for (const group of groupOf) starts[group + 1] = at(starts, group + 1) + 1;
  for (let group = 0; group < numbers.length; group++)
    starts[group + 1] = at(starts, group + 1) + at(starts, group);
  const next = starts.slice();
  const order = new Int32Array(prompts.length);
  for (const [i, group] of groupOf.entries()) {
    const place = at(next, group);
    order[place] = i;
    next[group] = place + 1;
  }
  for (let group = 0; group < numbers.length; group++) {
    const [from, to] = [at(starts, group), at(starts, group + 1)];
    // A run asks repeat after repeat.
    if (!isOrdered(order, repeats, from, to))
      order.subarray(from, to).sort((a, b) => at(repeats, a) - at(repeats, b));
  }
  return { prompts: numbers, starts, order };
}

/** The samples of a group, by repeat. */
export const samplesIn = ({ starts, order }: Groups, group: number): Int32Array =>
  order.subarray(at(starts, group), at(starts, group + 1));
