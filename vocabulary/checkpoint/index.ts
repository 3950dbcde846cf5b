/** Checkpoints: the rows of a model's vocabulary, wherever they are, and nothing else of it. */

import { join } from 'node:path';
import { readDocument, UserError } from '../../files/index.js';
import { findVocabulary } from './find.js';
import { type Opened, openTensors } from './formats/index.js';
import { type Matrix, toMatrix } from './matrix.js';
import { type Found, findPlace, type PlaceOptions } from './places/index.js';

export type { Layout } from './layout.js';
export type { Matrix } from './matrix.js';
export type { PlaceOptions, Told } from './places/index.js';

/** A model, opened: headers were read, and no weights. */
export interface Checkpoint {
  /** As the user named it; without a query, which may hold a signature. */
  readonly address: string;
  /** The output matrix, or the embeddings that are tied to it. */
  readonly head: Matrix;
  readonly isTied: boolean;
  /** The input embeddings; of a tied model the output matrix. Throws UserError where there are none. */
  input(): Promise<Matrix>;
  /** The path of its file, or of its index, on this machine; undefined where it is on another. */
  readonly path: string | undefined;
  /** The path of a file on this machine that begins as this GGUF does, with its tokenizer; undefined for other formats. Throws UserError. */
  readonly metadata: (() => Promise<string>) | undefined;
  /** The path of a copy on this machine of a file beside it, of `most` bytes at most; undefined where there is none. Throws UserError. */
  beside(file: string, most: number): Promise<string | undefined>;
  close(): Promise<void>;
}

export interface CheckpointOptions extends PlaceOptions {
  /** The tensor to read as the output matrix, where its name is not a usual one. */
  readonly head?: string | undefined;
}

/** Bytes that a configuration may have. */
const LARGEST_CONFIG = 4 << 20;

const isLength = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

/** What the configuration says of blocks of scales. */
async function blockIn({ folder }: Found): Promise<readonly [number, number] | undefined> {
  const path = await folder.local('config.json', LARGEST_CONFIG);
  if (path === undefined) return undefined;
  const config = (await readDocument(path)) as Readonly<
    Record<string, Readonly<Record<string, unknown>> | undefined>
  >;
  const block = config?.quantization_config?.weight_block_size;
  if (!Array.isArray(block) || block.length !== 2) return undefined;
  const [rows, columns]: readonly unknown[] = block;
  return isLength(rows) && isLength(columns) ? [rows, columns] : undefined;
}

/** Opens a model. Throws UserError: no such place, damaged, no output matrix, a type that is not read. */
export async function openCheckpoint(address: string, options: CheckpointOptions = {}): Promise<Checkpoint> {
  const found = await findPlace(address, options);
  const opened = await openTensors(found);
  try {
    return await toCheckpoint(found, opened, options);
  } catch (error) {
    await opened.tensors.close();
    throw error;
  }
}

async function toCheckpoint(
  found: Found,
  { file, tensors }: Opened,
  { head: named }: CheckpointOptions,
): Promise<Checkpoint> {
  const { shown: address } = found;
  const matrices = new Map<string, Promise<Matrix>>();
  const read = async (name: string): Promise<Matrix> => {
    const tensor = await tensors.tensor(name);
    if (tensor === undefined) throw new UserError(`there is no tensor ${name}`, address);
    return toMatrix(tensors, tensor, () => blockIn(found));
  };
  const matrix = (name: string): Promise<Matrix> => {
    const opened = matrices.get(name) ?? read(name);
    matrices.set(name, opened);
    return opened;
  };
  const { head: usual, input } = await findVocabulary(tensors);
  const own = named ?? usual;
  const head = own ?? input;
  if (head === undefined)
    throw new UserError(
      'no tensor is called as output matrices or embeddings are',
      address,
      tensors.names.length === 0
        ? 'it holds no tensors'
        : `name it by --head; there are ${tensors.names.length}, such as ${tensors.names.slice(0, 3).join(', ')}`,
    );
  return {
    address,
    head: await matrix(head),
    isTied: own === undefined || own === input,
    async input() {
      if (input !== undefined) return matrix(input);
      throw new UserError('no tensor is called as input embeddings are', address);
    },
    path: found.folder.path === undefined ? undefined : join(found.folder.path, file),
    metadata: tensors.metadata,
    beside: (name, most) => found.folder.local(name, most),
    close: () => tensors.close(),
  };
}
