/** May we ship? What stands first on the page: each candidate's verdict, the rates that it hangs on, and every row that got worse. */

import { groupedBy, headlineOf, type Pair } from '../../arrange.js';
import { subjectOf } from '../../columns/index.js';
import { asWritten, languageName, percent, plural, points, pointsBounds } from '../../display/index.js';
import {
  type GateCandidate,
  type GateResult,
  type GateRow,
  type GateVerdict,
  groupedRows,
  rowFigures,
  rowName,
  rowReason,
  sequentialText,
  unansweredText,
} from '../../gate/index.js';
import type { Comparison, Report, TargetReport } from '../../types.js';
import { type Axis, type Bar, barOf, changeAxis } from './bars.js';
import { type NameOf, type TargetName, type VerdictView, verdictView } from './labels.js';
import { answersOf } from './links.js';

/** What a gate's verdict says to who asks whether a candidate may ship. */
const ANSWERS = {
  pass: { word: 'Yes', sign: '✓' },
  fail: { word: 'No', sign: '✗' },
  undecided: { word: 'Not decided', sign: '?' },
} as const satisfies Readonly<Record<GateVerdict, { word: string; sign: string }>>;

export interface Answer {
  readonly verdict: GateVerdict;
  readonly word: string;
  readonly sign: string;
}

/** A rate over all languages, before and after. */
export interface RateRow {
  readonly name: string;
  readonly change: string;
  readonly points: string;
  readonly interval: string;
  readonly bar: Bar | null;
  readonly verdict: VerdictView | null;
  /** What stands where there is no verdict. */
  readonly instead: string;
  /** What the gate holds it to. */
  readonly held: string;
  readonly href: string;
}

/** What got worse in one place. */
export interface WorseRow {
  readonly name: string;
  readonly change: string;
  readonly points: string;
  readonly verdict: VerdictView | null;
  readonly href: string;
  /** The scripts that it got worse by. */
  readonly by: readonly { readonly name: string; readonly href: string }[];
}

export interface CandidateView {
  readonly baseline: TargetName;
  readonly candidate: TargetName;
  /** Null where there is no gate. */
  readonly answer: Answer | null;
  /** What it hangs on, a sentence each. */
  readonly reasons: readonly string[];
  readonly headline: {
    readonly change: string;
    readonly evidence: string;
    readonly verdict: VerdictView;
  } | null;
  readonly axis: Axis;
  readonly rates: readonly RateRow[];
  readonly worse: readonly WorseRow[];
  /** Those that are behind a fold. */
  readonly more: readonly WorseRow[];
  readonly worseCount: string;
  readonly beside: readonly string[];
  readonly open: boolean;
  /** Whether it has to be said what the verdict hangs on. */
  readonly told: boolean;
}

/** Rows that got worse in sight; the others are folded. */
const IN_SIGHT = 6;

/** What the question is about, over all languages. */
const RATES = ['script_mixing', 'word_mixing', 'wrong_language', 'damage', 'code_mixing'] as const;

export const isWorse = ({ verdict }: Pick<Comparison, 'verdict'>): boolean =>
  verdict === 'worse' || verdict === 'degraded';

const where = languageName;

const isMixing = ({ measure }: Comparison): boolean =>
  measure === 'mixing' || measure === 'script_mixing' || measure === 'word_mixing';

const isOfScript = ({ script }: Comparison): boolean => script !== '*';

const worseRow = (row: Comparison, by: readonly Comparison[] = []): WorseRow => ({
  name: `${where(row.language)}: ${subjectOf(row)}`,
  change: `${percent(row.baseline_rate.rate)} → ${percent(row.candidate_rate.rate)}`,
  points: points(row.delta),
  verdict: verdictView(row.verdict),
  href: answersOf(row),
  by: by.map((one) => ({ name: subjectOf(one), href: answersOf(one) })),
});

const byDelta = (a: Comparison, b: Comparison): number => (b.delta ?? 0) - (a.delta ?? 0);

/** In a single language its rows are those of all of them, and say by which script. */
function withoutWhole(rows: readonly Comparison[]): readonly Comparison[] {
  const languages = new Set(rows.map(({ language }) => language));
  languages.delete('*');
  return languages.size === 1 ? rows.filter(({ language }) => language !== '*') : rows;
}

/** A line for each language and what got worse there, the largest first. Mixing and the scripts that it is made of are one thing. */
function worseRows(rows: readonly Comparison[]): WorseRow[] {
  const groups = groupedBy(withoutWhole(rows).filter(isWorse), (row) =>
    JSON.stringify([row.language, isMixing(row) ? 'mixing' : row.measure]),
  );
  return [...groups.values()]
    .map((group) => {
      const scripts = group.filter(isOfScript).sort(byDelta);
      const [first, ...others] = [...group.filter((row) => !isOfScript(row)), ...scripts];
      return { first, by: others.filter(isOfScript) };
    })
    .flatMap(({ first, by }) => (first === undefined ? [] : [{ first, by }]))
    .sort((a, b) => byDelta(a.first, b.first))
    .map(({ first, by }) => worseRow(first, by));
}

/** A row of the gate that no comparison says: held to a share, or worse by a margin where no test says so. */
const gateRow = (row: GateRow): WorseRow => ({
  name: rowName(row),
  change: rowFigures(row),
  points: '',
  verdict: null,
  href: answersOf(row),
  by: [],
});

