/** Signs that a model has collapsed: a rate of mixing falls too where answers are all the same, give the prompt back, loop, or are hardly there. */

import { signsOf } from '../../../detectors/bare/index.js';
import { type LanguageRow, languageRows, wholeRows } from '../../arrange.js';
import { type Column, type CsvValue, csvRate, language, number, target, viewOf } from '../../cells.js';
import { count, escapeHidden, percentWithBounds, SIGN_NAMES, times } from '../../display/index.js';
import { rateOf } from '../../rates.js';
import type { CellReport, Rate, Report, TargetReport } from '../../types.js';
import { pooledFor } from '../../units.js';
import { Collapse, SIGNS, type Sign } from '../collapse.js';
import type { Measure } from './measure.js';

/** Signs of collapse in the answers that have a text, scored ones and those too short to be. */
export interface CollapseReport {
  /** Answers that repeat the answers to other prompts. */
  readonly repeats: Rate;
  /** Answers that copy their prompt, of those whose prompt is known. */
  readonly copies: Rate;
  /** Answers that loop. */
  readonly loops: Rate;
  /** Median of their lengths in UTF-16 code units, without white space at the ends. */
  readonly length: number;
}

/** What it adds to the report of a target and of a language. */
export interface CollapseFields {
  /** Missing where no answer has a text. */
  readonly collapse?: CollapseReport;
}

/** Length up to which lengths are counted one by one. */
const COUNTED_TO = 1 << 20;

/** The numbers that stand at these places among all, in order. */
function inOrder(lengths: readonly Int32Array[], places: readonly number[]): number[] {
  const most = lengths.reduce((max, some) => some.reduce((a, b) => Math.max(a, b), max), 0);
  if (most > COUNTED_TO) {
    const sorted = Int32Array.from(lengths.flatMap((some) => [...some])).sort();
    return places.map((place) => sorted[place] ?? 0);
  }
  const counts = new Uint32Array(most + 1);
  for (const some of lengths) for (const length of some) counts[length] = (counts[length] ?? 0) + 1;
  return places.map((place) => {
    let before = 0;
    return counts.findIndex((count) => {
      before += count;
      return before > place;
    });
  });
}

function medianOf(lengths: readonly Int32Array[]): number {
  const size = lengths.reduce((sum, { length }) => sum + length, 0);
  const [low = 0, high = 0] = inOrder(lengths, [Math.floor((size - 1) / 2), Math.floor(size / 2)]);
  return (low + high) / 2;
}

function reportOf(languages: readonly Collapse[]): CollapseFields {
  const lengths = languages.map((one) => one.lengths);
  if (lengths.every(({ length }) => length === 0)) return {};
  const rate = (sign: Sign): Rate =>
    rateOf(
      pooledFor(
        'prompts',
        languages.flatMap((one) => {
          const counted = one.counted(sign);
          return counted.samples.clusters(counted);
        }),
      ),
    );
  return {
    collapse: {
      repeats: rate('repeats'),
      copies: rate('copies'),
      loops: rate('loops'),
      length: medianOf(lengths),
    },
  };
}

type Row = LanguageRow<CellReport & CollapseFields>;

const PROMPT_BY_PROMPT =
  " How many times as long answers are as the baseline's is taken prompt by prompt, with the same weight for a short answer as for a long one, so a median may go another way.";

/** Where targets are compared: how long the answers are beside the baseline's. */
function ratioColumns({ lengths }: Report): Column<Row>[] {
  if (lengths.length === 0) return [];
  const changes = new Map(
    lengths.map((change) => [JSON.stringify([change.candidate, change.language]), times(change)]),
  );
  return [
    {
      head: "By the baseline's length",
      align: 'right',
      cell: (row) => number(changes.get(JSON.stringify([row.target.id, row.language])) ?? ''),
    },
  ];
}

const csvOf = ({ collapse }: CollapseFields): CsvValue[] =>
  collapse === undefined
    ? []
    : [
        ...SIGNS.map((sign) => csvRate(sign, collapse[sign])),
        {
          measure: 'length_median',
          count: null,
          of: collapse.loops.of,
          rate: collapse.length,
          low: null,
          high: null,
        },
      ];

