/** A report as a text with tables, before any format has written it: what Markdown, LaTeX and the table in HTML share. */

import { headlineOf, languageRows, type Pair, pairsOf, wholeRows } from './arrange.js';
import { type View, viewOf } from './cells.js';
import { type Extent, isChosen, type Rows } from './chosen.js';
import { compactChangeColumns, compactLanguageColumns } from './columns/index.js';
import { count, percentWithBounds, plural, verdictWithSign } from './display/index.js';
import { provenanceOf } from './provenance.js';
import type { Series } from './series/index.js';
import { besideSeries, moreRows, SERIES_BASIS, seriesHeadline, stepView, trendView } from './series-shown.js';
import { changeView, languageView, sectionsOf, targetNotes, targetView } from './tables.js';
import type { Report } from './types.js';
import { unitsNote } from './units.js';
import { judgedBefore, warningText } from './warnings.js';

/** A piece of a line. */
export type Inline =
  /** Offscript's own words. */
  | { readonly kind: 'own'; readonly text: string }
  /** What holds words of others. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'target'; readonly id: string }
  | { readonly kind: 'strong'; readonly of: readonly Inline[] };

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly of: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly of: readonly Inline[] }
  | { readonly kind: 'warning'; readonly of: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  /** What it shows is said over it; a caption is there where it stands without the rest. */
  | { readonly kind: 'table'; readonly view: View; readonly caption?: readonly Inline[] };

const own = (text: string): Inline => ({ kind: 'own', text });
const text = (of: string): Inline => ({ kind: 'text', text: of });
const target = (id: string): Inline => ({ kind: 'target', id });
const paragraph = (...of: readonly Inline[]): Block => ({ kind: 'paragraph', of });
const heading = (level: 2 | 3, ...of: readonly Inline[]): Block => ({ kind: 'heading', level, of });

/** What stands over everything: what the rates cannot be read without. */
const cautions = (report: Report): Block[] => [
  ...(report.warnings ?? []).map(
    (warning): Block => ({
      kind: 'warning',
      of: [target(warning.target), own(', '), text(warningText(warning))],
    }),
  ),
  ...judgedBefore(report).map((line) => paragraph(text(line))),
];

/** The sentence that a comparison comes to, and what else became of the answers. */
function conclusionOf({ whole, beside }: Pair): Block[] {
  const said: Block[] = [];
  if (whole !== null) {
    const { change, evidence } = headlineOf(whole);
    const sentence = [
      target(whole.baseline),
      own(' → '),
      target(whole.candidate),
      own(`: ${change} (${evidence})`),
    ];
    said.push(paragraph({ kind: 'strong', of: sentence }, own(`: ${verdictWithSign(whole.verdict)}`)));
  }
  if (beside.length > 0) said.push(paragraph(text(beside.join(' '))));
  return said;
}

/** The sentence that a series comes to. */
function courseOf(series: Series): Block[] {
  const found = seriesHeadline(series);
  const [first, last] = [series.steps.at(0), series.steps.at(-1)];
  if (found === null || first === undefined || last === undefined) return [];
  const { broke } = found.row;
  const sentence = [
    own('Series of '),
    own(`${plural(series.steps.length, 'step')}, `),
    target(first.target),
    own(' → '),
    target(last.target),
    own(`: ${found.change} (${found.evidence})`),
  ];
  return [
    paragraph(
      { kind: 'strong', of: sentence },
      ...(found.verdict === null ? [] : [own(`: ${verdictWithSign(found.verdict)}`)]),
      ...(broke === null
        ? [own('.')]
        : [own('. Worse than '), target(series.baseline), own(' from '), target(broke.target), own(' on.')]),
    ),
  ];
}

/** Targets that are no part of it. */
function outsideOf(series: Series): Inline[] {
  const { named, more } = besideSeries(series);
  if (named.length === 0) return [];
  const names = named.flatMap((id, i) => [own(i === 0 ? ' Not in the series: ' : ', '), target(id)]);
  return [...names, own(more === 0 ? '.' : `, and ${count(more)} more.`)];
}

/** The tables of a series; without rows none. */
const seriesTables = (series: Series, rows: Rows | undefined): Block[] =>
  series.rows.length === 0
    ? []
    : [
        heading(3, own('Series')),
        { kind: 'table', view: trendView(series, 'markdown', rows) },
        { kind: 'table', view: stepView(series, 'markdown', rows) },
        paragraph(
          own('Baseline: '),
          target(series.baseline),
          own(`. ${SERIES_BASIS}${moreRows(series)}`),
          ...outsideOf(series),
        ),
      ];

