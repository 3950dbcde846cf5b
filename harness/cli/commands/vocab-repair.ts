/** `offscript vocab repair`: data that makes a model write every token again. */

import { type Command, Option } from 'commander';
import { isScript } from '../../../detectors/bare/index.js';
import { UserError } from '../../../files/index.js';
import { repairFormats } from '../../../vocabulary/formats/index.js';
import { repairLanguages } from '../../../vocabulary/index.js';
import { wholeNumber } from '../options/index.js';
import { type RepairCommand, writeBias, writeCopies, writePairs } from '../repairing/index.js';
import { examplesOption, patternOption, tokenizerArgument } from '../vocabulary/index.js';

const listed = (value: string): string[] => value.split(/[\s,]+/).filter((one) => one !== '');

/** A list between commas, of which each is one of what there is. */
const listOption =
  (name: string, isKnown: (value: string) => boolean, what: string, todo: string) =>
  (value: string): readonly string[] => {
    const all = listed(value);
    const other = all.find((one) => !isKnown(one));
    if (other === undefined && all.length > 0) return [...new Set(all)];
    throw new UserError(`"${other ?? value}" is no ${what}`, name, todo);
  };

/** `--under`. Throws UserError. */
function cosineOption(value: string): number {
  const cosine = Number(value);
  if (value.trim() !== '' && cosine >= -1 && cosine <= 1) return cosine;
  throw new UserError(`"${value}" is no cosine`, '--under', 'write a number from -1 to 1');
}

/** Options that another one has to be there for. */
const NEEDS: readonly (readonly [option: keyof RepairCommand, needs: keyof RepairCommand])[] = [
  ['under', 'only'],
  ['samples', 'only'],
  ['scripts', 'bias'],
];

/** Options that only copies have. */
const OF_COPIES = ['ids', 'only', 'languages'] as const;

/** Throws UserError for options that do not go together. */
function check(options: RepairCommand): void {
  const { dpo, bias } = options;
  if (dpo !== undefined && bias !== undefined)
    throw new UserError('pairs and lists of tokens are two files', '--bias', 'make one after the other');
  const other = dpo !== undefined ? '--dpo' : bias !== undefined ? '--bias' : undefined;
  const extra = OF_COPIES.find((name) => options[name] !== undefined);
  if (other !== undefined && extra !== undefined)
    throw new UserError(`it says nothing beside ${other}`, `--${extra}`, 'leave it out');
  for (const [option, needs] of NEEDS)
    if (options[option] !== undefined && options[needs] === undefined)
      throw new UserError(`it says nothing without --${needs}`, `--${option}`, 'leave it out');
}

async function repair(tokenizer: string, options: RepairCommand): Promise<void> {
  check(options);
  const { dpo, bias } = options;
  if (dpo !== undefined) await writePairs(dpo, options);
  else if (bias !== undefined) await writeBias(tokenizer, bias, options);
  else await writeCopies(tokenizer, options);
}

export function addRepairVocabulary(vocab: Command): void {
  const asked = listOption(
    '--languages',
    (one) => repairLanguages.includes(one),
    'language of instructions',
    `there are ${repairLanguages.join(', ')}`,
  );
  const scripts = listOption('--scripts', isScript, 'script', 'write codes of ISO 15924, such as Cyrl,Hang');
  vocab
    .command('repair')
    .description('conversations that repeat every token of a vocabulary, to train a model that forgot some')
    .addArgument(tokenizerArgument())
    .requiredOption('-o, --output <file>', 'where to write the conversations, JSONL')
    .option('--ids <file>', 'where to write their token ids, JSONL: prompt, and ids of the answer')
    .option(
      '--only <ids>',
      'only these tokens: 17,2051, or a file: ids one a line, a JSON list, or what vocab scan, coverage, drift or probe wrote',
    )
    .addOption(
      new Option('--under <cosine>', 'of what drift wrote, those with a lower cosine').argParser(
        cosineOption,
      ),
    )
    .addOption(
      new Option('--samples <n>', 'of what coverage wrote, those in fewer samples (5)').argParser(
        wholeNumber('--samples', 1),
      ),
    )
    .addOption(
      new Option('-k, --least <n>', 'how often each token is to be a target')
        .argParser(wholeNumber('--least', 1, 10_000))
        .default(20),
    )
    .addOption(
      new Option('--segment <tokens>', 'about how many tokens an answer has')
        .argParser(wholeNumber('--segment', 16, 1_000_000))
        .default(8000),
    )
    .addOption(
      new Option(
        '--languages <list>',
        'languages of the instructions, between commas; all without it',
      ).argParser(asked),
    )
    .addOption(
      new Option('--seed <n>', 'the same seed makes the same data')
        .argParser(wholeNumber('--seed', 0, 2 ** 32 - 1))
        .default(1),
    )
    .option('--dpo <run>', 'instead: pairs of a run, a slip and a clean answer to the same prompt')
    .addOption(
      new Option(
        '--bias <languages>',
        'instead: for each language the tokens that write what it does not, for logit bias or scaling',
      ).argParser(listed),
    )
    .addOption(new Option('--scripts <list>', 'of these, those of these scripts alone').argParser(scripts))
    .addOption(
      new Option('--format <format>', 'how to say what was written; csv has a row a token')
        .choices(Object.keys(repairFormats))
        .default('table'),
    )
    .option('--summary <file>', 'where to say it', '-')
    .addOption(patternOption())
    .addOption(examplesOption())
    .action(repair);
}
