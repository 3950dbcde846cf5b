/** `npm run bench:vocabulary`: counting the tokens of real responses by o200k_base, beside the package alone that cuts them. CPU, so that a busy machine says the same. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { countTokens, openVocabulary } from '../vocabulary/index.js';
import { row } from './measure.js';
import { responseFiles } from './text.js';

/** Passes over the texts: the first one is cold, of the others the best counts. */
const ROUNDS = 4;

/** The rank file that the package tiktoken has the ranks of. */
function rankFile(): string {
  const folder = dirname(createRequire(import.meta.url).resolve('tiktoken'));
  const { bpe_ranks } = JSON.parse(readFileSync(join(folder, 'encoders/o200k_base.json'), 'utf8')) as {
    bpe_ranks: string;
  };
  return bpe_ranks
    .split('\n')
    .flatMap((line) => {
      const [, offset = '', ...tokens] = line.split(' ');
      return tokens.map((token, i) => `${token} ${Number(offset) + i}\n`);
    })
    .join('');
}

/** Seconds of CPU. */
async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

if (responseFiles.length === 0) process.stdout.write('SKIPPED: no responses (set OFFSCRIPT_DATA)\n');
else {
  const texts = responseFiles.flatMap((path) =>
    (parse(readFileSync(path), { columns: true }) as Record<string, string>[]).flatMap(
      ({ completion = '' }) => (completion === '' ? [] : [completion]),
    ),
  );
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const folder = mkdtempSync(join(tmpdir(), 'offscript-bench-'));
  try {
    writeFileSync(join(folder, 'o200k_base.tiktoken'), rankFile());
    writeFileSync(join(folder, 'data.jsonl'), texts.map((text) => `${JSON.stringify({ text })}\n`).join(''));
    const vocabulary = await openVocabulary(join(folder, 'o200k_base.tiktoken'));
    const encoding = await vocabulary.encoding();
    if (encoding.kind !== 'known') throw new Error(encoding.why);
    const alone: number[] = [];
    const whole: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      let tokens = 0;
      alone.push(
        await cpuOf(() => {
          for (const text of texts) tokens += encoding.encode(text).length;
        }),
      );
      let counted = 0;
      whole.push(
        await cpuOf(async () => {
          const { targets } = await countTokens(vocabulary, [join(folder, 'data.jsonl')]);
          counted = targets.reduce((sum, one) => sum + one, 0);
        }),
      );
      if (tokens !== counted) throw new Error(`${counted} tokens were counted of ${tokens}`);
    }
    process.stdout.write(`${texts.length} responses, ${(bytes / 1e6).toFixed(1)} MB, one core\n`);
    const rate = (seconds: number): number => bytes / 1e6 / seconds;
    const reference = rate(Math.min(...alone));
    row('tiktoken alone (reference)', reference, 'MB/s', reference);
    row('vocab coverage: a file, all told', rate(Math.min(...whole)), 'MB/s', reference);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
