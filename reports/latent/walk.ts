/** Goes through the places of an answer, up to and with that of its first slip, and adds up how likely one was at each. */

import type { OffScript } from '../../detectors/bare/index.js';
import type { TokenName } from '../../store/index.js';
import { begunAt, drawnBehind, goesOn } from './begun.js';
import type { Listed } from './listed.js';
import { bytesOf, isTold, read, type Step, stepOf, stepOfText } from './pieces.js';
import type { Pieces, Slip, Tail } from './types.js';

/** Probability of others up to which a list holds all. */
const WHOLE = 1e-3;
/** The least that a place may be seen with: under it, its weight is no bound any more. */
const LEAST_SEEN = 1e-3;

/** Probability of pieces at the place before up to which a place stands for what is not seen: the weights of rare ones would be large. */
const MOST_UNSEEN = 0.5;

/** A way through the places of an answer, up to its first slip. */
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

/** Goes through the places where pieces of characters are given so. */
export function walked(
  listed: readonly (Listed | null)[],
  places: readonly Listed['place'][],
  off: OffScript,
  pieces: Pieces,
): Walk {
  const walk = new Walk(off, pieces);
  for (const [i, place] of places.entries()) if (!walk.take(place, listed[i] ?? null)) break;
  return walk;
}

/** What a way came to. */
export const slipOf = ({ slipped, least, most, rest, tail, tailOff, unlisted }: Walk): Slip & Tail => ({
  slipped,
  least,
  most,
  rest,
  tail,
  tailOff,
  unlisted,
});
