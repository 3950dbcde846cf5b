/** Which tokens hold text that a language does not write. */

import { detect, type Policy, scriptRuns } from '../../detectors/index.js';

/** Scripts of what stands in any text; and Latin, of which names, terms and code are made in every language: unless it is named. */
const ANYWHERE: ReadonlySet<string> = new Set(['Zyyy', 'Zinh', 'Zzzz', 'Latn']);

/** How findings name Chinese in one of its forms. */
const isHan = (code: string): boolean => code === 'Hans' || code === 'Hant';

/** Tells of texts which scripts in them a language does not have. */
export class OffScript {
  readonly #policy: Policy;
  readonly #own: ReadonlySet<string>;
  readonly #only: ReadonlySet<string> | undefined;
  readonly #han = new Map<string, string>();

  /** `only` are the scripts that are looked for; all where missing. */
  constructor(policy: Policy, only?: readonly string[]) {
    this.#policy = policy;
    this.#own = new Set([...policy.scripts, ...policy.tolerated]);
    this.#only = only && new Set(only);
  }

  /** Whether the text holds a letter of a script that the language does not have, or Han in a form that it does not write. */
  holds(text: string): boolean {
    return this.runsIn(text).length > 0;
  }

  /** The stretches of such letters. */
  runsIn(text: string): string[] {
    return scriptRuns(text).flatMap(({ start, end, script }) => {
      const run = text.slice(start, end);
      if (!/[\p{L}\p{M}]/u.test(run)) return [];
      if (script === 'Hani' && this.#own.has(script))
        return [...run].some((letter) => this.#isLookedFor(this.#formOf(letter))) ? [run] : [];
      const isAnywhere = ANYWHERE.has(script) && !(this.#only?.has(script) ?? false);
      return isAnywhere || this.#own.has(script) || !this.#isLookedFor(script) ? [] : [run];
    });
  }

  #isLookedFor(script: string): boolean {
    if (script === '') return false;
    return this.#only === undefined || this.#only.has(script) || (isHan(script) && this.#only.has('Hani'));
  }

  /** The form of a letter that the language does not write; nothing of its own. */
  #formOf(letter: string): string {
    let form = this.#han.get(letter);
    if (form === undefined) {
      form = detect(letter, this.#policy).findings.find(({ kind }) => kind === 'han')?.script ?? '';
      this.#han.set(letter, form);
    }
    return form;
  }
}
