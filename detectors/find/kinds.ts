/** The kinds of finding, in the order in which they look. */

import { damage } from './damage.js';
import { han } from './han.js';
import { line } from './line.js';
import { punctuation } from './punctuation.js';
import { script } from './script.js';
import { word } from './word.js';

export const KINDS = [script, han, word, line, damage, punctuation] as const;
