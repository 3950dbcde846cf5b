/** Counts as a file: JSON that is added to others, gone on with, and read by what asks which tokens were seen. */

import { hash } from 'node:crypto';
import * as v from 'valibot';
import { UserError } from '../../files/index.js';
import type { Shard } from '../../store/index.js';
import { count, readFound, tokenizerId } from '../found/index.js';
import type { CountedFile, Coverage } from './types.js';

/** What such a file says that it is. */
export const KIND = 'offscript-coverage';

const numbers = v.custom<readonly number[]>(
  (value) => Array.isArray(value) && value.every((one) => Number.isSafeInteger(one) && one >= 0),
  'must be a list of whole numbers',
);

const File = v.looseObject({
  kind: v.literal(KIND),
  schema: v.literal(1),
  tokenizer: tokenizerId,
  files: v.array(
    v.object({
      name: v.string(),
      key: v.string(),
      rows: count,
      samples: count,
      unread: count,
      done: v.boolean(),
    }),
  ),
  shards: v.array(v.object({ index: count, of: count })),
  samples: numbers,
  targets: numbers,
  read: numbers,
});

/** The counts as they are written. */
export function coverageDocument({ tokenizer, files, shards, samples, targets, read }: Coverage): object {
  return {
    kind: KIND,
    schema: 1,
    tokenizer: { format: tokenizer.format, model: tokenizer.model, sha256: tokenizer.sha256 },
    files,
    shards,
    samples: Array.from(samples),
    targets: Array.from(targets),
    read: Array.from(read),
  };
}

/** The counts in a file. Throws UserError: no such file, of another form. */
export async function readCoverage(path: string): Promise<Coverage> {
  const kind = { other: 'these are no counts of tokens', by: 'vocab coverage' };
  const { tokenizer, files, shards, samples, targets, read } = await readFound(path, File, kind);
  if (samples.length !== targets.length || samples.length !== read.length)
    throw new UserError('the lists of counts are not equally long', path, 'it may be damaged');
  return {
    tokenizer,
    files,
    shards,
    samples: Float64Array.from(samples),
    targets: Float64Array.from(targets),
    read: Float64Array.from(read),
  };
}

const sameShard = (a: Shard, b: Shard): boolean => a.index === b.index && a.of === b.of;
const shardName = ({ index, of }: Shard): string => `${index}/${of}`;

function joinedFiles(a: readonly CountedFile[], b: readonly CountedFile[]): CountedFile[] {
  const files = new Map(a.map((file) => [file.key, { ...file }]));
  for (const file of b) {
    const before = files.get(file.key);
    if (before === undefined) files.set(file.key, { ...file });
    else {
      before.samples += file.samples;
      before.unread += file.unread;
      before.done &&= file.done;
    }
  }
  return [...files.values()];
}

const total = (a: Float64Array, b: Float64Array): Float64Array =>
  Float64Array.from({ length: Math.max(a.length, b.length) }, (_, id) => (a[id] ?? 0) + (b[id] ?? 0));

/**
 * The sum of two counts, in which nothing is twice: of different data, or of different shards of the same. Throws UserError where they are by
 * two tokenizers, of the same data, or not comparable; `where` is the second one.
 */
export function addCoverage(a: Coverage, b: Coverage, where: string): Coverage {
  if (a.tokenizer.sha256 !== b.tokenizer.sha256)
    throw new UserError('these are counts by another tokenizer', where, 'count with the same file of it');
  const keys = (one: Coverage): string =>
    hash(
      'sha256',
      one.files
        .map(({ key }) => key)
        .sort()
        .join(),
    );
  const open = b.files.find(({ done }) => !done) ?? a.files.find(({ done }) => !done);
  if (open !== undefined)
    throw new UserError(`the counts of ${open.name} are not whole`, where, 'go on with them first');
  if (a.shards.length > 0 && b.shards.length > 0 && keys(a) === keys(b)) {
    const twice = b.shards.find((shard) => a.shards.some((other) => sameShard(shard, other)));
    if (twice !== undefined) throw new UserError(`the shard ${shardName(twice)} is there already`, where);
    if (a.shards[0]?.of !== b.shards[0]?.of)
      throw new UserError(
        'these are shards of another number of parts',
        where,
        'count with the same --shard i/n',
      );
    const shards = [...a.shards, ...b.shards].sort((x, y) => x.index - y.index);
    const isWhole = shards.length === shards[0]?.of;
    return summed(a, b, isWhole ? [] : shards);
  }
  if (a.shards.length > 0 || b.shards.length > 0)
    throw new UserError('these are shards of other data', where, 'add all shards of the same data first');
  const twice = b.files.find(({ key }) => a.files.some((other) => other.key === key));
  if (twice !== undefined) throw new UserError(`${twice.name} is counted already`, where);
  return summed(a, b, []);
}

const summed = (a: Coverage, b: Coverage, shards: readonly Shard[]): Coverage => ({
  tokenizer: a.tokenizer,
  files: joinedFiles(a.files, b.files),
  shards,
  samples: total(a.samples, b.samples),
  targets: total(a.targets, b.targets),
  read: total(a.read, b.read),
});
