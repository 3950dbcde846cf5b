/** The page of a model in sections, for the terminal and the page. */

import { count, percent } from '../../../reports/display/index.js';
import type { ModelReport, NotAtHand } from '../../report/index.js';
import { cosineShown } from '../cosines.js';
import { type Document, notGivenSection } from '../document/index.js';
import { driftSections } from './drift.js';
import { mixingHeadlines, mixingOverview, mixingSections } from './mixing.js';
import { probeOverview, probeSections } from './probe.js';
import { coverageSection, scanSection } from './tokens.js';

const NAMES: Readonly<Record<NotAtHand['what'], string>> = {
  scan: 'what is in the vocabulary',
  coverage: 'what training data has of it',
  drift: 'how far rows moved',
  probe: 'what the model cannot write',
  runs: 'mixing in its answers',
};

/** States up to which each is told for itself in the sentence over the page. */
const FEW = 2;

function driftOverview(drifts: ModelReport['drifts']): string[] {
  const told = drifts.map(
    ({ state, of }) =>
      `${drifts.length > 1 ? `${state}: ` : ''}mean cosine ${cosineShown(of.mean)}, lowest ${cosineShown(of.lowest)}, ${count(of.under['0.95'])} under 0.95`,
  );
  const known = drifts.filter(({ of }) => of.mean !== null && of.lowest !== null);
  if (drifts.length <= FEW || known.length === 0) return told;
  const byMean = known.toSorted((a, b) => Number(a.of.mean) - Number(b.of.mean));
  const byLowest = known.toSorted((a, b) => Number(a.of.lowest) - Number(b.of.lowest));
  const named = (one: (typeof drifts)[number] | undefined, which: 'mean' | 'lowest'): string =>
    one === undefined ? '' : `${cosineShown(one.of[which])} (${one.state})`;
  const under = drifts.map(({ of }) => of.under['0.95']);
  return [
    `mean cosine of ${count(drifts.length)} states ${named(byMean[0], 'mean')} to ${named(byMean.at(-1), 'mean')}, lowest ${named(byLowest[0], 'lowest')}, at most ${count(Math.max(...under))} under 0.95`,
  ];
}

function overviewOf({ scan, coverage, drifts, probes, mixing }: ModelReport): string {
  return [
    ...(scan === null ? [] : [`${count(scan.entries)} entries`]),
    ...(coverage === null
      ? []
      : [
          `${percent(coverage.totals.uncovered / Math.max(1, coverage.totals.tokens))} of its tokens in fewer than ${coverage.least_samples} samples`,
        ]),
    ...driftOverview(drifts),
    ...probeOverview(probes),
    ...(mixing === null ? [] : [mixingOverview(mixing)]),
  ].join('; ');
}

/** A page of a model in sections: what its answers came to first, then what explains it. */
export function reportDocument(report: ModelReport): Document {
  const { title, scan, coverage, drifts, probes, mixing, not_given: missing } = report;
  return {
    title,
    overview: overviewOf(report),
    headlines: mixing === null ? [] : mixingHeadlines(mixing),
    sections: [
      ...(mixing === null ? [] : mixingSections(mixing)),
      ...probeSections(probes, report.probe_changes),
      ...driftSections(drifts),
      ...(coverage === null ? [] : [coverageSection(coverage)]),
      ...(scan === null ? [] : [scanSection(scan)]),
      ...notGivenSection(missing, NAMES),
    ],
  };
}
