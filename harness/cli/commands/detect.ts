/** `offscript detect`: lints texts. */

import type { Command } from 'commander';
import {
  type Context,
  type Detection,
  languages,
  type Policy,
  policiesOf,
  type Span,
  splitReasoning,
  type TornMarkup,
  tagAsWritten,
} from '../../../detectors/core/index.js';
import {
  fieldAt,
  readJsonLines,
  readText,
  type Source,
  shortened,
  standardInput,
  UserError,
} from '../../../files/index.js';
import { escapeHidden } from '../../../reports/display/index.js';
import { type Detector, detectorBy, loadIdentifier } from '../../identifier/index.js';
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

/** A detection of the answer in a text; places are those in the text. */
interface DetectedAnswer extends Detection {
  /** Damaged markup of reasoning. */
  readonly torn: readonly TornMarkup[];
}

/** Detects in what of a text is no reasoning. */
async function detectAnswer(
  detect: Detector,
  text: string,
  policy: Policy,
  context?: Context,
): Promise<DetectedAnswer> {
  const { answer, torn, placeOf } = splitReasoning(text);
  const detection = await detect(answer, policy, context);
  const placed = <T extends Span>(span: T): T => {
    const { start, end } = placeOf(span);
    return { ...span, start, end, text: text.slice(start, end) };
  };
  const { findings, possible, exemptions } = detection;
  return {
    ...detection,
    findings: findings.map(placed),
    possible: possible.map(placed),
    exemptions: exemptions.map(placed),
    torn,
  };
}

/** Whether a detection makes the command end with 1. */
const isFound = ({ mixed, wrongLanguage }: Detection): boolean => mixed || wrongLanguage !== null;

/** What is shown of a place in a text. */
interface Line {
  readonly start: number;
  readonly kind: string;
  readonly what: string;
  readonly found: string;
}

/** Writes what was detected in a text, a line each. */
function show(name: string, text: string, detection: DetectedAnswer, explain: boolean): void {
  const { findings, possible, wrongLanguage, askedOtherwise, exemptions, tooShort, torn } = detection;
  const lines: Line[] = findings.map(({ start, text: found, kind, script }) => ({
    start,
    kind,
    what: script,
    found,
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
  for (const { start, kind, what, found } of lines) {
    print(`${name}:${place(start)}  ${kind}  ${what}  "${escapeHidden(found)}"\n`);
  }
  if (tooShort && (explain || findings.length > 0)) print(`${name}:1:1  excluded  too_short\n`);
  if (askedOtherwise !== null)
    print(`${name}:1:1  excluded  asked_otherwise  ${askedOtherwise.language ?? askedOtherwise.script}\n`);
}

/** One line of the output of `--jsonl`. */
function toRecord(id: unknown, policy: Policy, detection: DetectedAnswer, explain: boolean): unknown {
  const { findings, possible, mixed, wrongLanguage, askedOtherwise, tooShort, exemptions, torn } = detection;
  return {
    id,
    language: policy.language,
    mixed,
    script_mixed: detection.scriptMixed,
    word_mixed: detection.wordMixed,
    code_mixed: detection.codeMixed,
    damaged: detection.damaged,
    punctuated: detection.punctuated,
    wrong_language: wrongLanguage !== null,
    too_short: tooShort,
    asked_otherwise: askedOtherwise !== null,
    findings,
    ...(torn.length > 0 && { torn_markup: torn }),
    ...(explain && { possible, exemptions }),
  };
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
    const [id, text, language, prompt] = ['id', 'text', 'language', 'prompt'].map((name) =>
      fieldAt(row.value, name),
    );
    if (typeof text !== 'string')
      throw new UserError(`the field "text" is ${text === undefined ? 'missing' : 'no text'}`, where);
    const tag = language ?? options.language;
    if (typeof tag !== 'string')
      throw new UserError('the text has no language', where, 'add a field "language" or give --language');
    const policy = policyOption(tag, where, policyOf);
    const context = typeof prompt === 'string' ? { prompt } : {};
    const detection = await detectAnswer(detect, text, policy, context);
    found ||= isFound(detection);
    print(
      `${JSON.stringify(toRecord(id ?? null, { ...policy, language: tagAsWritten(tag) }, detection, options.explain ?? false))}\n`,
    );
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
    .description('find off-script text; exit code 1 when there is some')
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
