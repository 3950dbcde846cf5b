/** Waivers: what a gate knows of and lets be until a day. */

import type { Waiver } from '../../store/index.js';
import type { GateRow } from './types.js';
import type { WorseRow } from './worse.js';

const names = (
  { language, script, measure }: Waiver,
  row: Pick<GateRow, 'language' | 'script' | 'measure'>,
): boolean =>
  (language ?? row.language) === row.language &&
  (script ?? row.script) === row.script &&
  (measure ?? row.measure) === row.measure;

/** Says which waiver a row falls under when it is no pass, the first of them. */
export type WaiverOf = (row: WorseRow) => Waiver | undefined;

export const waiverFor =
  (waive: readonly Waiver[]): WaiverOf =>
  (row) =>
    waive.find((one) => names(one, row));

/** A row with the waiver that it falls under, where it needs one. */
export function withWaiver(row: GateRow, waiverOf: WaiverOf): GateRow {
  const waiver = row.verdict === 'pass' ? undefined : waiverOf(row);
  return waiver === undefined ? row : { ...row, waived: { until: waiver.until, why: waiver.why } };
}

/** Those that none of the rows needs. */
export const unneeded = (waive: readonly Waiver[], rows: readonly GateRow[]): Waiver[] =>
  waive.filter((waiver) => !rows.some((row) => row.verdict !== 'pass' && names(waiver, row)));
