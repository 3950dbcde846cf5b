/** Makes segments of tokens in a random order, until each is a target as often as it should be. */

import { type Int, shuffled } from '../../reports/statistics/index.js';
import type { PartEncoder } from '../counting/index.js';
import type { TokenId, Vocabulary } from '../tokenizer/index.js';
import { Edges } from './edges.js';
import type { Expressions } from './express.js';
import { type Line, linesOf } from './lines.js';
import { type IsSafe, safetyOf } from './safety.js';
import type { RepairOptions } from './types.js';

/** What templates strip from the ends of a message stays away from them. */
const KEPT_AT_ENDS = /^[\p{L}\p{N}\p{P}\p{S}]$/u;

/** What stands around a segment whose ends would not stay: between such lines every text was tried. */
const GUARD = 'a';

/** Whether the longer list ends with all of the shorter one. */
const endsWith = (long: readonly TokenId[], short: readonly TokenId[]): boolean =>
  short.every((id, i) => long[long.length - short.length + i] === id);

const firstOf = (text: string): string => String.fromCodePoint(text.codePointAt(0) ?? 0x20);
const lastOf = (text: string): string => Array.from(text.slice(-2)).at(-1) ?? ' ';

export class SegmentMaker {
  readonly #encoder: PartEncoder;
  readonly #texts: Expressions['texts'];
  readonly #plain: Expressions['plain'];
  readonly #options: RepairOptions;
  readonly #targets: Float64Array;
  readonly #edges: Edges;
  readonly #int: Int;
  readonly #isSafe: IsSafe;

  constructor(
    vocabulary: Vocabulary,
    encoder: PartEncoder,
    { texts, plain }: Expressions,
    options: RepairOptions,
    int: Int,
  ) {
    this.#encoder = encoder;
    this.#texts = texts;
    this.#plain = plain;
    this.#options = options;
    this.#int = int;
    this.#targets = new Float64Array(vocabulary.size);
    this.#isSafe = safetyOf(vocabulary);
    const units = Array.from(plain, (id) => ({ id, text: this.#textOf(id) }));
    this.#edges = new Edges((text) => encoder.encode(text), int, units);
  }

  /** Segments, until each token is a target as often as it should be, or no more comes of it. */
  *segments(): Generator<string> {
    let before = Number.POSITIVE_INFINITY;
    for (let round = 0; ; round++) {
      const ids = [...this.#texts.keys()].filter((id) => this.#lacks(id) > 0);
      if (ids.length === 0) return;
      // What did not come in as many rounds as it takes is put on lines of its own.
      const isApart = round >= this.#options.least;
      if (isApart) {
        const lacking = ids.reduce((sum, id) => sum + this.#lacks(id), 0);
        if (lacking >= before) return;
        before = lacking;
      }
      yield* this.#round(shuffled(ids, this.#int), isApart);
    }
  }

  #lacks(id: TokenId): number {
    return Math.max(0, this.#options.least - (this.#targets[id] ?? 0));
  }

  readonly #textOf = (id: TokenId): string => this.#texts.get(id) ?? '';

  /** Each of these tokens once, in segments of about the same size. */
  *#round(ids: readonly TokenId[], isApart: boolean): Generator<string> {
    const lines = [...this.#linesOf(ids, isApart)];
    const costOf = ({ tokens }: Line): number => tokens + 1;
    const all = lines.reduce((sum, line) => sum + costOf(line), 0);
    const most = all / Math.ceil(all / this.#options.segment);
    let texts: string[] = [];
    let cost = 0;
    for (const line of lines) {
      if (cost > 0 && cost + costOf(line) > most + 0.5) {
        yield this.#segment(texts);
        texts = [];
        cost = 0;
      }
      texts.push(line.text);
      cost += costOf(line);
    }
    if (texts.length > 0) yield this.#segment(texts);
  }

  /** Joined lines, and among them, evenly spread, those of a single token. */
  *#linesOf(ids: readonly TokenId[], isApart: boolean): Generator<Line> {
    const isJoined = (id: TokenId): boolean => !isApart && this.#plain.has(id);
    const apart = ids.filter((id) => !isJoined(id));
    let at = 0;
    let put = 0;
    const alone = (): Line => {
      const text = this.#textOf(apart[at++] ?? -1);
      return { text, tokens: this.#encoder.encode(text).length };
    };
    for (const line of linesOf(ids.filter(isJoined), this.#textOf, this.#edges, this.#isSafe, this.#int)) {
      put += line.tokens;
      yield line;
      while (at < apart.length && at * ids.length < (put + at) * apart.length) yield alone();
    }
    while (at < apart.length) yield alone();
  }

  /** The text of a segment, whose tokens are counted. */
  #segment(lines: readonly string[]): string {
    const text = this.#normal(this.#guarded(lines));
    this.#encoder.each(text, (tokens) => {
      for (let i = 0; i < tokens.length; i++) (this.#targets[tokens[i] as number] as number)++;
    });
    return text;
  }

  /** The text that the tokenizer makes of it before it cuts it, where that is NFC: so that what its tokens stand for is the text itself. */
  #normal(text: string): string {
    const normal = text.normalize('NFC');
    if (normal === text) return text;
    const [own, other] = [this.#encoder.encode(text), this.#encoder.encode(normal)];
    return own.length === other.length && endsWith(own, other) ? normal : text;
  }

  /** A text that begins and ends as its lines did when they were tried, and with no space: a template that strips messages would change the answer. */
  #guarded(lines: readonly string[]): string {
    const [first = ''] = lines;
    const begins =
      KEPT_AT_ENDS.test(firstOf(first)) &&
      endsWith(this.#encoder.encode(`${GUARD}\n${first}`), this.#encoder.encode(first));
    const ends = KEPT_AT_ENDS.test(lastOf(lines.at(-1) ?? ''));
    return [...(begins ? [] : [GUARD]), ...lines, ...(ends ? [] : [GUARD])].join('\n');
  }
}
