/** Variants and what they cost, as reports show them. */

import type { PlanValue } from './attribution/index.js';
import { language, number, type Section, target, text, viewOf } from './cells.js';
import { subjectOf } from './columns/index.js';
import {
  count,
  escapeHidden,
  percent,
  plural,
  pointsWithBounds,
  times,
  verdictWithSign,
} from './display/index.js';
import type { Mitigation } from './mitigating.js';
import type { Comparison, Report } from './types.js';

/** What is asked first: whether it mixes less. */
const MIXES: readonly Comparison['measure'][] = ['script_mixing', 'word_mixing', 'mixing', 'code_mixing'];

const isMixing = ({ measure }: Comparison): boolean => MIXES.includes(measure);

/** `script mixing 20.0% → 3.0% (−17.0, −22.1 to −12.0; ▼ better)`. */
const changeText = (row: Comparison): string =>
  `${subjectOf(row).toLowerCase()} ${percent(row.baseline_rate.rate)} → ${percent(row.candidate_rate.rate)}, ${pointsWithBounds(row)} points, ${verdictWithSign(row.verdict)}`;

/** How many tokens were made less likely, language by language. */
function biasText({ logit_bias, biased }: Mitigation): string {
  if (logit_bias === undefined || biased === undefined) return '';
  const parts = Object.entries(biased.languages).map(([tag, { tokens, of, found }]) => {
    const chosen = found === undefined ? '' : `, ${count(found)} of them found before`;
    return `${escapeHidden(tag)} ${count(tokens)} of ${count(of)}${chosen}`;
  });
  return ` Bias ${String(logit_bias.bias ?? -100).replace('-', '−')} on tokens of off-script text: ${parts.join('; ')}; of ${count(biased.vocabulary)} tokens ${count(biased.pieces)} are pieces of characters or steer, and stay as they are.`;
}

/** What a variant does, in a sentence or two: its mixing, then what became of the answers besides. */
function mitigationText(mitigation: Mitigation): string {
  const { changes, length } = mitigation;
  const mixing = changes
    .filter(isMixing)
    .filter(({ measure }, _, all) => measure !== 'mixing' || all.length === 1);
  const costs = changes.filter((row) => !isMixing(row) && row.verdict === 'worse');
  const besides = changes.filter((row) => !isMixing(row) && row.verdict !== 'worse');
  const cost =
    costs.length > 0
      ? `It costs: ${costs.map(changeText).join('; ')}.`
      : besides.length > 0
        ? 'No cost is shown in wrong language, refusals or signs of collapse.'
        : '';
  const long = length === null || length.ratio === null ? '' : ` Answers are ${times(length)} as long.`;
  const said =
    mixing.length === 0
      ? 'Nothing was scored on both sides.'
      : `${mixing.map(changeText).join('; ')}. ${cost}`;
  return `${said.trim()}${long}${biasText(mitigation)}`;
}

/** A sentence about each variant, with its name. */
export const mitigationSentences = ({
  mitigations = [],
}: Pick<Report, 'mitigations'>): { readonly target: string; readonly sentence: string }[] =>
  mitigations.map((one) => ({ target: one.target, sentence: mitigationText(one) }));

export const mitigationSection: Section = {
  id: 'mitigations',
  first: true,
  title: 'Variants, and what they cost',
  lead: ({ mitigations = [] }) =>
    `${plural(mitigations.length, 'variant')} beside what each is a variant of, prompt by prompt; the rows of one are tested as those of any comparison.`,
  view: (report, place) =>
    viewOf(
      [
        { head: 'Variant', cell: (row) => target(row.target), html: { scope: 'row' } },
        { head: 'What it does', cell: ({ sentence }) => text(sentence) },
      ],
      mitigationSentences(report),
      place,
    ),
};

interface Row {
  readonly mitigation: Mitigation;
  readonly change: Comparison;
}

export const costSection: Section = {
  id: 'costs',
  first: true,
  lead: () => 'All rates that happened on either side: mixing, wrong language, refusals, signs of collapse.',
  view: ({ mitigations = [] }, place) =>
    viewOf<Row>(
      [
        { head: 'Variant', cell: ({ mitigation }) => target(mitigation.target), html: { scope: 'row' } },
        { head: 'Language', cell: ({ change }) => language(change.language) },
        { head: 'What', cell: ({ change }) => text(subjectOf(change)) },
        { head: 'Without', align: 'right', cell: ({ change }) => number(percent(change.baseline_rate.rate)) },
        { head: 'With', align: 'right', cell: ({ change }) => number(percent(change.candidate_rate.rate)) },
        {
          head: 'Change in points (interval)',
          align: 'right',
          cell: ({ change }) => number(pointsWithBounds(change)),
        },
        { head: 'Verdict', cell: ({ change }) => ({ kind: 'verdict', verdict: change.verdict }) },
      ],
      mitigations.flatMap((mitigation) => mitigation.changes.map((change) => ({ mitigation, change }))),
      place,
    ),
};

/** `mitigated script_mixing`: the difference under `rate`, samples of the variant under `of` and those with the event under `count`; `mitigated length_ratio`. */
export const mitigationValues = ({ mitigations = [] }: Report): PlanValue[] =>
  mitigations.flatMap(({ target: id, changes, length }): PlanValue[] => [
    ...changes.map(
      ({ measure, delta, low, high, candidate_rate: { mixed, of } }): PlanValue => ({
        target: id,
        measure: `mitigated ${measure}`,
        count: mixed,
        of,
        rate: delta,
        low,
        high,
      }),
    ),
    ...(length === null
      ? []
      : [
          {
            target: id,
            measure: 'mitigated length_ratio',
            count: null,
            of: length.prompts,
            rate: length.ratio,
            low: length.low,
            high: length.high,
          },
        ]),
  ]);
