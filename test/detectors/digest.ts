/** Prints a digest of what detection makes of real responses and of every code point: node digest.js [gold.jsonl]. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { detect, policyFor } from '../../detectors/index.js';
import { loadIdentifier } from '../../harness/identifier/index.js';

const hash = createHash('sha256');
const identifier = await loadIdentifier('fasttext');
let findings = 0;

function judge(language: string, text: string, prompt?: string): void {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(`no policy for ${language}`);
  for (const context of [{}, { identifier }]) {
    const detection = detect(text, policy, { ...context, ...(prompt !== undefined && { prompt }) });
    findings += detection.findings.length;
    hash.update(JSON.stringify(detection));
  }
}

for (let point = 0; point < 0x30000; point += 64) {
  const block = String.fromCodePoint(...Array.from({ length: 64 }, (_, i) => point + i));
  for (const language of ['ja', 'ru', 'ko', 'zh-Hant', 'en']) judge(language, block);
}
const [path] = process.argv.slice(2);
if (path !== undefined) {
  for (const line of readFileSync(path, 'utf8').trim().split('\n')) {
    const { language, completion, prompt } = JSON.parse(line);
    judge(language, completion, prompt);
  }
}
process.stdout.write(`${findings} ${hash.digest('hex')}\n`);
