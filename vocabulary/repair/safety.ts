/** Keeps names of control tokens out of texts: templates and readers of answers take them for what they name. */

import { isSteering, type Vocabulary } from '../tokenizer/index.js';

/** Those that are written so nearly everywhere. */
const CONTROL = /<\|[\w-]+\|>|<\/?(?:think|s|bos|eos|pad|unk)>|\[\/?INST\]/i;

/** Whether a text holds no such name. */
export type IsSafe = (text: string) => boolean;

/** By what a vocabulary has, and what others do. */
export function safetyOf(vocabulary: Vocabulary): IsSafe {
  const names: string[] = [];
  for (let id = 0; id < vocabulary.size; id++)
    if (vocabulary.kindOf(id) !== 'padding' && isSteering(vocabulary, id))
      names.push(Buffer.from(vocabulary.bytesOf(id)).toString('utf8'));
  const byFirst = new Map<string, string[]>();
  for (const name of names) {
    const [first] = name;
    if (first === undefined) continue;
    const known = byFirst.get(first);
    if (known === undefined) byFirst.set(first, [name]);
    else known.push(name);
  }
  const firsts = [...byFirst];
  return (text) =>
    !CONTROL.test(text) &&
    !firsts.some(([first, those]) => text.includes(first) && those.some((name) => text.includes(name)));
}
