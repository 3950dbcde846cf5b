/**
 * `npm run bench:technical`: how many answers of each model are mixed for Latin words alone, and for another script, in sets of real
 * answers with technical text: Russian and Japanese. `--list` shows each Latin word in its context, to be read.
 */

import { detect, languages, policiesOf, splitReasoning } from '../detectors/index.js';
import { loadIdentifier } from '../harness/identifier/index.js';
import { answersIn, inContext } from './text.js';

const SETS = ['ru-arena', 'ja-frontier'];

interface Row {
  readonly target: string;
  readonly language: string;
  readonly prompt?: string;
  readonly text: string;
}

const identifier = await loadIdentifier('fasttext', languages);
const policyFor = policiesOf();

for (const set of SETS) {
  const rows = answersIn<Row>(`${set}.jsonl.gz`);
  if (rows.length === 0) {
    process.stdout.write(`SKIPPED: no ${set} (set OFFSCRIPT_DATA)\n`);
    continue;
  }
  const counts = new Map<string, { of: number; words: number; script: number }>();
  for (const row of rows) {
    const policy = policyFor(row.language);
    if (policy === undefined) continue;
    const text = splitReasoning(row.text).answer;
    const found = detect(text, policy, {
      identifier,
      ...(row.prompt !== undefined && { prompt: row.prompt }),
    });
    const count = counts.get(row.target) ?? { of: 0, words: 0, script: 0 };
    counts.set(row.target, count);
    count.of++;
    if (found.scriptMixed) count.script++;
    if (!found.wordMixed || found.scriptMixed) continue;
    count.words++;
    if (!process.argv.includes('--list')) continue;
    for (const finding of found.findings)
      process.stdout.write(`${row.target}  ${inContext(text, finding)}\n`);
  }
  process.stdout.write(`\n${set.padEnd(36)}    of  Latin words alone  another script\n`);
  for (const [target, { of, words, script }] of counts)
    process.stdout.write(
      `${target.padEnd(36)}${String(of).padStart(6)}${String(words).padStart(19)}${String(script).padStart(16)}\n`,
    );
}
