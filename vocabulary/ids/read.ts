/** Reads which tokens a file names: ids one a line, a list in JSON, or what a command about vocabularies wrote, as JSON or CSV. */

import { existsSync } from 'node:fs';
import { fieldAt, readBytes, readCsv, readDocument, type Source, UserError } from '../../files/index.js';
import type { Claim } from '../agreeing/index.js';
import { LEAST_SAMPLES } from '../coverage/index.js';
import type { TokenId } from '../tokenizer/index.js';
import { claimIn } from './claim.js';

/** Of tokens that have figures, which ones are meant. */
export interface NamingOptions {
  /** All that have a figure, without a threshold. */
  readonly all?: boolean | undefined;
  /** Those whose cosine is lower, of what `vocab drift` wrote; without it all that its JSON lists, and of its CSV those under 0.95. */
  readonly under?: number | undefined;
  /** Those that are a target in fewer samples, of what `vocab coverage` wrote; {@link LEAST_SAMPLES} without it. */
  readonly samples?: number | undefined;
}

/** Ids in a file. */
export interface NamedIds {
  /** Each once: in the file's order, or the worst first where it has figures. */
  readonly ids: readonly TokenId[];
  /** What they are, for people: `tokens with a cosine under 0.95`. */
  readonly what: string;
  /** How many the file says that there are, where it lists fewer of them. */
  readonly of?: number;
  /** Whether a figure of theirs has them here, and nobody named them: rows of padding have figures, too. */
  readonly isMeasured: boolean;
  /** What the file says of its tokenizer, where it does. */
  readonly claim: Claim | undefined;
}

/** A token of a file, and the figure by which it is there: the lower, the worse. */
interface Found {
  readonly id: TokenId;
  readonly figure?: number;
}

/** What was found of one kind. */
interface Naming {
  readonly found: readonly Found[];
  readonly what: string;
  readonly of?: number;
}

/** The threshold of the published investigation. */
const UNDER = 0.95;

/** Most ids of a file: no vocabulary has as many. */
const MOST = 10_000_000;

const REMEDY =
  'ids one a line, a JSON list of them, and what `vocab scan`, `coverage`, `drift` and `probe` write as JSON or CSV are read';

function idOf(value: unknown, where: string): TokenId {
  const id = typeof value === 'number' || typeof value === 'string' ? value : fieldAt(value, 'id');
  const number = typeof id === 'string' && /^\d{1,15}$/.test(id.trim()) ? Number(id) : id;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number;
  throw new UserError(
    `${JSON.stringify(id ?? value)?.slice(0, 40) ?? 'nothing'} is no id of a token`,
    where,
    'ids are whole numbers from 0 on',
  );
}

function idsIn(list: readonly unknown[], where: string): Found[] {
  if (list.length > MOST) throw new UserError(`it names more than ${MOST} tokens`, where);
  return list.map((one, i) => ({ id: idOf(one, `${where}: ${i + 1}`) }));
}

/** A figure that was asked for, and that a file does not have. */
function withoutFigure(options: NamingOptions, name: keyof NamingOptions, path: string, what: string): void {
  if (options[name] !== undefined) throw new UserError(`it has no ${what}`, path, `leave out --${name}`);
}

const noCosines = (options: NamingOptions, path: string): void =>
  withoutFigure(options, 'under', path, 'cosines');
const noSamples = (options: NamingOptions, path: string): void =>
  withoutFigure(options, 'samples', path, 'counts of samples');

function fromDrift(
  changed: readonly unknown[],
  value: unknown,
  path: string,
  options: NamingOptions,
): Naming {
  noSamples(options, path);
  const { under } = options;
  const all = idsIn(changed, path).map(({ id }, i): Found => {
    const cosine = fieldAt(changed[i], 'cosine');
    return typeof cosine === 'number' ? { id, figure: cosine } : { id };
  });
  if (under === undefined) return { found: all, what: 'tokens that changed most' };
  const found = all.filter(({ figure }) => figure !== undefined && figure < under);
  // The list ends with the highest of the lowest cosines: are all in it lower, there may be more.
  const tokens = fieldAt(value, 'tokens');
  const isCut = found.length === all.length && typeof tokens === 'number' && tokens > all.length;
  const told = [fieldAt(value, 'under')]
    .flatMap((one) => (one !== null && typeof one === 'object' ? Object.entries(one) : []))
    .find(([name]) => Number(name) === under)?.[1];
  const of = typeof told === 'number' ? told : Number.POSITIVE_INFINITY;
  return {
    found,
    what: `tokens with a cosine under ${under}`,
    ...(isCut && of > found.length && { of }),
  };
}

const inFewer = (samples: number): string => `tokens in fewer than ${samples} samples`;

