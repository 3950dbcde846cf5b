/** Prompts by id. A prompt is its language and its id: one id may stand for a question in each of several languages. */

import type { Prompt } from '../../prompts/index.js';
import { idBeside, promptHash } from '../../store/index.js';

export class PromptsById {
  /** By language and id, as they came. */
  readonly #given = new Map<string, Prompt>();
  /** By the id that stands for them in a run. */
  readonly #named = new Map<string, Prompt>();

  /**
   * Adds a prompt; false where its id stands for another one in its language. Where the id came in another language before, it gets what
   * tells it apart, as in runs made by `score`.
   */
  add(prompt: Prompt): boolean {
    const { id, language } = prompt;
    const place = JSON.stringify([language, id]);
    const before = this.#given.get(place);
    if (before !== undefined) return JSON.stringify(before) === JSON.stringify(prompt);
    const own = this.#named.has(id) ? idBeside(id, promptHash(prompt)) : id;
    if (this.#named.has(own)) return false;
    this.#given.set(place, prompt);
    this.#named.set(own, own === id ? prompt : { ...prompt, id: own });
    return true;
  }

  /** All of them, in order, each with an id of its own. */
  all(): Prompt[] {
    return [...this.#named.values()];
  }
}
