/** What answers of several states of a model come to, in the shape of the published table: by language and what came into it, before and after. */

import {
  type Comparison,
  headlineOf,
  judgedBefore,
  namesOf,
  pairsOf,
  provenanceOf,
  type Rate,
  type Report,
  unitsNote,
  type Verdict,
  warningText,
} from '../../reports/index.js';
import { distinctRows } from './distinct.js';
import { inDocumentOrder } from './order.js';

/** A state of a model that was asked: a target of the report. */
export interface AskedState {
  readonly id: string;
  /** What it is called where people read. */
  readonly name: string;
  readonly samples: number;
  readonly scored: number;
  readonly simulated: boolean;
  /** Samples that are not scored, by reason; those that there are. */
  readonly excluded: Readonly<Record<string, number>>;
}

/** What is counted: mixing with any script, with one of them, or answers in another language altogether. */
export type Counted = Pick<Comparison, 'language' | 'measure' | 'script'>;

/** The rate of a state, and whether it differs from the baseline's. */
export interface StateRate extends Rate {
  readonly state: string;
  /** Missing of the baseline, and where nothing was compared. */
  readonly verdict?: Verdict;
  readonly p_adjusted?: number | null;
}

/** A line of the table: one rate of every state that was asked in the language. */
export interface MixingRow extends Counted {
  readonly rates: readonly StateRate[];
}

/** A candidate beside the baseline. */
export interface MixingChange {
  readonly baseline: string;
  readonly candidate: string;
  /** The sentence that it comes to; null where one side has no scored answer. */
  readonly headline: {
    readonly change: string;
    readonly evidence: string;
    readonly verdict: Verdict;
  } | null;
  /** What else became of the answers. */
  readonly beside: readonly string[];
  /** Those tested: adjusted by Holm's method within the pair, but for the headline. */
  readonly rows: readonly Comparison[];
  readonly basis: string;
}

export interface Mixing {
  /** That of the table; there may be changes against others. */
  readonly baseline: string | null;
  readonly states: readonly AskedState[];
  readonly languages: readonly MixingRow[];
  readonly changes: readonly MixingChange[];
  /** What the rates cannot be read without, whose intervals these are, and where the numbers come from. */
  readonly notes: readonly string[];
}

/** Of each language, and of all of them together. */
const MEASURES = ['script_mixing', 'word_mixing', 'wrong_language'] as const;

const keyOf = ({ language, measure, script }: Counted): string => JSON.stringify([language, measure, script]);

/** All that is counted of any state, with its rate there. */
function ratesOf(
  { targets }: Report,
  languages: readonly string[],
): Map<string, { readonly row: Counted; readonly rates: Map<string, Rate> }> {
  const rows = new Map<string, { readonly row: Counted; readonly rates: Map<string, Rate> }>();
  const add = (state: string, row: Counted, rate: Rate): void => {
    const key = keyOf(row);
    const known = rows.get(key) ?? { row, rates: new Map<string, Rate>() };
    known.rates.set(state, rate);
    rows.set(key, known);
  };
  for (const target of targets) {
    // Of one language all languages say nothing else.
    if (languages.length !== 1)
      for (const measure of MEASURES)
        add(target.id, { language: '*', measure, script: '*' }, target[measure]);
    for (const [language, cell] of Object.entries(target.languages)) {
      for (const measure of MEASURES) add(target.id, { language, measure, script: '*' }, cell[measure]);
      for (const [script, rate] of Object.entries(cell.scripts))
        add(target.id, { language, measure: 'mixing', script }, rate);
    }
  }
  return rows;
}

/** What is never counted in any state is left out, but for the headline of each language. */
const isTold = ({ measure }: Counted, rates: ReadonlyMap<string, Rate>): boolean =>
  measure === 'script_mixing' || [...rates.values()].some(({ mixed }) => mixed > 0);

/** Without pairs that stand before them the other way round. */
const withoutReverse = (changes: readonly MixingChange[]): readonly MixingChange[] =>
  changes.filter(
    ({ baseline, candidate }, at) =>
      !changes.slice(0, at).some((one) => one.baseline === candidate && one.candidate === baseline),
  );

/** Comparisons of a report, a pair of states each. */
function pairsIn(report: Report, tags: readonly string[]): readonly MixingChange[] {
  return pairsOf(report).map(({ baseline, candidate, whole, beside, basis, rows }) => ({
    baseline,
    candidate,
    headline: whole === null ? null : { ...headlineOf(whole), verdict: whole.verdict },
    beside,
    rows: distinctRows(rows, report.targets, tags),
    basis,
  }));
}

/**
 * The rates of a report on several states, each beside the baseline's. `besides` are reports on the same states with other baselines, of which only
 * pairs are taken that were not compared the other way round.
 */
export function mixingOf(report: Report, besides: readonly Report[] = []): Mixing {
  const called = namesOf(report);
  const tags = [...new Set(report.targets.flatMap((target) => Object.keys(target.languages)))];
  const pairs = pairsIn(report, tags);
  const compared = new Map(
    pairs.flatMap(({ rows }) => rows.map((row) => [`${keyOf(row)} ${row.candidate}`, row] as const)),
  );
  const languages = [...ratesOf(report, tags).values()]
    .filter(({ row, rates }) => isTold(row, rates))
    .map(
      ({ row, rates }): MixingRow => ({
        ...row,
        rates: Array.from(rates, ([state, rate]) => {
          const change = compared.get(`${keyOf(row)} ${state}`);
          return {
            state,
            ...rate,
            ...(change && { verdict: change.verdict, p_adjusted: change.p_adjusted }),
          };
        }),
      }),
    );
  return {
    baseline: report.baseline,
    states: report.targets.map(({ id, samples, scored, simulated, excluded }) => ({
      id,
      name: called(id),
      samples,
      scored,
      simulated,
      excluded: Object.fromEntries(Object.entries(excluded).filter(([, count]) => count > 0)),
    })),
    languages: inDocumentOrder(languages),
    changes: withoutReverse([...pairs, ...besides.flatMap((one) => pairsIn(one, tags))]),
    notes: [
      ...(report.warnings ?? []).map((warning) => `${called(warning.target)}, ${warningText(warning)}`),
      ...judgedBefore(report),
      unitsNote(report),
      provenanceOf(report),
    ],
  };
}
