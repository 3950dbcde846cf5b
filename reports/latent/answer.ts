/**
 * What an answer's probabilities say of slips: at each place, up to and with the one at which a letter of another script begins, how likely such a letter was.
 * The sum is expected to be the probability that the answer has one (it is the compensator of the counting process: Doob and Meyer; Andersen, Borgan, Gill and Keiding, Statistical Models Based on Counting Processes, 1993, II.3).
 */

import type { OffScript } from '../../detectors/bare/index.js';
import type { Logprobs, TokenName } from '../../store/index.js';
import { placesOfAnswer } from './aligned.js';
import { isSame, type Listed, listedAt } from './listed.js';
import { bytesOf, isContinuation, isTold, read, type Step, stepOf, stepOfText } from './pieces.js';
import type { Sampler } from './sampler.js';

/** Why nothing is said of an answer. */
export const UNTOLD = ['other_text', 'no_alternatives', 'over_one'] as const;
export type Untold = (typeof UNTOLD)[number];

/** How a server gives the tokens that are pieces of a character: an entry each, or one for all of them, which is that of the last. */
export const PIECES = ['apart', 'joined'] as const;
export type Pieces = (typeof PIECES)[number];

/** What an answer comes to, where its server gives pieces so. */
export interface Slip {
  /** 1 where it has a letter of another script. */
  readonly slipped: number;
  /** How likely that was, by places: least and most. */
  readonly least: number;
  readonly most: number;
}

/** What is not listed, and what the end of the lists tells of it. */
export interface Tail {
  /** Probability of all tokens that are not listed, summed over places. */
  readonly rest: number;
  /** Of the less likely half of those that are, and what of it begins another script. */
  readonly tail: number;
  readonly tailOff: number;
  /** Slips by tokens that are not listed. */
  readonly unlisted: number;
}

/** Whether tokens are drawn as the probabilities say: places that were looked at, those where the likeliest was drawn, how many that should be, and its variance. */
export interface Drawing {
  readonly places: number;
  readonly likeliest: number;
  readonly expected: number;
  readonly variance: number;
}

/** Of places of an answer. */
export interface Places {
  readonly all: number;
  /** Without any other token than the one that was drawn. */
  readonly bare: number;
  /** Tokens that are pieces of a character and have an entry of their own; characters of several that have one. */
  readonly apart: number;
  readonly joined: number;
}

export type LatentOfAnswer =
  | { readonly untold: Untold }
  | ({ readonly places: Places; readonly drawing: Drawing } & Readonly<Record<Pieces, Slip & Tail>>);

/** What adds up to more than this is no probability: four decimals of each logarithm are given. */
const ONE = 1.001;

/** Probability of others up to which a list holds all. */
const WHOLE = 1e-3;

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Whether the tokens at a place go on with a character whose first pieces have no entry. */
function goesOn({ tokens, most }: Listed): boolean {
  let on = 0;
  // A text begins with a whole character.
  for (const [i, { name }] of tokens.entries())
    if (typeof name !== 'string' && isContinuation(name?.[0])) on += most[i] ?? 0;
  return on > sumOf(most) / 2;
}

/** Whether bytes are the end of others, which have more. */
const isEndOf = (bytes: readonly number[] | null, whole: readonly number[]): bytes is readonly number[] =>
  bytes !== null &&
  bytes.length > 0 &&
  bytes.length < whole.length &&
  bytes.every((byte, i) => byte === whole[whole.length - bytes.length + i]);

/**
 * The beginning of a character that the token of this place goes on with, where its first pieces have no entry: all but the token that has its probability, else what most tokens make whole
 * characters with.
 */
function begunAt({ tokens, most, place }: Listed, off: OffScript): readonly number[] {
  const { bytes, logprob } = place;
  if (bytes === null) return [];
  const own = tokens.find(
    (token) => logprob !== null && isSame(token.logprob, logprob) && isEndOf(bytesOf(token.name), bytes),
  );
  if (own !== undefined) return bytes.slice(0, bytes.length - (bytesOf(own.name)?.length ?? 0));
  let lead = bytes.length - 1;
  while (lead > 0 && isContinuation(bytes[lead])) lead--;
  const made = (begun: readonly number[]): number =>
    tokens.reduce((sum, token, i) => {
      const own = bytesOf(token.name);
      const { isSound, pending } = read([...begun, ...(own ?? [])], off);
      return sum + (own !== null && isSound && pending.length === 0 ? (most[i] ?? 0) : 0);
    }, 0);
  let [best, share] = [bytes.slice(0, lead), -1];
  for (let to = lead + 1; to < bytes.length; to++) {
    const begun = bytes.slice(0, to);
    const whole = made(begun);
    if (whole >= share) [best, share] = [begun, whole];
  }
  return best;
}

