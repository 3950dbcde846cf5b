/**
 * `npm run bench:clean`: every finding in responses that are nearly all clean, in its context, to be read one by one: what is no slip
 * there is a false alarm. By default gpt-3.5-turbo's answers to prompts in six languages that are not in Latin script, with their
 * prompts. `--model NAME`, `--languages ja,ko`, `--task crosslingual` and `--franc` choose others.
 */

import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Detection, detect, languages, policiesOf, splitReasoning } from '../detectors/index.js';
import { loadIdentifier } from '../harness/identifier/index.js';
import { readResponses } from '../harness/import/index.js';
import { openLcbPrompts } from '../prompts/index.js';
import { escapeHidden } from '../reports/display/index.js';
import { data, inContext } from './text.js';

/** Code units shown of a response in the wrong language. */
const LONGEST = 120;

const { values: chosen } = parseArgs({
  options: {
    model: { type: 'string', default: 'gpt-3.5-turbo' },
    languages: { type: 'string', default: 'ja,zh,ko,ar,hi,ru' },
    task: { type: 'string', default: 'monolingual' },
    franc: { type: 'boolean', default: false },
  },
});

function short(text: string): string {
  return escapeHidden(text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
}

/** One line a finding, and one for a response in the wrong language. */
function report(where: string, text: string, { findings, wrongLanguage }: Detection): void {
  if (wrongLanguage !== null) {
    const { script, language } = wrongLanguage;
    process.stdout.write(`${where}  wrong language  ${language ?? script}  «${short(text)}»\n`);
  }
  for (const finding of findings) {
    const { start, kind, language, script } = finding;
    process.stdout.write(`${where}:${start}  ${kind}  ${language ?? script}  ${inContext(text, finding)}\n`);
  }
}

interface Counts {
  responses: number;
  withoutPrompt: number;
  tooShort: number;
  found: number;
  wrong: number;
  findings: number;
}

function summary(byLanguage: ReadonlyMap<string, Counts>): void {
  process.stdout.write(
    '\nlanguage  responses  without prompt  too short  with findings  findings  wrong language\n',
  );
  for (const [language, counts] of byLanguage) {
    const { responses, withoutPrompt, tooShort, found, findings, wrong } = counts;
    const cells = [responses, withoutPrompt, tooShort, found, findings, wrong];
    const widths = [9, 14, 9, 13, 8, 14];
    const row = cells.map((value, i) => String(value).padStart(widths[i] ?? 0)).join('  ');
    process.stdout.write(`${language.padEnd(8)}  ${row}\n`);
  }
}

const file = `${data}/lcb/${chosen.model}.csv`;
if (!existsSync(file)) {
  process.stdout.write(`SKIPPED: no responses of ${chosen.model} (set OFFSCRIPT_DATA)\n`);
} else {
  const identifier = await loadIdentifier(chosen.franc ? 'franc' : 'fasttext', languages);
  const policyFor = policiesOf();
  const byLanguage = new Map<string, Counts>(
    chosen.languages
      .split(',')
      .map((language) => [
        language,
        { responses: 0, withoutPrompt: 0, tooShort: 0, found: 0, wrong: 0, findings: 0 },
      ]),
  );
  const prompts = await openLcbPrompts(`${data}/lcb/test_sets.zip`);
  for await (const row of readResponses([file], { prompts })) {
    if (row.kind === 'note') continue;
    if (row.kind !== 'response') throw new Error(`${row.where} cannot be read`);
    const { language, promptId, messages, channels } = row;
    const counts = byLanguage.get(language);
    const policy = policyFor(language);
    if (counts === undefined || policy === undefined || !promptId.startsWith(`${chosen.task}/`)) continue;
    const text = splitReasoning(channels.answer ?? '').answer;
    const prompt = messages?.map(({ content }) => content).join('\n');
    const detection = detect(text, policy, { identifier, ...(prompt !== undefined && { prompt }) });
    counts.responses++;
    if (prompt === undefined) counts.withoutPrompt++;
    if (detection.tooShort) counts.tooShort++;
    if (detection.findings.length > 0) counts.found++;
    if (detection.wrongLanguage !== null) counts.wrong++;
    counts.findings += detection.findings.length;
    report(promptId, text, detection);
  }
  summary(byLanguage);
}
