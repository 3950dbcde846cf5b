/** Which fault a request meets. Only what is asked decides, and how often, so runs repeat whatever their concurrency. */

import { randomOf } from './random.js';
import type { Faults } from './types.js';

export type FaultKind = '429' | '500' | 'reset' | 'hang' | 'cutoff';

function rates(faults: Faults): readonly (readonly [FaultKind, number])[] {
  return [
    ['429', faults.rate429 ?? 0],
    ['500', faults.rate500 ?? 0],
    ['reset', faults.rateReset ?? 0],
    ['hang', faults.rateHang ?? 0],
    ['cutoff', faults.rateCutoff ?? 0],
  ];
}

/** Throws RangeError for rates outside 0..1 or that sum to more than 1. */
export function checkFaults(faults: Faults): void {
  const all = rates(faults).map(([, rate]) => rate);
  const sum = all.reduce((total, rate) => total + rate, 0);
  for (const rate of [...all, faults.rateAlways ?? 0])
    if (!(rate >= 0 && rate <= 1)) throw new RangeError(`a rate of faults must be from 0 to 1, not ${rate}`);
  // Rates such as 0.1 and 0.2 do not sum exactly.
  if (sum > 1 + 1e-9)
    throw new RangeError(`the rates of faults must not sum to more than 1, but make ${sum}`);
}

/**
 * The fault of a request, or null. `prompt` is what `rateAlways` chooses by; `seen` is how often this same `body` has come
 * before, so that a retry has a draw of its own.
 */
export function faultOf(
  faults: Faults,
  seed: number,
  { prompt, body, seen }: { readonly prompt: string; readonly body: string; readonly seen: number },
): FaultKind | null {
  const { rateAlways = 0 } = faults;
  if (rateAlways > 0 && randomOf(`always\n${seed}\n${prompt}`)() < rateAlways) return '500';
  let rest = randomOf(`fault\n${seed}\n${seen}\n${body}`)();
  for (const [kind, rate] of rates(faults)) {
    if (rest < rate) return kind;
    rest -= rate;
  }
  return null;
}
