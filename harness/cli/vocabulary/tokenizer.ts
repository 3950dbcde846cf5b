/** How commands are told of a tokenizer, and of how many of its tokens to show. */

import { Argument, Option } from 'commander';
import { wholeNumber } from '../options/index.js';

export const tokenizerArgument = (): Argument =>
  new Argument(
    '<tokenizer>',
    'tokenizer.json, a rank file of tiktoken, a GGUF file, or a folder with one of them',
  );

export const patternOption = (): Option =>
  new Option(
    '--pattern <regex>',
    'how a rank file’s tokenizer splits texts, where the file is not a known one',
  );

export const examplesOption = (): Option =>
  new Option('--examples <n>', 'tokens to show of each class')
    .argParser(wholeNumber('--examples', 0))
    .default(5);
