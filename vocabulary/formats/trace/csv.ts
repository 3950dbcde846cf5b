/** A trace as CSV: a row for each token in its place. */

import { escapeHidden } from '../../../reports/display/index.js';
import type { Trace, TracedToken } from '../../trace/index.js';
import { type Cell, csvOf } from '../csv.js';

const COLUMNS = [
  'place',
  'id',
  'bytes',
  'text',
  'kind',
  'class',
  'piece_of',
  'rare',
  'unreachable',
  'signs',
  'samples',
  'targets',
  'read',
  'cosine',
  'rank',
  'percentile',
  'l2',
  'norm_base',
  'norm_post',
  'kept',
  'probe',
];

const cellsOf = (place: number, whole: string | null, one: TracedToken): Cell[] => [
  place,
  one.id,
  one.bytes,
  escapeHidden(one.text ?? ''),
  one.kind,
  one.class,
  whole === null ? null : escapeHidden(whole),
  String(one.rare),
  one.unreachable === null ? null : String(one.unreachable),
  one.signs.join(' '),
  one.coverage?.samples ?? null,
  one.coverage?.targets ?? null,
  one.coverage?.read ?? null,
  one.drift?.cosine ?? null,
  one.drift?.rank ?? null,
  one.drift?.percentile ?? null,
  one.drift?.l2 ?? null,
  one.drift?.norm_base ?? null,
  one.drift?.norm_post ?? null,
  one.neighbours?.kept ?? null,
  one.probe?.map(({ target, verdict }) => `${escapeHidden(target)}: ${verdict}`).join('; ') ?? null,
];

/** Numbers in full precision, empty where there is none; `place` from 0 on. */
export function renderCsv({ places, tokens }: Trace): Iterable<string> {
  const known = new Map(tokens.map((one) => [one.id, one]));
  function* rows() {
    for (const [place, { id, piece_of: whole }] of places.entries()) {
      const one = known.get(id);
      if (one !== undefined) yield cellsOf(place, whole, one);
    }
  }
  return csvOf(COLUMNS, rows());
}