/** Which of the tokens goes on with this beginning as the text does; -1 where none. */
const drawnBehind = ({ tokens, place: { bytes } }: Listed, begun: readonly number[]): number =>
  tokens.findIndex(({ name }) => {
    const own = bytesOf(name);
    return bytes !== null && isEndOf(own, bytes) && own.length === bytes.length - begun.length;
  });

/** The least that a place may be seen with: under it, its weight is no bound any more. */
const LEAST_SEEN = 1e-3;

/** Probability of pieces at the place before up to which a place stands for what is not seen: the weights of rare ones would be large. */
const MOST_UNSEEN = 0.5;

class Walk {
  readonly #off: OffScript;
  readonly #pieces: Pieces;
  #pending: readonly number[] = [];
  /** How likely pieces were at the place before: where they have no entry, that decides beforehand how a place is taken. */
  #unseenBefore = 1;
  /** Whether the place goes on with a character whose first pieces have no entry. */
  #isOn = false;
  /** Which of the tokens was drawn, where the entry has the text of several. */
  #drawn: number | undefined;
  /** Whether lists do not hold all tokens. */
  #isOpen = false;
  slipped = 0;
  least = 0;
  most = 0;
  bare = 0;
  apart = 0;
  joined = 0;
  rest = 0;
  tail = 0;
  tailOff = 0;
  unlisted = 0;
  /** Tokens that are pieces of a character are possible somewhere, so that it matters how they are given. */
  hasPieces = false;
  readonly drawing = { places: 0, likeliest: 0, expected: 0, variance: 0 };

  constructor(off: OffScript, pieces: Pieces) {
    this.#off = off;
    this.#pieces = pieces;
  }

