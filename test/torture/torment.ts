/** What a torment is: one way to break a measurement, tried again and again with other random choices. */

import type { Random } from './random.js';

/** What can go wrong, as the columns of the table. */
export const FAULTS = ['lost', 'doubled', 'torn', 'hung', 'leaked', 'unhandled'] as const;
export type Fault = (typeof FAULTS)[number];

/** A fault that was seen, in a line. */
export interface Seen {
  readonly fault: Fault;
  readonly what: string;
}

/** Where a trial happens. */
export interface Place {
  /** Its choices: the same seed makes the same ones. */
  readonly random: Random;
  /** An empty folder, removed after it. */
  readonly folder: string;
}

export interface Trial {
  /** How many times something was tried: a kill, a mutation, a request. */
  readonly tried: number;
  readonly seen: readonly Seen[];
}

export interface Torment {
  /** Its row of the table, and how `--only` names it. */
  readonly name: string;
  /** What `tried` counts. */
  readonly unit: string;
  /** How many of these a whole torture tries. */
  readonly count: number;
  /** Why it cannot be tried on this machine; undefined where it can. */
  readonly missing?: () => string | undefined;
  readonly trial: (place: Place) => Promise<Trial>;
  /** Ends what trials share. */
  readonly close?: () => Promise<void>;
}
