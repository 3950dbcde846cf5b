/**
 * Writes the tables of docs/policies.md: the languages, the kinds of finding, the exemptions with their examples. Needs a build.
 * `--check` exits 1 where they are stale.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exemptionRules, findingKinds, policies } from '../../dist/detectors/index.js';

const english = new Intl.DisplayNames(['en'], { type: 'language' });

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', '⏎');
const table = (heads, rows) =>
  [heads, heads.map(() => '---'), ...rows]
    .map((row) => `| ${row.join(' | ')} |`.replaceAll('|  |', '| |'))
    .join('\n');
const quoted = (text) => `\`${text}\``;

/** An example as a row: the text, and what came of it. */
const exampleRow = ({ name }, { language, text, prompt, allow, exempt, found = [] }) => [
  quoted(name),
  language,
  cell(
    [text, prompt && `prompt: ${prompt}`, allow && `allow: ${allow.join(', ')}`].filter(Boolean).join(' · '),
  ),
  cell(exempt.join(', ')),
  cell(found.join(', ')),
];

const tables = {
  languages: table(
    ['tag', 'language', 'scripts', 'Latin', 'Han', 'close'],
    policies.map(({ language, scripts, latin, han = '', close }) => [
      quoted(language),
      english.of(language),
      scripts.join(' '),
      latin,
      han,
      close.join(' '),
    ]),
  ),
  kinds: table(
    ['kind', 'is', 'mixing'],
    findingKinds.map(({ kind, what, counts }) => [
      quoted(kind),
      cell(what),
      counts === 'mixing' ? 'yes' : 'no',
    ]),
  ),
  exemptions: table(
    ['exemption', 'covers'],
    exemptionRules.map(({ name, what }) => [quoted(name), cell(what)]),
  ),
  examples: table(
    ['exemption', 'in', 'text', 'exempt', 'found'],
    exemptionRules.flatMap((rule) => rule.examples.map((example) => exampleRow(rule, example))),
  ),
};

const path = fileURLToPath(new URL('../../docs/policies.md', import.meta.url));
const before = readFileSync(path, 'utf8');
const after = before.replace(
  /(<!-- generated: (\w+) -->\n).*?(\n<!-- end -->)/gs,
  (_, start, name, end) => start + tables[name] + end,
);
if (!process.argv.includes('--check')) writeFileSync(path, after);
else if (after !== before) {
  process.stderr.write(`${path} is stale: run npm run generate\n`);
  process.exitCode = 1;
}
