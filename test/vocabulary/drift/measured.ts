/** Drift between small models that tests make up. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCheckpoint } from '../../../vocabulary/checkpoint/index.js';
import { type DriftOptions, type Measured, measureDrift } from '../../../vocabulary/drift/index.js';
import type { TokenKind, Vocabulary } from '../../../vocabulary/tokenizer/index.js';
import { matrix, safetensors, type Written } from '../../support/checkpoint.js';

let made = 0;

/** Measures the drift between two models, in folders of their own below one. */
export const measuresIn =
  (folder: string) =>
  async (
    base: Readonly<Record<string, Written>>,
    post: Readonly<Record<string, Written>>,
    options: DriftOptions = {},
  ): Promise<Measured> => {
    const place = join(folder, `drift-${made++}`);
    mkdirSync(place);
    writeFileSync(join(place, 'base.safetensors'), safetensors(base));
    writeFileSync(join(place, 'post.safetensors'), safetensors(post));
    const before = await openCheckpoint(join(place, 'base.safetensors'));
    const after = await openCheckpoint(join(place, 'post.safetensors'));
    try {
      return await measureDrift(before, after, options);
    } finally {
      await before.close();
      await after.close();
    }
  };

export const HEAD = 'lm_head.weight';

export type Rows = readonly (readonly number[])[];
const headOf = (rows: Rows): Record<string, Written> => ({ [HEAD]: matrix(rows) });

/** The same of two output matrices. */
export const measuresHeadsIn =
  (folder: string) =>
  (base: Rows, post: Rows, options?: DriftOptions): Promise<Measured> =>
    measuresIn(folder)(headOf(base), headOf(post), options);

export const cosinesOf = (measured: Measured): (number | null)[] =>
  [...measured.rows()].map(({ cosine }) => cosine);

/** Tokens by their texts; one that begins with < is special, and `<unused` unused. */
export function vocabularyOf(texts: readonly string[]): Vocabulary {
  const kindOf = (id: number): TokenKind => {
    const text = texts[id];
    if (text === undefined) return 'padding';
    return text.startsWith('<unused') ? 'unused' : text.startsWith('<') ? 'special' : 'text';
  };
  return {
    source: { path: 'memory', format: 'tokenizer.json', model: 'bpe', sha256: texts.join('|') },
    entries: texts.length,
    added: 0,
    size: texts.length,
    kindOf,
    bytesOf: (id) => Buffer.from(texts[id] ?? ''),
    textOf: (id) => texts[id] ?? null,
    idOf: (bytes) => texts.indexOf(Buffer.from(bytes).toString()),
    orderOf: () => null,
    encoding: async () => ({ kind: 'unknown', why: '', todo: '' }),
  };
}

export const COLUMNS = 128;

/** A row of 1 and -1, of which so many of the first have their signs turned: its cosine with that without is 1 - 2 turned / columns. */
export const signs = (id: number, turned = 0, scale = 1): number[] =>
  Array.from(
    { length: COLUMNS },
    (_, column) =>
      ((Math.imul(id * COLUMNS + column + 1, 0x9e3779b1) >>> 16) & 1 ? 1 : -1) *
      (column < turned ? -scale : scale),
  );
export const planted = (turned: number): number => 1 - (2 * turned) / COLUMNS;