/** What a rate over all languages is held to. */
function heldTo(row: GateRow | undefined): string {
  if (row === undefined) return '';
  const { rule, margin, verdict, waived } = row;
  const limit = margin === null ? '' : asWritten(margin);
  const held =
    rule === 'margin'
      ? `held to ${limit} points: ${verdict}`
      : rule === 'max'
        ? `held to ${limit}% at most: ${verdict}`
        : verdict === 'pass'
          ? ''
          : `not to be worse: ${verdict}`;
  return waived === undefined ? held : `${held}, waived until ${waived.until}`;
}

function rateRows(
  rows: readonly Comparison[],
  gated: readonly GateRow[],
  sides: readonly [TargetReport | undefined, TargetReport | undefined],
  axis: Axis,
  hasGate: boolean,
): RateRow[] {
  const [before, after] = sides;
  return RATES.flatMap((measure): RateRow[] => {
    const row = rows.find((one) => one.language === '*' && one.script === '*' && one.measure === measure);
    const held = gated.find((one) => one.language === '*' && one.script === '*' && one.measure === measure);
    const [from, to] = [row?.baseline_rate ?? before?.[measure], row?.candidate_rate ?? after?.[measure]];
    if (from === undefined || to === undefined) return [];
    return [
      {
        name: subjectOf({ measure, script: '*' }),
        change: `${percent(from.rate)} → ${percent(to.rate)}`,
        points: row === undefined ? '' : points(row.delta),
        interval: row === undefined ? '' : pointsBounds(row),
        bar: row === undefined ? null : barOf(axis, row.delta, row.low, row.high),
        verdict: row === undefined ? null : verdictView(row.verdict),
        instead: from.mixed + to.mixed === 0 ? 'none found' : 'not tested',
        held: hasGate ? heldTo(held) : '',
        href: answersOf({ measure, candidate: after?.id ?? '', language: '*', script: '*' }),
      },
    ];
  });
}

/** What a verdict hangs on, a sentence each: what is held to a margin and missed it, what is missing, how far it came. */
function reasonsOf(candidate: GateCandidate, result: GateResult): string[] {
  const { held, failing, rest } = groupedRows(candidate, result);
  const missed = held.filter(({ verdict }) => verdict !== 'pass');
  const counting = failing.filter(({ waived }) => waived === undefined);
  const kept = held.filter(({ verdict }) => verdict === 'pass');
  return [
    ...missed.map((row) => `${rowName(row)}: ${rowFigures(row)}${after(rowReason(row))}${waivedText(row)}.`),
    ...kept.map((row) => `${rowName(row)} is within what it is held to: ${rowFigures(row)}.`),
    counting.length > 0 && `${plural(counting.length, 'row')} significantly worse.`,
    rest > 0 && `${plural(rest, 'other row')} not significantly worse.`,
    sequentialText(candidate),
    unansweredText(candidate),
  ].flatMap((line) => (line === false || line === undefined ? [] : [capital(line)]));
}

const after = (reason: string): string => (reason === '' ? '' : `: ${reason}`);
const waivedText = ({ waived }: GateRow): string =>
  waived === undefined ? '' : ` (waived until ${waived.until})`;
const capital = (line: string): string => `${line.slice(0, 1).toUpperCase()}${line.slice(1)}`;

function candidateView(report: Report, pair: Pair, name: NameOf): Omit<CandidateView, 'open'> {
  const { baseline, candidate, whole, beside, rows } = pair;
  const { gate } = report;
  const own = gate?.candidates.find((one) => one.candidate === candidate);
  const gated = (gate?.rows ?? []).filter((row) => row.candidate === candidate && !row.duplicate);
  const axis = changeAxis(
    rows.filter(
      ({ language, script, measure }) =>
        language === '*' && script === '*' && RATES.some((one) => one === measure),
    ),
  );
  const beyond = gated.filter(
    ({ verdict, rule, waived }) => rule === 'max' && verdict !== 'pass' && waived === undefined,
  );
  const worse = [...worseRows(rows), ...beyond.map(gateRow)];
  const target = (id: string) => report.targets.find((one) => one.id === id);
  return {
    baseline: name(baseline),
    candidate: name(candidate),
    answer: own === undefined ? null : { verdict: own.verdict, ...ANSWERS[own.verdict] },
    reasons: own === undefined || gate === undefined ? [] : reasonsOf(own, gate),
    headline: whole === null ? null : { ...headlineOf(whole), verdict: verdictView(whole.verdict) },
    axis,
    rates: rateRows(rows, gated, [target(baseline), target(candidate)], axis, own !== undefined),
    worse: worse.slice(0, IN_SIGHT),
    more: worse.slice(IN_SIGHT),
    worseCount: worse.length === 0 ? 'nothing worse' : `worse in ${plural(worse.length, 'place')}`,
    beside,
    told: own?.verdict === 'undecided',
  };
}

/** Candidates that stand open: with more, what is asked first is lost among them. */
const OPEN = 1;

/** What may not ship before what may. */
const RANK: readonly GateVerdict[] = ['fail', 'undecided', 'pass'];

/** The last step of a series first, then those that may not ship. */
export function worstPairsFirst(
  { series, gate }: Pick<Report, 'series' | 'gate'>,
  pairs: readonly Pair[],
): Pair[] {
  const last = series?.steps.at(-1)?.target;
  const rank = ({ candidate }: Pair): number => {
    const own = gate?.candidates.find((one) => one.candidate === candidate);
    return candidate === last ? -1 : own === undefined ? RANK.length : RANK.indexOf(own.verdict);
  };
  return [...pairs].sort((a, b) => rank(a) - rank(b));
}

/** The candidates, in the order in which they are given; the first stands open. */
export const shippingView = (report: Report, pairs: readonly Pair[], name: NameOf): CandidateView[] =>
  pairs.map((pair, i) => ({ ...candidateView(report, pair, name), open: i < OPEN }));
