/** The part of a page that shows samples: what they are chosen by, and the samples themselves or where they come from. */

import { count } from '../../../display/index.js';
import type { Examples } from '../../../types.js';
import { type ArticleView, articleView, Room } from './article.js';
import { type Field, fieldsOfSamples } from './choices.js';

/** Where the samples of a page come from: they are in it, in files beside it, or the server has them. */
export type SampleSource = 'page' | 'bundle' | 'server';

export interface SamplesView {
  readonly source: SampleSource;
  readonly heading: string;
  readonly lead: string;
  /** How many are shown, in words. */
  readonly counted: string;
  /** Samples that there are, of those that the page is about. */
  readonly all: number;
  /** What they are called behind their number. */
  readonly called: string;
  readonly fields: readonly Field[];
  /** Whether they can be chosen by the side that their prompts changed to, and by a draw. */
  readonly flips: boolean;
  readonly drawn: readonly { readonly value: string; readonly label: string }[];
  readonly samples: readonly ArticleView[];
  /** What a server says of how far it is; null where there is none. */
  readonly watched: string | null;
  /** How to see the rest; null where there is none. */
  readonly more: { readonly text: string; readonly command: string } | null;
}

/** The samples that a page has in itself. */
export function samplesInPage(
  { shown, flagged }: Examples,
  called: (id: string) => string,
  runs: readonly string[],
): SamplesView {
  const room = new Room();
  return {
    source: 'page',
    heading: 'Flagged samples',
    lead: 'Off-script text is marked with the script that it is in.',
    counted: `shown ${count(shown.length)} of ${count(flagged)} flagged`,
    all: flagged,
    called: 'flagged',
    fields: fieldsOfSamples(shown, called),
    flips: false,
    drawn: [],
    watched: null,
    samples: shown.map((sample) => articleView(sample, called, room)),
    more:
      shown.length < flagged
        ? {
            text: `These are ${count(shown.length)} of ${count(flagged)} flagged samples: some of each target, language and channel, drawn by chance. All samples of the run, flagged or not, are shown by`,
            command: `offscript view ${runs.join(' ')}`,
          }
        : null,
  };
}
