/** Tables before any format has written them: sections, columns, and what stands in the cells. */

import type { LanguageTag } from '../detectors/index.js';
import type { Rate, Report, Verdict } from './types.js';

/** What a cell shows. How it is written, and how its text is escaped, is each format's own. */
export type Cell =
  /** A number as people read it, in no need of escaping; `note` stands beside it, `title` explains it. */
  | { readonly kind: 'number'; readonly text: string; readonly note?: string; readonly title?: string }
  | { readonly kind: 'text'; readonly text: string }
  /** A target, and its model where that is called otherwise. */
  | { readonly kind: 'target'; readonly id: string; readonly model?: string }
  /** `*` is all languages. */
  | { readonly kind: 'language'; readonly tag: LanguageTag | '*' }
  | { readonly kind: 'explained'; readonly name: string; readonly why: string }
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  /** A value with its interval, to be drawn on an axis that the whole column shares. */
  | ({ readonly kind: 'interval'; readonly at: number | null; readonly verdict?: Verdict } & Ends);

/** Ends of an interval. */
interface Ends {
  readonly low: number | null;
  readonly high: number | null;
}

export const number = (text: string, more: { note?: string; title?: string } = {}): Cell => ({
  kind: 'number',
  text,
  ...more,
});
export const text = (of: string): Cell => ({ kind: 'text', text: of });
export const target = (id: string): Cell => ({ kind: 'target', id });
export const language = (tag: LanguageTag | '*'): Cell => ({ kind: 'language', tag });

/** The formats that write tables. */
export type Place = 'markdown' | 'html' | 'terminal';

/** Where columns and sections are shown. */
export const EVERYWHERE: readonly Place[] = ['markdown', 'html', 'terminal'];
/** Where there is room for intervals. */
export const WIDE: readonly Place[] = ['markdown', 'html'];
export const MARKDOWN: readonly Place[] = ['markdown'];
export const PAGE: readonly Place[] = ['html'];
export const TERMINAL: readonly Place[] = ['terminal'];

/** How much room a terminal has for a row. */
export type Room = 'wide' | 'medium' | 'narrow';

/** How a column looks on the page, where it is not as any other. */
export interface Look<Row> {
  /** Its heading, where it is said otherwise. */
  readonly head?: string;
  /** Set small under the heading. */
  readonly small?: string;
  /** Class of its cells, beside `number`. */
  readonly class?: string;
  /** What a cell is called where there is no room for headings; the heading where missing, nothing where null. */
  readonly label?: string | null;
  /** What a pointer over a cell shows. */
  readonly title?: (row: Row) => string;
  /** What its intervals are drawn on. */
  readonly axis?: 'rate' | 'change';
  /** `row` where its cells head their rows, `rowgroup` where one cell heads all neighbours that are alike. */
  readonly scope?: 'row' | 'rowgroup';
}

interface Shown<Row> {
  readonly head: string | Cell;
  /** Stands over its neighbours of the same group where a format can show that. */
  readonly group?: string;
  /** For numbers; to the left where missing. */
  readonly align?: 'right';
  /** Markdown and the page where missing. */
  readonly in?: readonly Place[];
  readonly cell: (row: Row, room: Room) => Cell;
  readonly html?: Look<Row>;
}

/** A number in the CSV: `count` of `of` is `rate`, with its interval; null is what there is none of. */
export interface CsvValue extends Ends {
  readonly measure: string;
  /** Where the row that says it is of another one. */
  readonly language?: LanguageTag;
  /** An intruding script; any where missing. */
  readonly script?: string;
  readonly count: number | null;
  readonly of: number | null;
  readonly rate: number | null;
}

/** A rate as a line of the CSV. */
export const csvRate = (
  measure: string,
  { mixed, ...rate }: Rate,
  more: Partial<CsvValue> = {},
): CsvValue => ({
  measure,
  count: mixed,
  ...rate,
  ...more,
});

/** A line of the CSV for a number without an interval: a share `of` samples, or of nothing. */
export const csvCount = (measure: string, n: number, of: number | null = null): CsvValue => ({
  measure,
  count: n,
  of,
  rate: of === null || of === 0 ? null : n / of,
  low: null,
  high: null,
});

/** A column over rows of one kind: shown, or in the CSV, or both. There a row has any number of values, each a line of its own. */
export type Column<Row, Csv = (row: Row) => readonly CsvValue[]> =
  | (Shown<Row> & { readonly csv?: Csv })
  | { readonly csv: Csv };

/** The heading of a column of numbers with their intervals; set in two lines on the page. */
export const withInterval = (head: string) => ({
  head: `${head} (95% interval)`,
  html: { head, small: '95% interval' },
});

/** Those of the columns that have something in a row: not everything is measured of all that is asked. */
export const filled = <Row, Csv>(
  columns: readonly Column<Row, Csv>[],
  rows: readonly Row[],
): Column<Row, Csv>[] =>
  columns.filter((column) => {
    if (!('cell' in column)) return false;
    return rows.some((row) => {
      const cell = column.cell(row, 'wide');
      return (cell.kind !== 'number' && cell.kind !== 'text') || cell.text !== '';
    });
  });

/** A column that is shown, without its rows. */
export type Heading = Omit<Shown<never>, 'cell' | 'html' | 'in'> & {
  readonly html: Omit<Look<never>, 'title'>;
};

/** A table as formats write it: as many cells in a row as there are headings. */
export interface View {
  readonly headings: readonly Heading[];
  readonly rows: readonly (readonly { readonly cell: Cell; readonly title?: string }[])[];
}

/** The columns that are shown in one place, over these rows. */
export function viewOf<Row>(
  columns: readonly Column<Row, unknown>[],
  rows: readonly Row[],
  place: Place,
  room: Room = 'wide',
): View {
  const shown = columns.flatMap((column) => {
    if (!('cell' in column)) return [];
    const { in: places = ['markdown', 'html'] } = column;
    return places.includes(place) ? [column] : [];
  });
  return {
    headings: shown.map(({ head, group, align, html = {} }) => {
      const { title: _, ...look } = html;
      return { head, ...(group && { group }), ...(align && { align }), html: look };
    }),
    rows: rows.map((row) =>
      shown.map(({ cell, html }) => ({
        cell: cell(row, room),
        ...(html?.title && { title: html.title(row) }),
      })),
    ),
  };
}

/** A table with a heading of its own. It is left out where it has no rows. */
export interface Section {
  readonly id: string;
  /** Missing where it goes on with what the section before it is about. */
  readonly title?: string;
  /** Offscript's own words over it. */
  readonly lead: (report: Report, place: Place) => string;
  /** Sentences behind the lead that hold names: words of others, which a format escapes; hidden characters are. Empty where there are none. */
  readonly named?: (report: Report) => string;
  /** Markdown and the page where missing. */
  readonly in?: readonly Place[];
  /** Answers what was asked: on the page it stands before all tables of targets and languages. */
  readonly first?: true;
  /** Stands behind all others: it explains more than it measures. */
  readonly last?: true;
  readonly view: (report: Report, place: Place) => View;
}
