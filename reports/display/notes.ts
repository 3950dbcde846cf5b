/** What a reader should know of a target's samples beyond its rates. */

import type { TargetReport } from '../types.js';
import { count, percentWithBounds, plural } from './numbers.js';
import { escapeHidden } from './visible.js';

/** Fingerprints that are named; an endpoint that gives each response its own would fill a page. */
const NAMED = 6;

function fingerprintNote(fingerprints: Readonly<Record<string, number>>): string {
  const all = Object.entries(fingerprints).sort(([, a], [, b]) => b - a);
  const named = all.slice(0, NAMED).map(([name, n]) => `${escapeHidden(name)} (${count(n)})`);
  const more = all.length > NAMED ? `, and ${count(all.length - NAMED)} more` : '';
  return `system_fingerprint changed: ${named.join(', ')}${more}`;
}

/**
 * One line each: questions without an answer, samples that took more than one request (which can change a distribution), answers that
 * hold an expected name, a changed fingerprint. Hidden characters are escaped; a format escapes what is special to itself.
 */
export function targetNotes({
  retried,
  requests,
  unanswered = 0,
  fingerprints = {},
  expected,
}: TargetReport): readonly string[] {
  return [
    unanswered > 0 && `${plural(unanswered, 'question')} without an answer yet`,
    retried > 0 &&
      `${plural(retried, 'sample')} took more than one request; ${plural(requests, 'request')} in all`,
    expected !== undefined &&
      `${count(expected.mixed)} of ${plural(expected.of, 'answer')} hold what their prompt expects: ${percentWithBounds(expected)}`,
    Object.keys(fingerprints).length > 1 && fingerprintNote(fingerprints),
  ].filter((line) => line !== false);
}
