/** How much more would decide: if rates stay as they are. */

import { ASSUMED_CORRELATION, type Units } from './clusters.js';

/** Prompts to be asked besides, as often as the others; or repeats of each prompt. Null where no number of them would do. */
export interface More {
  readonly prompts: number | null;
  readonly repeats: number | null;
}

/** What was asked, and how many samples of a prompt tell as much as one, but for what few prompts leave unknown. */
export interface Planned {
  readonly units: Units;
  readonly prompts: number;
  readonly repeats: number;
  readonly size: number;
}

/** Nobody asks so many times as much. */
const MOST = 1 << 20;
const HALVINGS = 60;

/** The least factor from which on `decided` holds; null where that is more than anybody asks. */
function leastFactor(decided: (factor: number) => boolean): number | null {
  let high = 1;
  while (!decided(high)) {
    high *= 2;
    if (high > MOST) return null;
  }
  let low = high / 2;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (decided(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** As many times the repeats as tell `factor` times as much, by the correlation of repeats; null where no number does. */
function repeatsFor(factor: number, { repeats, size }: Planned): number | null {
  const alike = repeats > 1 ? Math.min(1, Math.max(0, (size - 1) / (repeats - 1))) : ASSUMED_CORRELATION;
  // m / (1 + (m - 1) * alike) = factor * repeats / size.
  const wanted = (factor * repeats) / Math.max(1, size);
  return alike * wanted >= 1 ? null : (wanted * (1 - alike)) / (1 - alike * wanted);
}

/** What would have to be asked besides for `decided`, which is told by how many times as much evidence there would be. */
export function moreFor(planned: Planned, decided: (factor: number) => boolean): More {
  const factor = leastFactor(decided);
  if (factor === null) return { prompts: null, repeats: null };
  const { units, prompts, repeats } = planned;
  const besides = (wanted: number, had: number): number => Math.max(1, Math.ceil(wanted - had));
  if (units === 'repeats') return { prompts: null, repeats: besides(factor * repeats, repeats) };
  const often = repeatsFor(factor, planned);
  return {
    prompts: besides(factor * prompts, prompts),
    repeats: often === null ? null : besides(often, repeats),
  };
}
