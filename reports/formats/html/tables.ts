/** The tables of the page as its template takes them: headings in one line or two, rows in groups, intervals drawn on an axis. */

import { groupedBy } from '../../arrange.js';
import type { Cell, Heading, View } from '../../cells.js';
import { escapeHidden } from '../../display/index.js';
import { type Axis, type Bar, barOf, changeAxis, rateAxis } from './bars.js';
import {
  type LanguageLabel,
  languageLabel,
  type NameOf,
  type TargetName,
  type VerdictView,
  verdictView,
} from './labels.js';

interface HeadView {
  readonly text: string;
  readonly target: TargetName | null;
  readonly small: string | null;
  readonly axis: Axis | null;
  readonly scope: 'col' | 'colgroup';
  readonly class: string | null;
  readonly rowspan: number | null;
  readonly colspan: number | null;
}

/** What stands in a cell; `partial` names the part of the template that writes it. */
type Content =
  | {
      readonly partial: 'number';
      readonly text: string;
      readonly title: string | null;
      readonly note: string | null;
    }
  | { readonly partial: 'text'; readonly text: string }
  | { readonly partial: 'named'; readonly target: TargetName; readonly model: string | null }
  | { readonly partial: 'in-language'; readonly language: LanguageLabel }
  | { readonly partial: 'explained'; readonly name: string; readonly why: string }
  | { readonly partial: 'judged'; readonly verdict: VerdictView }
  | {
      readonly partial: 'drawn';
      readonly axis: Axis | null;
      readonly bar: Bar | null;
      readonly verdict: string;
    };

interface CellView {
  /** Null for a cell of data. */
  readonly scope: 'row' | 'rowgroup' | null;
  readonly rowspan: number | null;
  readonly class: string | null;
  readonly label: string | null;
  readonly title: string | null;
  readonly content: Content;
}

export interface TableView {
  readonly class: string;
  readonly heads: readonly (readonly HeadView[])[];
  readonly groups: readonly {
    /** Over all languages. */
    readonly whole: boolean;
    /** A cell is null where one above it stands for it too. */
    readonly rows: readonly (readonly (CellView | null)[])[];
  }[];
  /** What stands between two cells. */
  readonly gap: string;
}

/** How a table is laid out. */
export interface Layout {
  readonly class: string;
  /** On a telephone a card a row, with labels in the place of headings. */
  readonly cards?: boolean;
  readonly name: NameOf;
}

type Intervals = readonly (Cell & { readonly kind: 'interval' })[];

/** The axis of each column that has one. */
function axesOf({ headings, rows }: View): (Axis | null)[] {
  return headings.map(({ html: { axis } }, i) => {
    if (axis === undefined) return null;
    const intervals: Intervals = rows.flatMap((row) => {
      const cell = row[i]?.cell;
      return cell?.kind === 'interval' ? [cell] : [];
    });
    return axis === 'rate' ? rateAxis(intervals) : changeAxis(intervals);
  });
}

function headView(
  { head, group, align, html }: Heading,
  axis: Axis | null,
  name: NameOf,
  lines: number,
): HeadView {
  const said = html.head ?? head;
  const text = typeof said === 'string' ? said : '';
  return {
    text: group === undefined ? text : text.toLowerCase(),
    target: typeof said !== 'string' && said.kind === 'target' ? name(said.id) : null,
    small: html.small ?? null,
    axis,
    scope: 'col',
    class: axis === null ? (align === undefined ? null : 'number') : 'drawing',
    rowspan: group === undefined && lines > 1 ? lines : null,
    colspan: null,
  };
}

/** One line of headings, or two where some stand under the name of a group. */
function headViews(headings: readonly Heading[], axes: readonly (Axis | null)[], name: NameOf): HeadView[][] {
  const lines = headings.some(({ group }) => group !== undefined) ? 2 : 1;
  const upper: HeadView[] = [];
  const lower: HeadView[] = [];
  for (const [i, heading] of headings.entries()) {
    const view = headView(heading, axes[i] ?? null, name, lines);
    const { group } = heading;
    if (group === undefined) {
      upper.push(view);
      continue;
    }
    lower.push(view);
    if (headings[i - 1]?.group === group) continue;
    const members = headings.filter((other) => other.group === group).length;
    upper.push({ ...view, text: group, scope: 'colgroup', class: 'group', colspan: members });
  }
  return lower.length === 0 ? [upper] : [upper, lower];
}

function contentOf(cell: Cell, axis: Axis | null, name: NameOf): Content {
  switch (cell.kind) {
    case 'number':
      return { partial: 'number', text: cell.text, title: cell.title ?? null, note: cell.note ?? null };
    case 'text':
      return { partial: 'text', text: escapeHidden(cell.text) };
    case 'target':
      return {
        partial: 'named',
        target: name(cell.id),
        model: cell.model === undefined ? null : escapeHidden(cell.model),
      };
    case 'language':
      return { partial: 'in-language', language: languageLabel(cell.tag) };
    case 'explained':
      return { partial: 'explained', name: cell.name, why: cell.why };
    case 'verdict':
      return { partial: 'judged', verdict: verdictView(cell.verdict) };
    case 'interval':
      return {
        partial: 'drawn',
        axis,
        bar: axis === null ? null : barOf(axis, cell.at, cell.low, cell.high),
        verdict: cell.verdict ?? '',
      };
  }
}

function classOf({ align, html }: Heading, cell: Cell): string | null {
  const classes = [
    align === 'right' && 'number',
    cell.kind === 'interval' && 'drawing',
    html.class ?? false,
  ].filter((name) => name !== false);
  return classes.length === 0 ? null : classes.join(' ');
}

function labelOf({ head, group, html }: Heading): string | null {
  if (html.label !== undefined) return html.label;
  if (typeof head !== 'string' || head === '') return null;
  return group === undefined ? head : `${group}: ${head.toLowerCase()}`;
}

/** What neighbours have in common that one cell heads. */
const groupName = (cell: Cell | undefined): string => (cell?.kind === 'language' ? cell.tag : '');

/** The view of a table. */
export function tableView(view: View, { class: name, cards = false, name: nameOf }: Layout): TableView {
  const { headings, rows } = view;
  const axes = axesOf(view);
  const leading = headings.findIndex(({ html }) => html.scope === 'rowgroup');
  const groups = [...groupedBy(rows, (row) => groupName(row[leading]?.cell))];
  return {
    class: name,
    heads: headViews(headings, axes, nameOf),
    gap: cards ? '\n' : '',
    groups: groups.map(([tag, members]) => ({
      whole: tag === '*',
      rows: members.map((row, nth) =>
        row.map(({ cell, title = null }, i) => {
          const heading = headings[i];
          const scope = heading?.html.scope ?? null;
          if (heading === undefined || (scope === 'rowgroup' && nth > 0)) return null;
          return {
            scope,
            rowspan: scope === 'rowgroup' ? members.length : null,
            class: scope === null ? classOf(heading, cell) : null,
            label: cards && scope === null ? labelOf(heading) : null,
            title,
            content: contentOf(cell, axes[i] ?? null, nameOf),
          };
        }),
      ),
    })),
  };
}