function fromCoverage(samples: readonly unknown[], path: string, options: NamingOptions): Naming {
  noCosines(options, path);
  const { all = false, samples: least = LEAST_SAMPLES } = options;
  const found: Found[] = [];
  for (const [id, count] of samples.entries()) {
    if (typeof count !== 'number') throw new UserError(`the count of token ${id} is no number`, path);
    if (all || count < least) found.push({ id, figure: count });
  }
  return { found, what: inFewer(least) };
}

/** Of each item of a list the list that it has at `name`. */
const inEach = (items: unknown, name: string): unknown[] =>
  (Array.isArray(items) ? items : []).flatMap((one) => {
    const list = fieldAt(one, name);
    return Array.isArray(list) ? list : [];
  });

/** Lists in a document that name tokens as they are. */
const LISTS = ['forgotten_tokens', 'ids', 'tokens'] as const;

function fromDocument(value: unknown, path: string, options: NamingOptions): Naming {
  const changed = fieldAt(value, 'changed');
  if (Array.isArray(changed)) return fromDrift(changed, value, path, options);
  const samples = fieldAt(value, 'samples');
  if (Array.isArray(samples)) return fromCoverage(samples, path, options);
  noCosines(options, path);
  noSamples(options, path);
  const targets = fieldAt(value, 'targets');
  // A suite and a report have targets, too.
  if (Array.isArray(targets) && targets.some((one) => Array.isArray(fieldAt(one, 'forgotten_tokens'))))
    return {
      found: idsIn(inEach(targets, 'forgotten_tokens'), path),
      what: 'tokens that a target cannot write',
    };
  const rare = inEach(fieldAt(value, 'classes'), 'rare_ids');
  if (rare.length > 0) return { found: idsIn(rare, path), what: 'tokens that the tokenizer learnt last' };
  for (const name of LISTS) {
    const list = fieldAt(value, name);
    if (Array.isArray(list)) return { found: idsIn(list, path), what: 'tokens' };
  }
  throw new UserError('it names no tokens', path, REMEDY);
}

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

async function fromTable(source: Source, path: string, options: NamingOptions): Promise<Naming> {
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

function fromLines(text: string, path: string, options: NamingOptions): Naming {
  noCosines(options, path);
  noSamples(options, path);
  const found: Found[] = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.trimStart().startsWith('#') || (i === 0 && HEAD.test(line))) continue;
    found.push({ id: idOf(LINE.exec(line)?.[1] ?? line.trim(), `${path}:${i + 1}`) });
  }
  return { found, what: 'tokens' };
}

/** Each once, the lowest figures first; what has none stays where it is. */
function inOrder({ found, ...about }: Naming, claim?: Claim): NamedIds {
  const isMeasured = found.some(({ figure }) => figure !== undefined);
  const sorted = isMeasured ? [...found].sort((a, b) => (a.figure ?? 0) - (b.figure ?? 0)) : found;
  return { ...about, ids: [...new Set(sorted.map(({ id }) => id))], isMeasured, claim };
}

/** Reads the ids in a file. Rejects with UserError: no such file, none that names tokens, a figure that it does not have. */
export async function readNamedIds(path: string, options: NamingOptions = {}): Promise<NamedIds> {
  // A pipe can be read once.
  const bytes = await readBytes(path, { missing: REMEDY });
  const source = { name: path, bytes: [bytes] };
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  if (/^\s*[[{]/.test(text)) {
    const value = await readDocument(source);
    if (!Array.isArray(value)) return inOrder(fromDocument(value, path, options), claimIn(value, path));
    noCosines(options, path);
    noSamples(options, path);
    return inOrder({ found: idsIn(value, path), what: 'tokens' });
  }
  const naming = /^"?id"?,/.test(text)
    ? await fromTable(source, path, options)
    : fromLines(text, path, options);
  return inOrder(naming);
}

/** Ids between commas or spaces, as a command may name them. */
const IDS = /^\s*\d{1,15}(?:[\s,]+\d{1,15})*\s*$/;

/** Numbers with signs between them, which a file is not called. */
const NUMBERS = /^[\d\s,;.+-]*$/;

/** The ids that a word of a command names: `17,4,2051`, or a file. Rejects with UserError. */
export async function namedIds(word: string, options: NamingOptions = {}): Promise<NamedIds> {
  if (!IDS.test(word)) {
    if (NUMBERS.test(word) && !existsSync(word))
      throw new UserError(`"${word}" names no ids of tokens`, '', 'ids are whole numbers from 0 on: 17,2051');
    return readNamedIds(word, options);
  }
  noCosines(options, word);
  noSamples(options, word);
  return inOrder({ found: idsIn(word.trim().split(/[\s,]+/), word), what: 'tokens' });
}
