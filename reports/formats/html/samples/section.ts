/** The part of a page that shows samples: what they are chosen by, and the samples themselves or where they come from. */

import { count, escapeHidden } from '../../../display/index.js';
import { flipsOf } from '../../../samples/index.js';
import type { Examples, Report } from '../../../types.js';
import { type ArticleView, articleView, Room, valuesOf } from './article.js';
import { type Counts, type Field, fieldsOf, fieldsOfSamples } from './choices.js';

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
  readonly samples: readonly ArticleView[];
  /** What a server says of how far it is; null where there is none. */
  readonly watched: string | null;
  /** How to see the rest; null where there is none. */
  readonly more: { readonly text: string; readonly command: string } | null;
}

const MARKED = 'Off-script text is marked with its language, or the script that it is in.';

/** What the part of a report's page is made from. */
export interface PageSamples {
  readonly report: Report;
  readonly examples: Examples;
  readonly called: (id: string) => string;
}

/** The samples that a page has in itself. */
export function samplesInPage({ report, examples: { shown, flagged }, called }: PageSamples): SamplesView {
  const room = new Room();
  const flips = flipsOf(report);
  const isTallied = report.runs.some(({ rows }) => rows !== undefined);
  const runs = report.runs.map(({ path }) => escapeHidden(path));
  return {
    source: 'page',
    heading: 'Flagged samples',
    lead: MARKED,
    counted: `shown ${count(shown.length)} of ${count(flagged)} flagged`,
    all: flagged,
    called: 'flagged',
    fields: fieldsOfSamples(shown.map((sample) => valuesOf(sample, called(sample.target), flips(sample)))),
    watched: null,
    samples: shown.map((sample) => articleView(sample, called, { room, flips: flips(sample) })),
    more:
      flagged === 0 || isTallied
        ? null
        : {
            text: `${shown.length < flagged ? `These are ${count(shown.length)} of ${count(flagged)} flagged samples: some of each target, language and channel, drawn by chance. ` : ''}All samples of the run, flagged or not, are shown by`,
            command: `offscript view ${runs.join(' ')}`,
          },
  };
}

/** Samples that lie beside a page: how many there are, and what can be chosen of them. */
export interface Bundled {
  readonly samples: number;
  readonly counts: Counts;
}

/** The samples of a page that fetches them from files beside it. */
export function samplesInBundle({ samples, counts }: Bundled): SamplesView {
  return {
    source: 'bundle',
    heading: 'Samples',
    lead: MARKED,
    counted: `${count(samples)} samples`,
    all: samples,
    called: 'samples',
    fields: fieldsOf(counts),
    watched: null,
    samples: [],
    more: null,
  };
}
