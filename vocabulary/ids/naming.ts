/** Tokens of a file, why they are meant, and what is said where a file does not have what was asked for. */

import { fieldAt, UserError } from '../../files/index.js';
import type { TokenId } from '../tokenizer/index.js';

/** Of tokens that have figures, which ones are meant. */
export interface NamingOptions {
  /** All that have a figure, without a threshold. */
  readonly all?: boolean | undefined;
  /** Those whose cosine is lower, of what `vocab drift` wrote; without it all that its JSON lists, and of its CSV those under 0.95. */
  readonly under?: number | undefined;
  /** Those that are a target in fewer samples, of what `vocab coverage` wrote; {@link LEAST_SAMPLES} without it. */
  readonly samples?: number | undefined;
}

/** A token of a file, and the figure by which it is there: the lower, the worse. */
export interface Found {
  readonly id: TokenId;
  readonly figure?: number;
}

/** What was found of one kind. */
export interface Naming {
  readonly found: readonly Found[];
  readonly what: string;
  readonly of?: number;
}

/** Most ids of a file: no vocabulary has as many. */
const MOST = 10_000_000;

/** What else is read. */
export const REMEDY =
  'ids one a line, a JSON list of them, and what `vocab scan`, `coverage`, `drift` and `probe` write as JSON or CSV are read';

/** The id that a value is, or has at `id`. Throws UserError where it is none. */
export function idOf(value: unknown, where: string): TokenId {
  const id = typeof value === 'number' || typeof value === 'string' ? value : fieldAt(value, 'id');
  const number = typeof id === 'string' && /^\d{1,15}$/.test(id.trim()) ? Number(id) : id;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number;
  throw new UserError(
    `${JSON.stringify(id ?? value)?.slice(0, 40) ?? 'nothing'} is no id of a token`,
    where,
    'ids are whole numbers from 0 on',
  );
}

/** The ids of a list. Throws UserError as for one. */
export function idsIn(list: readonly unknown[], where: string): Found[] {
  if (list.length > MOST) throw new UserError(`it names more than ${MOST} tokens`, where);
  return list.map((one, i) => ({ id: idOf(one, `${where}: ${i + 1}`) }));
}

/** A figure that was asked for, and that a file does not have. */
function withoutFigure(options: NamingOptions, name: keyof NamingOptions, path: string, what: string): void {
  if (options[name] !== undefined) throw new UserError(`it has no ${what}`, path, `leave out --${name}`);
}

export const noCosines = (options: NamingOptions, path: string): void =>
  withoutFigure(options, 'under', path, 'cosines');
export const noSamples = (options: NamingOptions, path: string): void =>
  withoutFigure(options, 'samples', path, 'counts of samples');

export const inFewer = (samples: number): string => `tokens in fewer than ${samples} samples`;
