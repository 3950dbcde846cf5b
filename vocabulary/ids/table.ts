/** Which tokens a table names, or lines: by the column that tells most of them, or all that stand there. */

import { fieldAt, readCsv, type Source, UserError } from '../../files/index.js';
import { LEAST_SAMPLES } from '../coverage/index.js';
import {
  type Found,
  idOf,
  inFewer,
  type Naming,
  type NamingOptions,
  noCosines,
  noSamples,
} from './naming.js';

/** The threshold of the published investigation. */
const UNDER = 0.95;

/** Why a row of a table is there. */
interface Column {
  readonly name: string;
  readonly what: string;
  /** The figure of a row that is meant; undefined for one that is not. */
  readonly figureOf: (cell: unknown) => number | undefined;
}

const isText = (text: string) => (cell: unknown) => (cell === text ? 0 : undefined);

const isUnder = (limit: number) => (cell: unknown) => {
  const figure = typeof cell === 'string' && cell.trim() !== '' ? Number(cell) : Number.NaN;
  return figure < limit ? figure : undefined;
};

/** Columns by which a table tells of tokens, those that tell most before others. */
function columnsOf({
  all = false,
  under = UNDER,
  samples = LEAST_SAMPLES,
}: NamingOptions): readonly Column[] {
  const limit = (own: number): number => (all ? Number.POSITIVE_INFINITY : own);
  return [
    { name: 'verdict', what: 'tokens that a target cannot write', figureOf: isText('forgotten') },
    { name: 'state', what: 'tokens that came out short', figureOf: isText('short') },
    { name: 'cosine', what: `tokens with a cosine under ${under}`, figureOf: isUnder(limit(under)) },
    { name: 'samples', what: inFewer(samples), figureOf: isUnder(limit(samples)) },
    { name: 'rare', what: 'tokens that the tokenizer learnt last', figureOf: isText('true') },
  ];
}

/** Rejects with UserError: a row that cannot be read, no id, a figure that it does not have. */
export async function fromTable(source: Source, path: string, options: NamingOptions): Promise<Naming> {
  const found: Found[] = [];
  const columns = columnsOf(options);
  let what = 'tokens';
  for await (const row of readCsv(source)) {
    if (row.kind === 'unread') throw new UserError(row.reason, row.where, row.todo);
    const { value } = row;
    const column = columns.find(({ name }) => fieldAt(value, name) !== undefined);
    if (column?.name !== 'cosine') noCosines(options, path);
    if (column?.name !== 'samples') noSamples(options, path);
    const id = idOf(fieldAt(value, 'id'), row.where);
    if (column === undefined) found.push({ id });
    else {
      ({ what } = column);
      const figure = column.figureOf(fieldAt(value, column.name));
      if (figure !== undefined) found.push({ id, figure });
    }
  }
  return { found, what };
}

/** The first line of a table. */
const HEAD = /^"?id"?\s*(?:$|[,;\t])/;

/** An id, and what may stand behind it. */
const LINE = /^\s*"?(\d{1,15})"?\s*(?:[,;\t#].*)?$/;

/** Throws UserError: a line without an id, a figure that was asked for. */
export function fromLines(text: string, path: string, options: NamingOptions): Naming {
  noCosines(options, path);
  noSamples(options, path);
  const found: Found[] = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.trimStart().startsWith('#') || (i === 0 && HEAD.test(line))) continue;
    found.push({ id: idOf(LINE.exec(line)?.[1] ?? line.trim(), `${path}:${i + 1}`) });
  }
  return { found, what: 'tokens' };
}
