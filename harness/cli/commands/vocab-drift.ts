/** `offscript vocab drift`: which tokens post-training moved. */

import { type Command, Option } from 'commander';
import { escapeHidden } from '../../../reports/display/index.js';
import { type DriftFormatName, driftFormats } from '../../../vocabulary/formats/index.js';
import { MOST_NEIGHBOURHOODS, measureDrift, readSeen } from '../../../vocabulary/index.js';
import { wholeNumber } from '../options/index.js';
import { tell } from '../terminal/index.js';
import { painterFor, sayProgress, withModels, writeResult } from '../vocabulary/index.js';

interface Options {
  readonly format: DriftFormatName;
  readonly output: string;
  readonly tokenizer?: string;
  readonly head?: string;
  readonly coverage?: string;
  readonly input?: boolean;
  readonly changed: number;
  readonly neighbours: number;
  readonly cache?: string;
}

async function drift(baseAddress: string, postAddress: string, options: Options): Promise<void> {
  const { format, output, tokenizer, head, coverage, input, changed, neighbours, cache } = options;
  const seen = coverage === undefined ? undefined : await readSeen(coverage);
  await withModels(baseAddress, postAddress, { tokenizer, head, cache }, async (base, post, both) => {
    if (both.postVocabulary !== undefined && seen?.isOfAnother(both.postVocabulary) === true)
      tell(
        `offscript: warning: ${escapeHidden(coverage ?? '')}: counted with another tokenizer than the model has: its ids may be of other tokens\n`,
      );
    const measured = await measureDrift(base, post, {
      ...both,
      seen,
      changed,
      neighbours,
      input: input === true,
      told: sayProgress(),
    });
    writeResult(() => driftFormats[format](measured, { paint: painterFor(output) }), output, format);
  });
}

export function addDriftVocabulary(vocab: Command): void {
  vocab
    .command('drift')
    .description('how far the row of each token moved from one state of a model to another')
    .argument(
      '<base>',
      'the model before: a folder or file of safetensors or GGUF, http(s)://host/folder, or hf://org/model[@revision]',
    )
    .argument('<post>', 'the model after')
    .addOption(
      new Option('--format <format>', 'what to write; csv has a row a token')
        .choices(Object.keys(driftFormats))
        .default('table'),
    )
    .option('-o, --output <file>', 'where to write', '-')
    .option('--tokenizer <file>', 'the tokenizer of both, instead of those beside them')
    .option(
      '--coverage <file>',
      'counts that `vocab coverage` wrote as JSON: the shared shift is over tokens never seen',
    )
    .option('--input', 'compare the input embeddings too, as a control')
    .option('--head <name>', 'the tensor to compare, where its name is not a usual one')
    .option('--changed <n>', 'most changed tokens to list', wholeNumber('--changed', 0), 1000)
    .option(
      '--neighbours <n>',
      'most changed tokens whose neighbours are looked for',
      wholeNumber('--neighbours', 0, MOST_NEIGHBOURHOODS),
      10,
    )
    .option('--cache <folder>', 'where to keep what comes over the network (default: your cache folder)')
    .addHelpText(
      'after',
      `
Of a checkpoint on a server only the rows of the output matrix are read, or of the embeddings that are
tied to it. HF_TOKEN is sent to the hub alone.`,
    )
    .action(drift);
}
