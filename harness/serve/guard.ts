/** Watches a text that comes in pieces: says of each finding as soon as it stands. */

import {
  type Context,
  type CountedAs,
  countedAs,
  type Finding,
  type Policy,
} from '../../detectors/core/index.js';
import type { Detector } from '../identifier/index.js';
import { type DetectedAnswer, detectAnswer } from '../lint/index.js';

/** What a guard says: a finding that stands, or one that was said and that what came since excuses. */
export interface Said {
  readonly kind: 'finding' | 'withdrawn';
  readonly finding: Finding;
  readonly countsAs: CountedAs;
  /** UTF-16 code units of the text when it was said. */
  readonly at: number;
}

/** UTF-16 code units behind a finding with which it stands where no line or sentence ends sooner. */
const BEHIND = 24;

/** A text is looked at again when it has grown by one part in so many: all looks together take as long as so many of the whole. */
const PART = 64;

const ENDS = /[\n。！？!?।۔؟]|[.…](?=\s)/u;

/** Whether what comes next is unlikely to change a finding: its line or sentence has ended, or enough stands behind it. */
function isSettled(text: string, { end }: Finding): boolean {
  const behind = text.slice(end);
  return behind.length >= BEHIND || ENDS.test(behind);
}

const overlaps = (a: Finding, b: Finding): boolean => a.start < b.end && b.start < a.end;

export class Guard {
  #text = '';
  #lookedAt = 0;
  #told: readonly Finding[] = [];
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
    return detection.tooShort ? [] : this.#say(detection, (finding) => isSettled(this.#text, finding));
  }

  /** Looks at all that came: what is new, and the detection that holds. */
  async end(): Promise<{ readonly said: readonly Said[]; readonly detection: DetectedAnswer }> {
    const detection = await this.#look();
    return { said: this.#say(detection, () => true), detection };
  }

  #look(): Promise<DetectedAnswer> {
    this.#lookedAt = this.#text.length;
    return detectAnswer(this.#detect, this.#text, this.#policy, this.#context);
  }

  #say({ findings }: DetectedAnswer, stands: (finding: Finding) => boolean): Said[] {
    const at = this.#text.length;
    const said = (kind: Said['kind'], finding: Finding): Said => ({
      kind,
      finding,
      countsAs: countedAs(finding),
      at,
    });
    const withdrawn = this.#told.filter((told) => !findings.some((finding) => overlaps(told, finding)));
    const kept = this.#told.filter((told) => !withdrawn.includes(told));
    const fresh = findings.filter(
      (finding) => stands(finding) && !kept.some((told) => overlaps(told, finding)),
    );
    this.#told = [...kept, ...fresh];
    return [...withdrawn.map((one) => said('withdrawn', one)), ...fresh.map((one) => said('finding', one))];
  }
}
