/** Watches a text that comes in pieces: says of each finding, and of another language, as soon as it stands. */

import {
  type Context,
  type CountedAs,
  countedAs,
  type Detection,
  type Finding,
  type Policy,
  type WrongLanguage,
} from '../../detectors/core/index.js';
import type { Detector } from '../identifier/index.js';
import { type DetectedAnswer, detectAnswer } from '../lint/index.js';

/** What a guard says of a finding: that it stands, or that what came since excuses it. */
export interface SaidOfFinding {
  readonly kind: 'finding' | 'withdrawn';
  readonly finding: Finding;
  readonly countsAs: CountedAs;
  /** UTF-16 code units of the text when it was said. */
  readonly at: number;
}

/** What a guard says of the whole text: that it is in the wrong language, or that it is not so after all. */
export type SaidOfLanguage =
  | { readonly kind: 'wrong_language'; readonly instead: WrongLanguage; readonly at: number }
  | { readonly kind: 'right_language'; readonly at: number };

export type Said = SaidOfFinding | SaidOfLanguage;

/** When findings stand, short of the end of the text. `npm run bench:guard` has the figures. */
interface Standing {
  /** UTF-16 code units behind a finding with which it stands where no line or sentence ends sooner. */
  readonly behind: number;
  /** Letters of the text, without which nothing stands. */
  readonly letters: number;
}

/** What a letter's script, its character or its bytes tell: what comes later hardly ever changes it. */
const AT_ONCE: Standing = { behind: 8, letters: 0 };

/** Words of another language, and a whole text in one: whether they are a title, a quotation, or the language of the answer after all, the text around them tells. */
const WITH_CONTEXT: Standing = { behind: 24, letters: 200 };

/** A text is looked at again when it has grown by one part in so many: all looks together take as long as so many of the whole. */
const PART = 64;

const ENDS = /[\n。！？!?।۔؟]|[.…](?=\s)/u;

/** Whether what comes next is unlikely to change a finding. */
function stands(text: string, { letters, tooShort, wrongLanguage }: Detection, finding: Finding): boolean {
  const isWords = countedAs(finding) === 'word_mixing';
  const needed = isWords ? WITH_CONTEXT : AT_ONCE;
  if (tooShort || letters < needed.letters || (isWords && wrongLanguage !== null)) return false;
  const behind = text.slice(finding.end, finding.end + needed.behind);
  return behind.length === needed.behind || ENDS.test(behind);
}

/** Whether any of these meets a span; they are in order, and disjoint. By halves: a hostile text has a finding for every few letters. */
function meets(sorted: readonly Finding[], { start, end }: Finding): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.end ?? 0) > start) high = middle;
    else low = middle + 1;
  }
  const first = sorted[low];
  return first !== undefined && first.start < end;
}

export class Guard {
  #text = '';
  #lookedAt = 0;
  #told: readonly Finding[] = [];
  #isWrong = false;
  readonly #detect: Detector;
  readonly #policy: Policy;
  readonly #context: Context;

  constructor(detect: Detector, policy: Policy, context: Context) {
    this.#detect = detect;
    this.#policy = policy;
    this.#context = context;
  }

  /** UTF-16 code units that have come. */
  get length(): number {
    return this.#text.length;
  }

  /** Adds a piece, and says what is new. */
  async push(piece: string): Promise<readonly Said[]> {
    this.#text += piece;
    const grown = this.#text.length - this.#lookedAt;
    if (grown === 0 || grown * PART < this.#text.length) return [];
    const detection = await this.#look();
    const isLong = !detection.tooShort && detection.letters >= WITH_CONTEXT.letters;
    return [
      ...this.#sayLanguage(detection, isLong),
      ...this.#say(detection, (finding) => stands(this.#text, detection, finding)),
    ];
  }

  /** Looks at all that came: what is new, and the detection that holds. */
  async end(): Promise<{ readonly said: readonly Said[]; readonly detection: DetectedAnswer }> {
    const detection = await this.#look();
    const said = [...this.#sayLanguage(detection, true), ...this.#say(detection, () => true)];
    return { said, detection };
  }

  #look(): Promise<DetectedAnswer> {
    this.#lookedAt = this.#text.length;
    return detectAnswer(this.#detect, this.#text, this.#policy, this.#context);
  }

  #sayLanguage({ wrongLanguage: instead }: DetectedAnswer, isSaid: boolean): SaidOfLanguage[] {
    const at = this.#text.length;
    if (this.#isWrong && instead === null) {
      this.#isWrong = false;
      return [{ kind: 'right_language', at }];
    }
    if (this.#isWrong || instead === null || !isSaid) return [];
    this.#isWrong = true;
    return [{ kind: 'wrong_language', instead, at }];
  }

  #say({ findings }: DetectedAnswer, isSaid: (finding: Finding) => boolean): SaidOfFinding[] {
    const at = this.#text.length;
    const said = (kind: SaidOfFinding['kind'], finding: Finding): SaidOfFinding => ({
      kind,
      finding,
      countsAs: countedAs(finding),
      at,
    });
    const withdrawn: Finding[] = [];
    const kept: Finding[] = [];
    for (const told of this.#told) (meets(findings, told) ? kept : withdrawn).push(told);
    const fresh = findings.filter((finding) => isSaid(finding) && !meets(kept, finding));
    this.#told = [...kept, ...fresh].sort((a, b) => a.start - b.start);
    return [...withdrawn.map((one) => said('withdrawn', one)), ...fresh.map((one) => said('finding', one))];
  }
}