/** The same of a report that compares nothing. */
const ratesOf = ({ targets }: Report): Block[] =>
  targets.map(({ id, script_mixing: rate, scored }) =>
    paragraph(target(id), own(`: script mixing ${percentWithBounds(rate)}; n = ${count(scored)}`)),
  );

const endOf = (report: Report): Block =>
  paragraph(
    own(
      `${unitsNote(report)} Rates are shares of scored samples; excluded samples are counted, never dropped. `,
    ),
    text(provenanceOf(report)),
  );

function full(report: Report, pairs: readonly Pair[], rows: Rows | undefined): Block[] {
  const notes = report.targets.flatMap(({ id, ...rest }) =>
    targetNotes({ id, ...rest }, 'markdown').map((note) => [target(id), own(': '), text(note)]),
  );
  return [
    heading(2, own('Language mixing')),
    ...cautions(report),
    ...(report.series === undefined ? [] : courseOf(report.series)),
    ...pairs.flatMap(conclusionOf),
    { kind: 'table', view: targetView(report, 'markdown') },
    ...(notes.length === 0 ? [] : [{ kind: 'list', items: notes } as const]),
    ...(report.series === undefined ? [] : seriesTables(report.series, rows)),
    ...pairs.flatMap((pair): Block[] => [
      heading(3, own('Changes: '), target(pair.baseline), own(' → '), target(pair.candidate)),
      { kind: 'table', view: changeView(chosenOf(pair, rows), 'markdown') },
      paragraph(own(pair.basis)),
    ]),
    heading(3, own('Languages')),
    {
      kind: 'table',
      view: languageView(
        languageRows(report).filter((row) => isChosen(row, rows)),
        'markdown',
      ),
    },
    ...sectionsOf(report, 'markdown').flatMap(({ title, lead, named, table }): Block[] => [
      ...(title === '' ? [] : [heading(3, own(title))]),
      paragraph(own(lead), ...(named === '' ? [] : [own(' '), text(named)])),
      { kind: 'table', view: table },
    ]),
    endOf(report),
  ];
}

const chosenOf = (pair: Pair, rows: Rows | undefined): Pair => ({
  ...pair,
  rows: pair.rows.filter((row) => isChosen(row, rows)),
});

/** Trends of script mixing unless something else was chosen. */
function compactSeries(report: Report, series: Series, rows: Rows | undefined): Block[] {
  const shown =
    rows === undefined
      ? { ...series, rows: series.rows.filter(({ measure }) => measure === 'script_mixing') }
      : series;
  const [first, last] = [series.steps.at(0), series.steps.at(-1)];
  if (first === undefined || last === undefined || shown.rows.length === 0) return [];
  return [
    {
      kind: 'table',
      view: trendView(shown, 'markdown', rows),
      caption: [
        own(`Language mixing along ${plural(series.steps.length, 'step')}, `),
        target(first.target),
        own(' → '),
        target(last.target),
        own('; baseline '),
        target(series.baseline),
        own(`. ${SERIES_BASIS} `),
        text(provenanceOf(report)),
      ],
    },
  ];
}

/** A row a language unless something else was chosen, with what a reader needs where the table stands alone. */
function compact(report: Report, pairs: readonly Pair[], rows: Rows | undefined): Block[] {
  const caption = [own(`${unitsNote(report)} `), text(provenanceOf(report))];
  const series = report.series === undefined ? [] : compactSeries(report, report.series, rows);
  const tables = pairs.map((pair): Block => {
    const shown = pair.rows.filter((row) =>
      rows === undefined ? row.measure === 'script_mixing' : isChosen(row, rows),
    );
    return {
      kind: 'table',
      view: viewOf(compactChangeColumns, shown, 'markdown'),
      caption: [
        own('Language mixing, '),
        target(pair.baseline),
        own(' → '),
        target(pair.candidate),
        own(`. ${pair.basis} `),
        text(provenanceOf(report)),
      ],
    };
  });
  if (tables.length > 0) return [...cautions(report), ...series, ...tables];
  const shown = [...wholeRows(report), ...languageRows(report)].filter((row) => isChosen(row, rows));
  return [
    ...cautions(report),
    ...series,
    { kind: 'table', view: viewOf(compactLanguageColumns, shown, 'markdown'), caption },
  ];
}

/** The blocks of a report in order. */
export function documentOf(report: Report, { extent = 'full', rows }: Extent = {}): readonly Block[] {
  const pairs = pairsOf(report);
  if (extent === 'compact') return compact(report, pairs, rows);
  if (extent === 'full') return full(report, pairs, rows);
  return [
    ...cautions(report),
    ...(report.series === undefined ? [] : courseOf(report.series)),
    ...(pairs.length === 0 ? ratesOf(report) : pairs.flatMap(conclusionOf)),
    endOf(report),
  ];
}