const signColumn = (sign: Sign): Column<Row> => ({
  head: `${SIGN_NAMES[sign]} (95% interval)`,
  align: 'right',
  cell: ({ cell: { collapse } }) => number(collapse === undefined ? '' : percentWithBounds(collapse[sign])),
  html: { head: SIGN_NAMES[sign], small: '95% interval' },
});

/** `repeats 0.0% (0–1.7), copies 0.5% (0.1–2.5), loops 1.0% (0.3–3.3); median length 60`. */
function lineOf({ collapse }: CollapseFields, name = ''): string[] {
  if (collapse === undefined) return [];
  const rates = SIGNS.map((sign) => `${sign} ${percentWithBounds(collapse[sign])}`).join(', ');
  return [`${name}${rates}; median length ${count(collapse.length)}`];
}

/** Rate of a sign in a language, beyond doubt, from which a terminal names the language; and how many it names. */
const TOLD_FROM = 0.01;
const TOLD = 5;

/** The most of any sign that a language has beyond doubt. */
const worst = ({ collapse }: CollapseFields): number =>
  collapse === undefined ? 0 : Math.max(...SIGNS.map((sign) => collapse[sign].low ?? 0));

/** All languages, and those in which there is most to see. */
function terminalNotes(report: TargetReport): readonly string[] {
  const languages = Object.entries(report.languages);
  const told = languages
    .filter(([, cell]) => languages.length > 1 && worst(cell) > TOLD_FROM)
    .sort(([, a], [, b]) => worst(b) - worst(a));
  return [
    ...lineOf(report),
    ...told.slice(0, TOLD).flatMap(([tag, cell]) => lineOf(cell, `${escapeHidden(tag)}: `)),
  ];
}

export const collapse: Measure<'collapse', Collapse, CollapseFields, CollapseFields> = {
  id: 'collapse',
  judge: () => (seen) => {
    if (seen.detection === null) return undefined;
    const { sample, prompt } = seen.case;
    const answer = sample.answer ?? '';
    return { ...signsOf(answer, prompt?.at(-1)), length: answer.trim().length };
  },
  empty: (textOf) => new Collapse(textOf),
  tally: (state, signs, { prompt, repeat, text }) => state.add(prompt, repeat, signs, text),
  merge: (state, other, { promptOf }) => state.merge(other, promptOf),
  toJSON: (state) => state.toData(),
  fromJSON: (json) => Collapse.fromJSON(json),
  ofTarget: (languages) => reportOf([...languages.values()]),
  ofLanguage: (state) => reportOf([state]),
  collapseOf: (state) => state,
  columns: {
    target: [{ csv: csvOf }],
    language: [{ csv: ({ cell }) => csvOf(cell) }],
    sections: [
      {
        id: 'collapse',
        title: 'Signs of collapse',
        lead: ({ lengths }) =>
          `Of the answers with a text, the share that repeat the answers to other prompts, copy their prompt, or loop; and the median of their lengths in characters. Where more of them do so than before, a rate of mixing that falls is no improvement.${lengths.length === 0 ? '' : PROMPT_BY_PROMPT}`,
        view: (report, place) =>
          viewOf<Row>(
            [
              { head: 'Language', cell: (row) => language(row.language), html: { scope: 'rowgroup' } },
              {
                head: 'Target',
                cell: (row) => target(row.target.id),
                html: { class: 'subject' },
              },
              {
                head: 'n',
                align: 'right',
                cell: ({ cell }) => number(count(cell.collapse?.loops.of ?? 0)),
              },
              ...SIGNS.map(signColumn),
              {
                head: 'Median length',
                align: 'right',
                cell: ({ cell }) => number(count(cell.collapse?.length ?? null)),
              },
              ...ratioColumns(report),
            ],
            [...wholeRows(report), ...languageRows(report)].flatMap((row): Row[] => {
              const own: CellReport & CollapseFields = row.language === '*' ? row.target : row.cell;
              return own.collapse === undefined ? [] : [{ ...row, cell: own }];
            }),
            place,
          ),
      },
    ],
    notes: (report, place) => (place === 'terminal' ? terminalNotes(report) : []),
  },
};
