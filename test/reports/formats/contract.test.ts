import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { type FormatName, formats, type Report, renderTerminal } from '../../../reports/index.js';
import { type FormatUnderTest, itIsAReportFormat } from '../../contracts/report-format.js';
import { root } from '../../support/needs.js';
import { shortReport } from '../fixture/index.js';
import { examplesFixture } from '../stories.js';

/** The strings and numbers in a JSON value. */
function leaves(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [String(value)];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...leaves(inner)]);
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  '#x27': "'",
  '#x3D': '=',
};

/** The texts between tags. */
const piecesOf = (html: string): string[] =>
  html.split(/<[^>]*>/).map((text) => text.replace(/&([^;]+);/g, (_, name) => ENTITIES[name] ?? `&${name};`));

/** What the escapes of LaTeX stand for. */
const LATEX: Readonly<Record<string, string>> = {
  textbackslash: '\\',
  textasciicircum: '^',
  textasciitilde: '~',
  textless: '<',
  textgreater: '>',
  textbar: '|',
  char34: '"',
  ldots: '…',
};

/** The lines of a document as they are set. Throws where braces or environments do not match. */
function textsOfLatex(latex: string): string[] {
  let depth = 0;
  for (const [found] of latex.matchAll(/\\[\s\S]|[{}]/g)) {
    if (found === '{') depth++;
    if (found === '}') depth--;
    if (depth < 0) throw new Error('a brace closes nothing');
  }
  expect(depth, 'open braces').to.equal(0);
  const open: string[] = [];
  for (const [, what, name = ''] of latex.matchAll(/\\(begin|end)\{(\w+)\}/g))
    if (what === 'begin') open.push(name);
    else expect(open.pop()).to.equal(name);
  expect(open).to.deep.equal([]);
  return latex.split('\n').map((line) =>
    line
      .replace(/\\offscriptchar\{([0-9A-F]+)\}/g, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
      .replace(/\\(\w+)\{\}/g, (whole, name) => LATEX[name] ?? whole)
      .replace(/\{([[\]*`])\}/g, '$1')
      .replace(/\\([{}$&#_%])|([-',])\{\}/g, '$1$2'),
  );
}

/** The texts of a page, without its style and script. */
function textsOf(html: string): string[] {
  expect(html).to.match(/^<!doctype html>[\s\S]*<\/html>\n?$/);
  return piecesOf(html.replace(/<(style|script)[^>]*>[\s\S]*?<\/\1>/g, ''));
}

/** The schema of SARIF; draft 4 differs from what ajv knows in nothing that it uses but its own name. */
const {
  $schema: _,
  id: __,
  ...sarifSchema
} = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'),
    'utf8',
  ),
);
const isSarif = new Ajv({
  strict: false,
  allErrors: true,
  validateFormats: false,
  unicodeRegExp: false,
}).compile(sarifSchema);

const readers: Readonly<Record<FormatName, FormatUnderTest['read']>> = {
  html: textsOf,
  json: (text) => leaves(JSON.parse(text)),
  md: (text) =>
    text.split('\n').map((line) => line.replaceAll('&#8203;', '').replace(/\\([!-/:-@[-`{-~])/g, '$1')),
  csv: (text) => parse(text, { columns: true }).flatMap(leaves),
  'html-table': (text) => {
    expect(text).to.match(/^<section class="offscript">[\s\S]*<\/section>\n$/);
    return piecesOf(text);
  },
  latex: textsOfLatex,
  junit: (text) => {
    expect(text).to.match(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites[\s\S]*<\/testsuites>\n$/);
    return [...text.matchAll(/"([^"<]*)"|>([^<]*)</g)].flatMap(([, value, inner]) =>
      piecesOf(value ?? inner ?? ''),
    );
  },
  sarif: (text) => {
    const log: unknown = JSON.parse(text);
    expect(isSarif(log), JSON.stringify(isSarif.errors?.slice(0, 3))).to.equal(true);
    return leaves(log).map((one) => one.replace(/([{}])\1/g, '$1').replace(/\\([\\[\]])/g, '$1'));
  },
};

const forms: readonly (readonly [string, FormatUnderTest])[] = [
  ...(Object.keys(formats) as FormatName[]).map(
    (name) => [name, { render: formats[name].render, read: readers[name] }] as const,
  ),
  // On a terminal it is shown, not kept.
  [
    'terminal',
    { render: (report) => renderTerminal(report, { width: 100 }), read: (text) => text.split('\n') },
  ],
];

const snapshots = join(root, 'test/reports/formats/snapshots');

/** Set, snapshots are written instead of compared: look at what changed before you commit it. */
const writes = process.env.OFFSCRIPT_SNAPSHOTS === 'write';

/** How a page looks is no part of a snapshot, nor how JSON is laid out: what holds nothing but numbers and texts is a line. */
const withoutLooks = (text: string): string =>
  text
    .replace(/[{[]\n[^{}[\]]*\n *[}\]]/g, (inner) => inner.replace(/\n */g, ' '))
    .replace(/<(style|script)([^>]*)>[\s\S]*?<\/\1>/g, '<$1$2></$1>')
    .replace(/(<svg class="chart"[^>]*>)[\s\S]*?<\/svg>/g, '$1</svg>')
    .replace(/'sha256-[^']+'/g, "'sha256-'");

/** Engines differ in the last digits of what they compute. */
const rounded = (report: Report): Report =>
  JSON.parse(
    JSON.stringify(report, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value)),
  );

for (const [name, form] of forms)
  describe(`a report as ${name}`, () => {
    itIsAReportFormat(form);

    it('is as its snapshot', () => {
      const { shown, flagged } = examplesFixture();
      const text = withoutLooks(form.render(rounded(shortReport()), { shown: shown.slice(0, 3), flagged }));
      const path = join(snapshots, `report.${name}.snap`);
      if (writes) {
        mkdirSync(snapshots, { recursive: true });
        writeFileSync(path, text);
      }
      expect(existsSync(path), path).to.equal(true);
      const lines = readFileSync(path, 'utf8').replaceAll('\r\n', '\n').split('\n');
      const differs = text.split('\n').findIndex((line, i) => line !== lines[i]);
      expect(differs, 'the first line that differs').to.equal(-1);
      expect(text.split('\n').length).to.equal(lines.length);
    });
  });

describe('the forms of files', () => {
  it('each have an ending of their own and a media type', () => {
    const kinds = Object.values(formats);
    expect(new Set(kinds.map(({ extension }) => extension)).size).to.equal(kinds.length);
    for (const { extension, media } of kinds) {
      expect(extension).to.match(/^(?:\.[a-z]+)+$/);
      expect(media).to.match(/^(?:text|application)\/[a-z+-]+(?:; [a-z]+=[a-z0-9-]+)*$/);
    }
  });
});