  #stepOf(name: TokenName | null): Step | null {
    if (typeof name === 'string' && this.#pending.length === 0)
      return isTold(name) ? stepOfText(name, this.#off) : null;
    const bytes = bytesOf(name);
    return bytes === null ? null : stepOf(this.#pending, bytes, this.#off);
  }

  /** Takes a place; false where it is the last one, as the text has slipped. */
  take(place: Listed['place'], listed: Listed | null): boolean {
    this.#drawn = undefined;
    this.#isOn = listed !== null && this.#pending.length === 0 && goesOn(listed);
    if (listed !== null && this.#isOn) {
      this.joined++;
      this.hasPieces = true;
      if (this.#pieces === 'joined') {
        const begun = begunAt(listed, this.#off);
        const { hasOff, pending } = read(begun, this.#off);
        this.#pending = pending;
        if (hasOff || this.#off.mustFollow(pending)) return this.#slipUnseen();
        this.#drawn = drawnBehind(listed, begun);
      }
    }
    const own =
      place.made === undefined
        ? this.#pieces === 'joined' && this.#isOn
          ? stepOf([], place.bytes ?? [], this.#off)
          : this.#stepOf(place.name)
        : stepOfText(place.made, this.#off);
    if (own !== null && own.pending.length > 0) {
      this.apart++;
      this.hasPieces = true;
    }
    const slips = own?.slips ?? false;
    if (listed === null) this.#count(slips);
    else this.#weigh(listed, slips, place.bytes !== null && own?.pending.length === 0 && !this.#isOn);
    this.#pending = this.#pieces === 'joined' ? [] : (own?.pending ?? []);
    if (slips) this.slipped = 1;
    return !slips;
  }

  /** A place of which no other token is known. */
  #count(slips: boolean): void {
    this.bare++;
    this.least += Number(slips);
    this.most += Number(slips);
  }

  /** Whether a place of which pieces have no entry is only seen where none was drawn, and stands for those too where one was. */
  get #standsForUnseen(): boolean {
    return this.#pieces === 'joined' && this.#unseenBefore <= MOST_UNSEEN;
  }

  /** A slip by pieces that have no entry: places at which one could be drawn and was not stand for it, or it counts as itself. */
  #slipUnseen(): false {
    this.slipped = 1;
    if (!this.#standsForUnseen) this.least++;
    // It may have been one that was not listed.
    if (!this.#standsForUnseen || this.#isOpen) this.most++;
    return false;
  }

  #weigh(listed: Listed, slips: boolean, isWhole: boolean): void {
    const { tokens, least, most, rest } = listed;
    const drawn = this.#drawn ?? listed.drawn;
    let [low, high, unseenLow, unseenHigh] = [0, 0, 0, 0];
    let isWholeFirst = false;
    for (const [i, { name }] of tokens.entries()) {
      const step = this.#stepOf(name);
      const [from, to] = [least[i] ?? 0, most[i] ?? 0];
      if (step?.slips) {
        low += from;
        high += to;
      }
      if (step !== null && step.pending.length > 0) {
        this.hasPieces = true;
        unseenLow += from;
        unseenHigh += to;
      }
      if (i === 0) isWholeFirst = step !== null && step.pending.length === 0;
      if (2 * i >= tokens.length) {
        this.tail += (from + to) / 2;
        if (step?.slips) this.tailOff += (from + to) / 2;
      }
    }
    this.rest += rest;
    if (rest > WHOLE) {
      this.#isOpen = true;
      this.hasPieces = true;
    }
    if (isWhole && isWholeFirst) this.#look(listed, (unseenLow + unseenHigh) / 2);
    // What rounding puts just outside of what is left was drawn all the same.
    const isUnlisted = slips && (drawn < 0 || most[drawn] === 0);
    if (isUnlisted) this.unlisted++;
    if (this.#pieces === 'joined' && !this.#standsForUnseen) {
      this.least += Number(slips);
      this.most += Number(slips);
    } else {
      if (this.#pieces === 'joined') {
        low /= Math.max(LEAST_SEEN, 1 - unseenLow);
        high /= Math.max(LEAST_SEEN, 1 - unseenHigh - rest);
      }
      this.least += low + Number(isUnlisted);
      this.most += high + Number(isUnlisted);
    }
    this.#unseenBefore = this.#isOn ? 1 : (unseenLow + unseenHigh) / 2;
  }

  /** Whether the likeliest token was drawn, of whole ones, and how likely that was. */
  #look({ least, most, drawn }: Listed, unseen: number): void {
    const [from = 0, to = 0] = [least[0], most[0]];
    const expected = Math.min(1, (from + to) / 2 / Math.max(LEAST_SEEN, 1 - unseen));
    this.drawing.places++;
    this.drawing.likeliest += Number(drawn === 0);
    this.drawing.expected += expected;
    this.drawing.variance += expected * (1 - expected);
  }
}

function walked(
  listed: readonly (Listed | null)[],
  places: readonly Listed['place'][],
  off: OffScript,
  pieces: Pieces,
): Walk {
  const walk = new Walk(off, pieces);
  for (const [i, place] of places.entries()) if (!walk.take(place, listed[i] ?? null)) break;
  return walk;
}

const slipOf = ({ slipped, least, most, rest, tail, tailOff, unlisted }: Walk): Slip & Tail => ({
  slipped,
  least,
  most,
  rest,
  tail,
  tailOff,
  unlisted,
});

/** What the probabilities of an answer come to; `answer` is what of the response is judged. */
export function latentOf(
  logprobs: Logprobs,
  answer: string,
  sampler: Sampler,
  off: OffScript,
): LatentOfAnswer {
  const places = placesOfAnswer(logprobs, answer);
  if (places === undefined) return { untold: 'other_text' };
  const listed = listedAt(places, sampler);
  if (places.length > 0 && listed.every((one) => one === null)) return { untold: 'no_alternatives' };
  if (listed.some((one) => one !== null && sumOf(one.least) > ONE)) return { untold: 'over_one' };
  const apart = walked(listed, places, off, 'apart');
  const joined = apart.hasPieces ? walked(listed, places, off, 'joined') : apart;
  const { bare, drawing } = apart;
  return {
    places: { all: places.length, bare, apart: apart.apart, joined: apart.joined },
    drawing: { ...drawing },
    apart: slipOf(apart),
    joined: slipOf(joined),
  };
}
