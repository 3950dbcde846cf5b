/** Reads which tokens a file names: ids one a line, a list in JSON, or what a command about vocabularies wrote, as JSON or CSV. */

import { fieldAt, readBytes, readCsv, readDocument, type Source, UserError } from '../../files/index.js';
import { LEAST_SAMPLES } from '../coverage/index.js';
import type { TokenId } from '../tokenizer/index.js';

/** Of tokens that have figures, which ones are meant. */
export interface NamingOptions {
  /** Those whose cosine is lower, of what `vocab drift` wrote; without it all that its JSON lists, and of its CSV those under 0.95. */
  readonly under?: number | undefined;
  /** Those that are a target in fewer samples, of what `vocab coverage` wrote; {@link LEAST_SAMPLES} without it. */
  readonly samples?: number | undefined;
}

/** Ids in a file. */
export interface NamedIds {
  /** Each once, from the lowest on. */
  readonly ids: readonly TokenId[];
  /** What they are, for people: `tokens with a cosine under 0.95`. */
  readonly what: string;
  /** How many the file says that there are, where it lists fewer of them. */
  readonly of?: number;
}

/** The threshold of the published investigation. */
const UNDER = 0.95;

/** Most ids of a file: no vocabulary has as many. */
const MOST = 10_000_000;

const TODO =
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

function sorted(ids: Iterable<TokenId>): TokenId[] {
  return [...new Set(ids)].sort((a, b) => a - b);
}

function idsIn(list: readonly unknown[], where: string): TokenId[] {
  if (list.length > MOST) throw new UserError(`it names more than ${MOST} tokens`, where);
  return list.map((one, i) => idOf(one, `${where}: ${i + 1}`));
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
): NamedIds {
  noSamples(options, path);
  const { under } = options;
  const all = idsIn(changed, path);
  if (under === undefined) return { ids: sorted(all), what: 'tokens that changed most' };
  const cosines = changed.map((one) => fieldAt(one, 'cosine'));
  const ids = all.filter((_, i) => Number(cosines[i]) < under);
  // The list ends with the highest of the lowest cosines: are all in it lower, there may be more.
  const tokens = fieldAt(value, 'tokens');
  const isCut = ids.length === all.length && typeof tokens === 'number' && tokens > all.length;
  const told = [fieldAt(value, 'under')]
    .flatMap((one) => (one !== null && typeof one === 'object' ? Object.entries(one) : []))
    .find(([name]) => Number(name) === under)?.[1];
  const of = typeof told === 'number' ? told : Number.POSITIVE_INFINITY;
  return {
    ids: sorted(ids),
    what: `tokens with a cosine under ${under}`,
    ...(isCut && of > ids.length && { of }),
  };
}

function fromCoverage(samples: readonly unknown[], path: string, options: NamingOptions): NamedIds {
  noCosines(options, path);
  const { samples: least = LEAST_SAMPLES } = options;
  const ids: TokenId[] = [];
  for (const [id, count] of samples.entries()) {
    if (typeof count !== 'number') throw new UserError(`the count of token ${id} is no number`, path);
    if (count < least) ids.push(id);
  }
  return { ids, what: `tokens in fewer than ${least} samples` };
}

/** Of each item of a list the list that it has at `name`. */
const inEach = (items: unknown, name: string): unknown[] =>
  (Array.isArray(items) ? items : []).flatMap((one) => {
    const list = fieldAt(one, name);
    return Array.isArray(list) ? list : [];
  });

function fromDocument(value: unknown, path: string, options: NamingOptions): NamedIds {
  const changed = fieldAt(value, 'changed');
  if (Array.isArray(changed)) return fromDrift(changed, value, path, options);
  const samples = fieldAt(value, 'samples');
  if (Array.isArray(samples)) return fromCoverage(samples, path, options);
  noCosines(options, path);
  noSamples(options, path);
  const targets = fieldAt(value, 'targets');
  if (Array.isArray(targets))
    return {
      ids: sorted(idsIn(inEach(targets, 'forgotten_tokens'), path)),
      what: 'tokens that a target cannot write',
    };
  const rare = inEach(fieldAt(value, 'classes'), 'rare_ids');
  if (rare.length > 0)
    return { ids: sorted(idsIn(rare, path)), what: 'tokens that the tokenizer learnt last' };
  for (const name of ['ids', 'tokens']) {
    const list = fieldAt(value, name);
    if (Array.isArray(list)) return { ids: sorted(idsIn(list, path)), what: 'tokens' };
  }
  throw new UserError('it names no tokens', path, TODO);
}

async function fromTable(source: Source, path: string, options: NamingOptions): Promise<NamedIds> {
  const ids: TokenId[] = [];
  const { under = UNDER, samples = LEAST_SAMPLES } = options;
  let what = 'tokens';
  for await (const row of readCsv(source)) {
    if (row.kind === 'unread') throw new UserError(row.reason, row.where, row.todo);
    const [cosine, count, rare] = ['cosine', 'samples', 'rare'].map((name) => fieldAt(row.value, name));
    if (cosine === undefined) noCosines(options, path);
    if (count === undefined) noSamples(options, path);
    const id = idOf(fieldAt(row.value, 'id'), row.where);
    if (cosine !== undefined) {
      what = `tokens with a cosine under ${under}`;
      if (cosine === null || cosine === '' || !(Number(cosine) < under)) continue;
    } else if (count !== undefined) {
      what = `tokens in fewer than ${samples} samples`;
      if (!(Number(count) < samples)) continue;
    } else if (rare !== undefined) {
      what = 'tokens that the tokenizer learnt last';
      if (rare !== 'true') continue;
    }
    ids.push(id);
  }
  return { ids: sorted(ids), what };
}

/** An id, and what may stand behind it. */
const LINE = /^\s*(\d{1,15})\s*(?:[,;\t#].*)?$/;

function fromLines(text: string, path: string, options: NamingOptions): NamedIds {
  noCosines(options, path);
  noSamples(options, path);
  const ids: TokenId[] = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    ids.push(idOf(LINE.exec(line)?.[1] ?? line.trim(), `${path}:${i + 1}`));
  }
  return { ids: sorted(ids), what: 'tokens' };
}

/** Reads the ids in a file. Rejects with UserError: no such file, none that names tokens, a figure that it does not have. */
export async function readNamedIds(path: string, options: NamingOptions = {}): Promise<NamedIds> {
  // A pipe can be read once.
  const bytes = await readBytes(path, { missing: TODO });
  const source = { name: path, bytes: [bytes] };
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  if (/^\s*[[{]/.test(text)) {
    const value = await readDocument(source);
    if (!Array.isArray(value)) return fromDocument(value, path, options);
    noCosines(options, path);
    noSamples(options, path);
    return { ids: sorted(idsIn(value, path)), what: 'tokens' };
  }
  return /^"?id"?,/.test(text) ? fromTable(source, path, options) : fromLines(text, path, options);
}
