/** What is said of an answer by the probabilities of its tokens. */

/** Why nothing is said of an answer. */
export type Untold = 'other_text' | 'no_alternatives' | 'over_one';

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
