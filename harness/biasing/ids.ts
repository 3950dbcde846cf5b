/** Which tokens of a vocabulary write what a language does not, pieces of characters among them. */

import { letterScriptOf, type Policy, type ScriptCode } from '../../detectors/index.js';
import {
  isSteering,
  pieceOf,
  rangeOf,
  type TokenId,
  type Vocabulary,
} from '../../vocabulary/tokenizer/index.js';
import { OffScript } from './off-script.js';

/** Tokens by what they are, from the lowest id on. */
export interface OffScriptIds {
  /** Their text holds a letter of a script that the language does not have, or Han in a form that it does not write. */
  readonly ids: readonly TokenId[];
  /** Pieces of characters that hold such a letter, or begin one: whatever bytes follow, no other letter comes of them. */
  readonly pieces: readonly TokenId[];
}

class Beginnings {
  readonly #offScript: OffScript;
  readonly #scripts = new Map<ScriptCode, boolean>();
  readonly #known = new Map<string, boolean>();

  constructor(offScript: OffScript) {
    this.#offScript = offScript;
  }

  /** Whether all letters whose bytes begin so are off-script, and there are some. */
  areOff(beginning: Uint8Array): boolean {
    const name = Buffer.from(beginning).toString('latin1');
    let known = this.#known.get(name);
    if (known === undefined) {
      known = this.#looked(beginning);
      this.#known.set(name, known);
    }
    return known;
  }

  #looked(beginning: Uint8Array): boolean {
    const [first, last] = rangeOf(beginning);
    let letters = 0;
    for (let point = first; point <= last; point++) {
      const script = letterScriptOf(point);
      if (script === undefined) {
        // Signs, numbers and pictures of any script may come of it.
        if (/[\p{N}\p{P}\p{S}]/u.test(String.fromCodePoint(point))) return false;
        continue;
      }
      if (!this.#isOff(point, script)) return false;
      letters++;
    }
    return letters > 0;
  }

  /** By its script, but for Han, of whose characters each is looked at. */
  #isOff(point: number, script: ScriptCode): boolean {
    const known = this.#scripts.get(script);
    if (known !== undefined) return known;
    const isOff = this.#offScript.holds(String.fromCodePoint(point));
    if (script !== 'Hani') this.#scripts.set(script, isOff);
    return isOff;
  }
}

/** The tokens that write what a language does not, by the rule that a run's `logit_bias` goes by; of these scripts alone where some are named. */
export function offScriptIds(
  vocabulary: Vocabulary,
  policy: Policy,
  scripts?: readonly string[],
): OffScriptIds {
  const offScript = new OffScript(policy, scripts);
  const beginnings = new Beginnings(offScript);
  const ids: TokenId[] = [];
  const pieces: TokenId[] = [];
  for (let id = 0; id < vocabulary.size; id++) {
    if (vocabulary.kindOf(id) === 'padding' || isSteering(vocabulary, id)) continue;
    const text = vocabulary.textOf(id);
    if (text !== null) {
      if (offScript.holds(text)) ids.push(id);
      continue;
    }
    const piece = pieceOf(vocabulary.bytesOf(id));
    if (piece === undefined) continue;
    const begins = piece.beginning.length > 0 && beginnings.areOff(piece.beginning);
    if (begins || offScript.holds(piece.text)) pieces.push(id);
  }
  return { ids, pieces };
}
