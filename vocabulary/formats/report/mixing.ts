/** Answers of several states: the table by language, and each candidate beside the baseline with what is significant in it. */

import { subjectOf } from '../../../reports/columns/index.js';
import {
  count,
  languageName,
  NO_NUMBER,
  percent,
  plural,
  pointsWithBounds,
  pValue,
  SIMULATED,
  verdictSigns,
  verdictWithSign,
} from '../../../reports/display/index.js';
import type { Comparison, Rate } from '../../../reports/index.js';
import type { AskedState, Mixing, MixingChange, StateRate } from '../../report/index.js';
import { type Cell, type Headline, left, right, type Section } from '../document/index.js';

/** `47 of 100`. */
const counted = ({ mixed, of }: Rate): string => `${count(mixed)} of ${count(of)}`;

type NameOf = (id: string) => string;

function namesOf({ states }: Mixing): NameOf {
  const names = new Map(states.map((state) => [state.id, headOf(state)]));
  return (id) => names.get(id) ?? id;
}

/** `14.1% (31 of 220) ▲`: with the sign of what is significant. */
function rateCell(rate: StateRate | undefined): Cell {
  if (rate === undefined || rate.of === 0) return NO_NUMBER;
  const text = `${percent(rate.rate)} (${counted(rate)})`;
  const { verdict = 'inconclusive' } = rate;
  return verdict === 'inconclusive' ? text : { text: `${text} ${verdictSigns[verdict]}`, verdict };
}

/** With what must stand beside it. */
const headOf = ({ name, simulated }: AskedState): string => (simulated ? `${name} (${SIMULATED})` : name);

const REASONS: Readonly<Record<string, string>> = {
  error: 'without an answer',
  empty: 'empty',
  refused: 'refused',
  too_short: 'too short',
};

/** `base: 220 answers, of which 219 are scored; 1 empty`; nothing of a state of which all are. */
function scoredNote(state: AskedState): string[] {
  const { samples, scored, excluded } = state;
  if (samples === scored) return [];
  const reasons = Object.entries(excluded).map(
    ([reason, number]) => `${count(number)} ${REASONS[reason] ?? reason}`,
  );
  return [
    `${headOf(state)}: ${plural(samples, 'answer')}, of which ${count(scored)} scored; ${reasons.join(', ')}.`,
  ];
}

function tableOf({ states, languages, baseline, notes }: Mixing, nameOf: NameOf): Section {
  const compared =
    baseline === null
      ? ''
      : ` ▼ less, ▲ more than ${nameOf(baseline)}, ✗ less for a reason that is no improvement: where that is significant after adjustment.`;
  return {
    id: 'mixing',
    title: 'Mixing by language',
    lead: `Answers with text of another script, and of which, of those that are scored.${compared}`,
    table: {
      grouped: true,
      columns: [left('answers in'), left('what'), ...states.map((state) => right(headOf(state)))],
      rows: languages.map((row) => [
        languageName(row.language),
        subjectOf(row),
        ...states.map(({ id }) => rateCell(row.rates.find(({ state }) => state === id))),
      ]),
    },
    notes: [...states.flatMap(scoredNote), ...notes],
  };
}

/** What a pair is compared in for its own sake; all else is told where it is decided. */
const ALWAYS: ReadonlySet<Comparison['measure']> = new Set(['script_mixing', 'mixing', 'wrong_language']);

const found = ({ baseline_rate: before, candidate_rate: after }: Comparison): number =>
  before.mixed + after.mixed;

/** Languages up to which rows that decided nothing have a line here too; of more they are in the table of all. */
const FEW = 3;

function isTold(row: Comparison): boolean {
  const { language, measure, script, verdict } = row;
  if (verdict !== 'inconclusive') return true;
  if (measure === 'script_mixing') return language === '*' || found(row) > 0;
  return ALWAYS.has(measure) && (measure !== 'mixing' || script !== '*') && found(row) > 0;
}

/** Where nothing was found on either side, that: the rows of the headline. */
function toldOf(rows: readonly Comparison[]): readonly Comparison[] {
  const told = rows.filter(isTold);
  return told.length > 0 ? told : rows.filter(({ measure }) => measure === 'script_mixing');
}

/** Changes that are named in a sentence. */
const NAMED = 6;

