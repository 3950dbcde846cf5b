/** Where a candidate stands: in text, or in code, which has a rate of its own. */

import type { Scene } from '../scene.js';
import { spanAt } from '../spans.js';
import type { Span } from '../types.js';
import type { Placed } from './candidate.js';

const IN_TEXT: Placed = {};

/** What a candidate says of its place; nothing of one in running text, as nearly all are. What stands in a tag is as good as a string. */
export function placed({ places, zones }: Pick<Scene, 'places' | 'zones'>, span: Span): Placed {
  const place = places().of(span);
  if (place.zone === 'code') return { zone: 'code', place };
  if (place.isFenced) return { place };
  const zone = spanAt(zones, span.start);
  return zone?.reason === 'code'
    ? { zone: 'code', place: { zone: 'code', part: 'string', block: zone } }
    : IN_TEXT;
}
