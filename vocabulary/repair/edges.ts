/** Which tokens stay themselves beside which without anything between them: learnt from pairs, by the characters that would meet. */

import { letterScriptOf } from '../../detectors/bare/index.js';
import type { Int } from '../../reports/statistics/index.js';
import type { TokenId } from '../tokenizer/index.js';

/** What a character is to a tokenizer's pattern: a letter by script and case, a number, a space, a sign. */
function characterKey(character: string): string {
  const script = letterScriptOf(character.codePointAt(0) ?? 0);
  if (script !== undefined) {
    const letterCase = /\p{Lu}|\p{Lt}/u.test(character) ? 'upper' : /\p{Ll}/u.test(character) ? 'lower' : '';
    return `${script} ${letterCase}`;
  }
  if (/\p{M}/u.test(character)) return 'mark';
  if (/\p{N}/u.test(character)) return 'number';
  if (/[\r\n]/.test(character)) return 'line';
  if (/\s/.test(character)) return 'space';
  return character < '\x80' ? character : 'sign';
}

/** The kind of a text's beginning; a space counts with what follows it. */
function beginningOf(text: string): string {
  const [first = '', second] = text;
  return first === ' ' && second !== undefined ? `space ${characterKey(second)}` : characterKey(first);
}

const endOf = (text: string): string => characterKey(Array.from(text.slice(-2)).at(-1) ?? '');

/** Pairs that are looked at, and how many of them may not stay as they are. */
const PAIRS = 16;
const BROKEN = 1;

/** Kinds of fewer tokens are never joined: they are not worth the pairs. */
const LEAST_TOKENS = 40;

/** A text by its token, so that it can be put beside others. */
export interface Unit {
  readonly id: TokenId;
  readonly text: string;
}

/** Kinds of beginnings and ends by number, and which of them may meet. */
export class Edges {
  readonly #encode: (text: string) => readonly TokenId[];
  readonly #int: Int;
  readonly #beginnings = new Map<string, number>();
  readonly #ends = new Map<string, number>();
  readonly #beginners: Unit[][] = [];
  readonly #enders: Unit[][] = [];
  readonly #kinds = new Map<TokenId, readonly [beginning: number, end: number]>();
  #after: Int32Array[] = [];
  #all = new Int32Array(0);
  #worth = new Float64Array(0);

  constructor(encode: (text: string) => readonly TokenId[], int: Int, units: Iterable<Unit>) {
    this.#encode = encode;
    this.#int = int;
    const numberOf = (kinds: Map<string, number>, name: string, members: Unit[][], unit: Unit): number => {
      const number = kinds.get(name) ?? kinds.size;
      kinds.set(name, number);
      const list = members[number] ?? [];
      members[number] = list;
      list.push(unit);
      return number;
    };
    for (const unit of units) {
      const beginning = numberOf(this.#beginnings, beginningOf(unit.text), this.#beginners, unit);
      const end = numberOf(this.#ends, endOf(unit.text), this.#enders, unit);
      this.#kinds.set(unit.id, [beginning, end]);
    }
    this.#learn();
  }

  get beginnings(): number {
    return this.#beginnings.size;
  }

  kindsOf(id: TokenId): readonly [beginning: number, end: number] {
    return this.#kinds.get(id) ?? [0, 0];
  }

  /** The beginnings before which a token that ends so stays itself; all where nothing stands before. */
  after(end: number | undefined): Int32Array {
    return (end === undefined ? this.#all : this.#after[end]) ?? this.#all;
  }

  /** What a token that begins so is worth where it can be put: few ends before it make it dear. */
  worthOf(beginning: number): number {
    return this.#worth[beginning] ?? 1;
  }

  #stay(one: Unit, other: Unit): boolean {
    const ids = this.#encode(`a\n${one.text}${other.text}\na`);
    const at = ids.indexOf(one.id);
    return at >= 0 && ids[at + 1] === other.id;
  }

  #learn(): void {
    const drawn = (units: readonly Unit[]): Unit | undefined => units[this.#int(units.length - 1)];
    const all = this.#enders.reduce((sum, { length }) => sum + length, 0);
    const before = new Float64Array(this.#beginners.length);
    this.#all = Int32Array.from(this.#beginners.keys());
    this.#after = this.#enders.map((enders) =>
      this.#all.filter((beginning) => {
        const beginners = this.#beginners[beginning] ?? [];
        if (enders.length < LEAST_TOKENS || beginners.length < LEAST_TOKENS) return false;
        let broken = 0;
        for (let pair = 0; pair < PAIRS && broken <= BROKEN; pair++) {
          const [one, other] = [drawn(enders), drawn(beginners)];
          if (one === undefined || other === undefined || !this.#stay(one, other)) broken++;
        }
        if (broken > BROKEN) return false;
        before[beginning] = (before[beginning] ?? 0) + enders.length;
        return true;
      }),
    );
    this.#worth = before.map((tokens) => all / Math.max(1, tokens));
  }
}
