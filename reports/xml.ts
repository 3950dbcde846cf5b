/** XML from a template: Handlebars escapes what has a meaning there, and what no XML can hold is written out. */

import { createRequire } from 'node:module';
import type Handlebars from 'handlebars';

/** Controls, halves of surrogate pairs and noncharacters (XML 1.0, production 2). */
const forbidden = /[^\t\n\r\x20-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** The template with these values in it. It is XML whatever the values hold. */
export function xmlOf(template: string, values: unknown): string {
  // Loaded where XML is written, and for nothing else.
  const library: typeof Handlebars = createRequire(import.meta.url)('handlebars');
  return library
    .create()
    .compile(template, { strict: true })(values)
    .replace(forbidden, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`);
}
