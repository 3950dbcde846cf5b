/** What a sample can be chosen by besides its words, as bits of a number. */

import { findingKinds } from '../../../../detectors/core/index.js';
import { CHANNELS, EVIDENCE, isScored, type Traits } from '../../../../reports/index.js';

const NAMES: readonly string[] = [
  'flagged',
  'scored',
  'mixed',
  ...CHANNELS.map((channel) => `channel ${channel}`),
  ...EVIDENCE.map((evidence) => `evidence ${evidence}`),
  'kind wrong_language',
  ...findingKinds.map(({ kind }) => `kind ${kind}`),
];

const BITS: ReadonlyMap<string, number> = new Map(NAMES.map((name, i) => [name, 2 ** i]));

/** The bit of a name such as `kind script`; 0 where there is none. */
export const bitOf = (name: string): number => BITS.get(name) ?? 0;

/** The bits of what a sample can be chosen by. */
export function bitsOf({ state, flagged, kinds, evidence, channels }: Traits): number {
  const names = [
    ...(flagged ? ['flagged'] : []),
    ...(isScored(state) ? ['scored'] : []),
    ...(state === 'mixed' ? ['mixed'] : []),
    ...channels.map((one) => `channel ${one}`),
    ...evidence.map((one) => `evidence ${one}`),
    ...kinds.map((one) => `kind ${one}`),
  ];
  return names.reduce((bits, name) => bits + bitOf(name), 0);
}

/** Values of one name whose bits are set, such as the kinds. */
export const valuesIn = (bits: number, name: string): string[] =>
  NAMES.filter((one, i) => one.startsWith(`${name} `) && (bits & (2 ** i)) !== 0).map((one) =>
    one.slice(name.length + 1),
  );
