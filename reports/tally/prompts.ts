/** Numbers of prompts: what tallies of several runs and targets know them by. */

import type { LanguageTag } from '../../detectors/bare/index.js';
import { askedHash, givenId, type PromptRecord, type Sample } from '../../store/index.js';
import type { PromptOf } from '../judging/index.js';

/** The name of a prompt that has no id: it is another one than that of every prompt with one. */
export const unnamed = (language: LanguageTag, number: number): string => `${language}\n#${number}`;

/**
 * Numbers of prompts: what users say, with its id and language, has one number, whatever run it stands in, whatever system message is over it
 * and whatever the model has said in between.
 */
export class Prompts {
  /** What each is called in every run, by its number. */
  readonly names: string[] = [];
  readonly #numbers = new Map<string, number>();
  /** By id alone, of prompts that are asked in one language; and that language. */
  readonly #known = new Map<string, { readonly language: LanguageTag; readonly number: number }>();

  number(name: string): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.names.push(name) - 1;
      this.#numbers.set(name, number);
    }
    return number;
  }

  /** A prompt without a record goes by its id alone. */
  numberOf({ prompt: id, language }: Sample, record: PromptRecord | undefined): number {
    const known = this.#known.get(id);
    if (known?.language === language) return known.number;
    const number =
      record === undefined ? this.number(`${language}\n\n${id}`) : this.numberIn(language, record);
    this.#known.set(id, { language, number });
    return number;
  }

  numberIn(language: LanguageTag, record: PromptRecord): number {
    return this.number(`${language}\n${askedHash(record).slice(0, 24)}\n${givenId(record)}`);
  }

  /** Tells the text of a prompt from other texts, whatever ids it has; one whose text is not known, by its number. */
  textOf(number: number): number {
    const hash = this.names[number]?.split('\n')[1] ?? '';
    return hash === '' ? number : Number.parseInt(hash.slice(0, 8), 16);
  }

  /** The numbers that these prompts have there. */
  numbersIn(other: Prompts): PromptOf {
    if (other === this) return (prompt) => prompt;
    const numbers = this.names.map((name) => other.#numbers.get(name));
    return (prompt) => numbers[prompt];
  }
}
