/** What all exports write alike: names of files, ids, JSON that every reader takes, findings in a line. */

import { hash } from 'node:crypto';
import { countedAs, type Finding } from '../../detectors/index.js';
import { shortened } from '../../files/index.js';
import { escapeHidden } from '../display/index.js';
import type { RateName } from '../judging/index.js';

/** Code units of a name of a file. */
const LONGEST_NAME = 80;

/** A text as a name of a file or folder that every system takes; another text where something had to be left out has another name. */
export function fileName(text: string): string {
  const safe = text.replace(/[^A-Za-z0-9._-]+/g, '_').replace(/^[._]+|[.]+$/g, '');
  // Windows has devices by these names, whatever stands behind a dot.
  const isDevice = /^(?:con|prn|aux|nul|com\d|lpt\d|data)(?:\.|$)/i.test(safe);
  if (safe === text && safe.length <= LONGEST_NAME && safe !== '' && !isDevice) return safe;
  return `${safe.slice(0, LONGEST_NAME)}-${hash('sha256', text).slice(0, 8)}`.replace(/^-/, 'x-');
}

/** A UUID by its form (RFC 9562, version 4) that is the same for the same text: an export that is made again takes the place of the last. */
export function uuidOf(text: string): string {
  const hex = hash('sha256', text);
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4] ?? '8';
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Ends of lines to Python's `splitlines`, beside those that JSON escapes by itself. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g;

/**
 * JSON for readers that are stricter than JavaScript's: a half of a surrogate pair, which models write and others refuse, is U+FFFD, and
 * nothing in it ends a line.
 */
export function wellFormedJson(value: unknown): string {
  const json = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'string' ? inner.toWellFormed() : inner,
  );
  return json.replace(LINE_ENDS, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Findings that are named, and code units of each. */
const NAMED = 20;
const SHOWN = 80;

/** What of a text counts as `rate`, to be read: `Cyrl "привет" at 6-12`. Hidden characters are written out. */
export function findingsLine(findings: readonly Finding[], rate: RateName): string {
  const all = findings.filter((finding) => countedAs(finding) === rate);
  const named = all
    .slice(0, NAMED)
    .map(
      ({ start, end, text, script }) =>
        `${script} "${escapeHidden(shortened(text, SHOWN))}" at ${start}-${end}`,
    );
  return [...named, ...(all.length > NAMED ? [`${all.length - NAMED} more`] : [])].join('; ');
}