/** `Japanese, Cyrillic`, `Korean, wrong language`. */
function whatOf(row: Comparison): string {
  const subject = subjectOf(row);
  const isScript = row.measure === 'mixing' && row.script !== '*';
  return `${languageName(row.language)}, ${isScript ? subject : subject.toLowerCase()}`;
}

const named = (rows: readonly Comparison[], withP: boolean): string => {
  const shown = rows.slice(0, NAMED).map((row) => {
    const { baseline_rate: before, candidate_rate: after, p_adjusted: p } = row;
    return `${whatOf(row)} ${counted(before)} → ${counted(after)}${withP ? ` (adjusted p ${pValue(p)})` : ''}`;
  });
  const more = rows.length - shown.length;
  return `${shown.join('; ')}${more > 0 ? `; and ${count(more)} more` : ''}.`;
};

/** Without the rate of scripts where one script is all of it: that is told by its name. */
const toldOnce = (rows: readonly Comparison[]): readonly Comparison[] =>
  rows.filter(
    (row) =>
      row.measure !== 'script_mixing' ||
      !rows.some(
        (other) => other.script !== '*' && other.language === row.language && found(other) === found(row),
      ),
  );

/** What is significant in a pair, and what changed and is not. */
function significance(rows: readonly Comparison[]): string[] {
  const decided = rows.filter(({ verdict }) => verdict !== 'inconclusive');
  const moved = rows.filter(
    ({ verdict, delta }) => verdict === 'inconclusive' && delta !== null && delta !== 0,
  );
  return [
    decided.length === 0 ? 'Nothing here is significant.' : `Significant: ${named(toldOnce(decided), false)}`,
    ...(moved.length === 0
      ? []
      : [`Not significant, whatever the rates look like: ${named(toldOnce(moved), true)}`]),
  ];
}

function changeSection(
  { baseline, candidate, rows, headline, beside, basis }: MixingChange,
  nameOf: NameOf,
  at: number,
): Section {
  const told = toldOf(rows);
  const decided = told.filter(({ verdict }) => verdict !== 'inconclusive');
  const languages = new Set(rows.map(({ language }) => language).filter((one) => one !== '*'));
  const shown =
    languages.size > FEW ? told.filter((row) => decided.includes(row) || row.language === '*') : told;
  return {
    id: `change-${at + 1}`,
    title: `${nameOf(baseline)} → ${nameOf(candidate)}`,
    lead: `${count(decided.length)} of ${plural(told.length, 'rate')} changed significantly.${shown.length < told.length ? ' The others are in the table of all.' : ''}`,
    table: {
      grouped: true,
      columns: [
        left('answers in'),
        left('what'),
        right('before'),
        right('after'),
        left('verdict'),
        right('change in points (interval)'),
        right('adjusted p'),
      ],
      rows: shown.map((row) => [
        languageName(row.language),
        subjectOf(row),
        counted(row.baseline_rate),
        counted(row.candidate_rate),
        { text: verdictWithSign(row.verdict), verdict: row.verdict },
        pointsWithBounds(row),
        pValue(row.p_adjusted),
      ]),
    },
    // Beside a headline all else is told there.
    notes: [...significance(told), ...(headline === null ? beside : []), basis],
  };
}

/** The sentence of each candidate. */
export function mixingHeadlines(mixing: Mixing): readonly Headline[] {
  const nameOf = namesOf(mixing);
  return mixing.changes.flatMap(({ baseline, candidate, headline, beside }) =>
    headline === null
      ? []
      : [
          {
            sides: `${nameOf(baseline)} → ${nameOf(candidate)}`,
            summary: headline.change,
            evidence: headline.evidence,
            verdict: headline.verdict,
            beside: beside.join(' '),
          },
        ],
  );
}

export function mixingSections(mixing: Mixing): readonly Section[] {
  const nameOf = namesOf(mixing);
  return [tableOf(mixing, nameOf), ...mixing.changes.map((change, at) => changeSection(change, nameOf, at))];
}

/** `3 states, 1 language, 660 answers`. */
export function mixingOverview({ states, languages }: Mixing): string {
  const asked = new Set(languages.map(({ language }) => language).filter((one) => one !== '*'));
  const samples = states.reduce((sum, one) => sum + one.samples, 0);
  return `${plural(states.length, 'state')} asked in ${plural(asked.size, 'language')}, ${plural(samples, 'answer')}`;
}
