/** `offscript detect`: lints texts. */

import type { Command } from 'commander';
import { languages, policiesOf, tagAsWritten } from '../../../detectors/core/index.js';
import {
  readJsonLines,
  readText,
  type Source,
  shortened,
  standardInput,
  UserError,
} from '../../../files/index.js';
import { escapeHidden } from '../../../reports/display/index.js';
import { type Detector, detectorBy, loadIdentifier } from '../../identifier/index.js';
import { askedIn, type DetectedAnswer, detectAnswer, isFound, toRecord } from '../../lint/index.js';
import { policyOption, settingsFrom } from '../options/index.js';
import { exitCodes, type PolicyOf, print, warnOfAssumed } from '../terminal/index.js';

interface Options {
  readonly language?: string;
  readonly jsonl?: boolean;
  readonly explain?: boolean;
  readonly policy?: string;
}

/** UTF-16 code units that are shown of damaged markup, which may reach to the end of a text. */
const SHOWN = 40;

/** Line and column, both from 1, of ascending offsets; columns are UTF-16 code units, as editors count them. */
function placer(text: string): (offset: number) => string {
  let line = 1;
  let lineStart = 0;
  let from = 0;
  return (offset) => {
    for (let at = text.indexOf('\n', from); at >= 0 && at < offset; at = text.indexOf('\n', from)) {
      line++;
      lineStart = at + 1;
      from = at + 1;
    }
    return `${line}:${offset - lineStart + 1}`;
  };
}

/** What is shown of a place in a text. */
interface Line {
  readonly start: number;
  readonly kind: string;
  readonly what: string;
  readonly found: string;
  readonly where?: string;
}

/** Writes what was detected in a text, a line each. */
function show(name: string, text: string, detection: DetectedAnswer, explain: boolean): void {
  const { findings, possible, wrongLanguage, askedOtherwise, exemptions, tooShort, torn } = detection;
  const lines: Line[] = findings.map(({ start, text: found, kind, script, zone }) => ({
    start,
    kind,
    what: script,
    found,
    ...(zone === 'code' && { where: 'in code' }),
  }));
  if (explain) {
    for (const { start, text: found, script } of possible)
      lines.push({ start, kind: 'possible', what: script, found });
    for (const { start, text: found, reason } of exemptions)
      lines.push({ start, kind: 'exempt', what: reason, found });
    for (const { start, end, kind } of torn)
      lines.push({ start, kind: 'torn-markup', what: kind, found: shortened(text.slice(start, end), SHOWN) });
  }
  lines.sort((a, b) => a.start - b.start);
  if (wrongLanguage !== null) {
    const { script, language, share } = wrongLanguage;
    const percent = share === undefined ? '' : `${Math.round(share * 100)}% of its letters`;
    print(`${name}:1:1  wrong-language  ${script}  ${language ?? percent}\n`);
  }
  const place = placer(text);
  for (const { start, kind, what, found, where } of lines) {
    const behind = where === undefined ? '' : `  ${where}`;
    print(`${name}:${place(start)}  ${kind}  ${what}  "${escapeHidden(found)}"${behind}\n`);
  }
  if (tooShort && (explain || findings.length > 0)) print(`${name}:1:1  excluded  too_short\n`);
  if (askedOtherwise !== null)
    print(`${name}:1:1  excluded  asked_otherwise  ${askedOtherwise.language ?? askedOtherwise.script}\n`);
}

async function lintJsonLines(
  source: Source,
  options: Options,
  policyOf: PolicyOf,
  detect: Detector,
): Promise<boolean> {
  let found = false;
  for await (const row of readJsonLines(source)) {
    const { where } = row;
    if (row.kind === 'unread') throw new UserError(row.reason, where, row.todo);
    const { id, text, language, context } = askedIn(
      row.value,
      where,
      options.language,
      'add a field "language" or give --language',
    );
    const policy = policyOption(language, where, policyOf);
    const detection = await detectAnswer(detect, text, policy, context);
    found ||= isFound(detection);
    print(`${JSON.stringify(toRecord(id, tagAsWritten(language), detection, options.explain ?? false))}\n`);
  }
  return found;
}

async function run(files: string[], options: Options): Promise<void> {
  let found = false;
  const tags = new Set<string>();
  const settings = await settingsFrom(options.policy);
  const known = policiesOf(settings);
  const policyOf: PolicyOf = (tag) => {
    tags.add(tag);
    return known(tag);
  };
  const policy =
    options.language === undefined ? undefined : policyOption(options.language, '--language', policyOf);
  const detect = detectorBy(() => loadIdentifier(settings.lid ?? 'fasttext', languages));
  for (const file of files.length === 0 ? ['-'] : files) {
    const name = file === '-' ? '<stdin>' : escapeHidden(file);
    const source = file === '-' ? standardInput() : file;
    if (options.jsonl) found = (await lintJsonLines(source, options, policyOf, detect)) || found;
    else if (policy === undefined)
      throw new UserError(
        'the language of the text is not given',
        '--language',
        'name it, such as --language ja',
      );
    else {
      const text = await readText(source);
      const detection = await detectAnswer(detect, text, policy);
      show(name, text, detection, options.explain ?? false);
      found ||= isFound(detection);
    }
  }
  warnOfAssumed(tags, known);
  if (found) process.exitCode = exitCodes.found;
}

export function addDetect(program: Command): void {
  program
    .command('detect')
    .description('find off-script text; exit code 1 when a text is mixed or in another language')
    .argument('[files...]', 'texts, - or nothing for standard input')
    .option('--language <tag>', 'language that the text must be in')
    .option(
      '--jsonl',
      'read objects {id, text, language?, prompt?}, one a line, and answer with one line each',
    )
    .option('--explain', 'say also what was exempted, and why, and what is in doubt')
    .option('--policy <file>', 'policies of your own, YAML or JSON: docs/policies.md')
    .action(run);
}
