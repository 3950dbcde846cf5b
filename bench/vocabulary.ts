/** `npm run bench:vocabulary`: counting the tokens of real responses by o200k_base, beside the package alone that cuts them. CPU, so that a busy machine says the same. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { Tiktoken } from 'tiktoken/lite';
import { countTokens, openVocabulary } from '../vocabulary/index.js';
import { row } from './measure.js';
import { responseFiles } from './text.js';

/** Rounds, of which the best counts. */
const ROUNDS = 4;

interface Encoder {
  readonly pat_str: string;
  readonly bpe_ranks: string;
}

/** What the package tiktoken has of o200k_base. */
function o200k(): Encoder {
  const folder = dirname(createRequire(import.meta.url).resolve('tiktoken'));
  return JSON.parse(readFileSync(join(folder, 'encoders/o200k_base.json'), 'utf8')) as Encoder;
}

/** The rank file of these ranks. */
const rankFile = (ranks: string): string =>
  ranks
    .split('\n')
    .flatMap((line) => {
      const [, offset = '', ...tokens] = line.split(' ');
      return tokens.map((token, i) => `${token} ${Number(offset) + i}\n`);
    })
    .join('');

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
    const { pat_str, bpe_ranks } = o200k();
    writeFileSync(join(folder, 'o200k_base.tiktoken'), rankFile(bpe_ranks));
    writeFileSync(join(folder, 'data.jsonl'), texts.map((text) => `${JSON.stringify({ text })}\n`).join(''));
    const tiktoken = new Tiktoken(bpe_ranks, {}, pat_str);
    const seconds = {
      alone: [] as number[],
      encoded: [] as number[],
      warm: [] as number[],
      whole: [] as number[],
    };
    for (let round = 0; round < ROUNDS; round++) {
      const counted = { alone: 0, encoded: 0, warm: 0, whole: 0 };
      const measure = async (what: keyof typeof counted, work: () => Promise<number>): Promise<void> => {
        seconds[what].push(await cpuOf(async () => (counted[what] = await work())));
      };
      const encode = async (encode: (text: string) => ArrayLike<number>): Promise<number> =>
        texts.reduce((sum, text) => sum + encode(text).length, 0);
      await measure('alone', () => encode((text) => tiktoken.encode_ordinary(text)));
      // A vocabulary of its own a round: an encoding keeps what it had before.
      const vocabulary = await openVocabulary(join(folder, 'o200k_base.tiktoken'));
      const other = await openVocabulary(join(folder, 'o200k_base.tiktoken'));
      const encoding = await other.encoding();
      if (encoding.kind !== 'known') throw new Error(encoding.why);
      await vocabulary.encoding();
      await measure('encoded', () => encode(encoding.encode));
      await measure('warm', () => encode(encoding.encode));
      await measure('whole', async () => {
        const { targets } = await countTokens(vocabulary, [join(folder, 'data.jsonl')]);
        return targets.reduce((sum, one) => sum + one, 0);
      });
      if (new Set(Object.values(counted)).size > 1)
        throw new Error(`not the same: ${JSON.stringify(counted)}`);
    }
    process.stdout.write(`${texts.length} responses, ${(bytes / 1e6).toFixed(1)} MB, one core\n`);
    const rate = (seconds: number): number => bytes / 1e6 / seconds;
    const reference = rate(Math.min(...seconds.alone));
    row('tiktoken alone (reference)', reference, 'MB/s', reference);
    row('vocab coverage, cold: a file, all told', rate(Math.min(...seconds.whole)), 'MB/s', reference);
    row('of that, encoding', rate(Math.min(...seconds.encoded)), 'MB/s', reference);
    row('encoding the same again, warm', rate(Math.min(...seconds.warm)), 'MB/s', reference);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
