/** `offscript vocab coverage`: which tokens training data has. */

import { existsSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { readHead, UserError } from '../../../files/index.js';
import { count, escapeHidden } from '../../../reports/display/index.js';
import type { Shard } from '../../../store/index.js';
import { type CoverageFormatName, coverageFormats } from '../../../vocabulary/formats/index.js';
import {
  addCoverage,
  COVERAGE_KIND,
  type Coverage,
  countTokens,
  coverageDocument,
  openVocabulary,
  readCoverage,
  summarize,
  type Vocabulary,
} from '../../../vocabulary/index.js';
import { shardOption } from '../options/index.js';
import { exitCodes, onInterrupt, tell } from '../terminal/index.js';
import {
  examplesOption,
  painterFor,
  patternOption,
  tokenizerArgument,
  writeResult,
  writeWhole,
} from '../vocabulary/index.js';

interface Options {
  readonly format: CoverageFormatName;
  readonly output: string;
  readonly pattern?: string;
  readonly examples: number;
  readonly shard?: Shard;
  readonly counts?: string;
}

/** Whether a file holds counts, and no data. */
async function isCounts(path: string): Promise<boolean> {
  const { form, first } = await readHead(path);
  return (form === 'document' || form === 'lines') && first.kind === COVERAGE_KIND;
}

/** Counts the data, and goes on with what `--counts` holds. */
async function counted(vocabulary: Vocabulary, data: readonly string[], options: Options): Promise<Coverage> {
  const { shard, counts } = options;
  const before = counts !== undefined && existsSync(counts) ? await readCoverage(counts) : undefined;
  const keep =
    counts === undefined
      ? undefined
      : (coverage: Coverage): void => {
          const text = `${JSON.stringify(coverageDocument(coverage))}\n`;
          writeWhole(counts, text, 'the counts', '--counts');
        };
  const { stop, release } = onInterrupt(0, () => tell('Stopping: what is counted is kept with --counts.\n'));
  try {
    const coverage = await countTokens(vocabulary, data, { shard, before, keep, signal: stop });
    if (stop.aborted) {
      const again = counts === undefined ? 'nothing is kept without --counts' : 'the same command goes on';
      tell(`offscript: stopped; ${again}\n`);
      process.exitCode = exitCodes.incomplete;
    }
    return coverage;
  } finally {
    release();
  }
}

/** The sum of files of counts. */
async function added(
  vocabulary: Vocabulary,
  paths: readonly string[],
  { shard, counts }: Options,
): Promise<Coverage> {
  const other = shard !== undefined ? '--shard' : counts !== undefined ? '--counts' : undefined;
  if (other !== undefined)
    throw new UserError('these are files of counts, and it is for data', other, 'leave it out');
  let sum: Coverage | undefined;
  for (const path of paths) {
    const one = await readCoverage(path);
    if (one.tokenizer.sha256 !== vocabulary.source.sha256)
      throw new UserError(
        'these are counts by another tokenizer',
        path,
        'name the one that they are counted with',
      );
    sum = sum === undefined ? one : addCoverage(sum, one, path);
  }
  if (sum === undefined) throw new UserError('there is nothing to add', '');
  return sum;
}

async function cover(tokenizer: string, data: readonly string[], options: Options): Promise<void> {
  const { format, output, pattern, examples } = options;
  const vocabulary = await openVocabulary(tokenizer, { pattern });
  const kinds = await Promise.all(data.map(isCounts));
  const other = data[kinds.findIndex((one) => one !== kinds[0])];
  if (other !== undefined)
    throw new UserError(
      'files of counts are added to each other, and data is counted',
      other,
      'do one after the other',
    );
  const coverage =
    kinds[0] === true ? await added(vocabulary, data, options) : await counted(vocabulary, data, options);
  const summary = summarize(vocabulary, coverage);
  for (const { name, unread } of coverage.files)
    if (unread > 0)
      tell(
        `offscript: warning: ${escapeHidden(name)}: ${unread === 1 ? '1 row holds' : `${count(unread)} rows hold`} no sample and ${unread === 1 ? 'is' : 'are'} left out\n`,
      );
  writeResult(
    () => coverageFormats[format]({ vocabulary, coverage, summary }, { examples, paint: painterFor(output) }),
    output,
    format,
  );
}

export function addCoverVocabulary(vocab: Command): void {
  vocab
    .command('coverage')
    .description(
      'in how many samples of training data each token is to be written, and which are in few or none',
    )
    .addArgument(tokenizerArgument())
    .argument(
      '<data...>',
      'JSONL, JSON or Parquet with messages or text, .gz and .zst; or files of counts, which are added up',
    )
    .addOption(
      new Option('--format <format>', 'what to write; json is the counts, csv has a row a token')
        .choices(Object.keys(coverageFormats))
        .default('table'),
    )
    .option('-o, --output <file>', 'where to write', '-')
    .option(
      '--counts <file>',
      'where counts are kept while they are made; the same command goes on with them',
    )
    .option('--shard <i/n>', 'only the i-th of n parts of the samples, for n processes', shardOption)
    .addOption(patternOption())
    .addOption(examplesOption())
    .action(cover);
}
