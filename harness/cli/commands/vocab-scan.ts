/** `offscript vocab scan`: what is in a vocabulary. */

import { type Command, Option } from 'commander';
import { type ScanFormatName, scanFormats } from '../../../vocabulary/formats/index.js';
import { openVocabulary, scanVocabulary } from '../../../vocabulary/index.js';
import {
  examplesOption,
  painterFor,
  patternOption,
  tokenizerArgument,
  writeResult,
} from '../vocabulary/index.js';

interface Options {
  readonly format: ScanFormatName;
  readonly output: string;
  readonly pattern?: string;
  readonly examples: number;
}

async function scan(tokenizer: string, { format, output, pattern, examples }: Options): Promise<void> {
  const vocabulary = await openVocabulary(tokenizer, { pattern });
  const found = await scanVocabulary(vocabulary);
  writeResult(() => scanFormats[format](found, { examples, paint: painterFor(output) }), output, format);
}

export function addScanVocabulary(vocab: Command): void {
  vocab
    .command('scan')
    .description('what is in a vocabulary: tokens by script, pieces of characters, unreachable ones')
    .addArgument(tokenizerArgument())
    .addOption(
      new Option('--format <format>', 'what to write; csv has a row a token')
        .choices(Object.keys(scanFormats))
        .default('table'),
    )
    .option('-o, --output <file>', 'where to write', '-')
    .addOption(patternOption())
    .addOption(examplesOption())
    .action(scan);
}
