/** The readers that stand on a library, each loaded when it is first used: a linter that runs often should start fast. */

import type { GenericSchema, InferOutput } from 'valibot';
import type { Archive, Bounds, Parquet } from './foreign/index.js';
import { openFile, type Source } from './open.js';

import type { Unread, Value } from './row.js';

/** The records of CSV, TSV or the like by the names in its header. */
export async function* readCsv(source: Source): AsyncGenerator<Value | Unread> {
  yield* (await import('./csv.js')).readCsv(source);
}

async function sizeOf(path: string): Promise<number> {
  const file = await openFile(path);
  const { size } = await file.stat().finally(() => file.close());
  return size;
}

/** Opens a ZIP archive, to be closed. */
export async function openArchive(path: string, bounds?: Bounds): Promise<Archive> {
  const size = await sizeOf(path);
  return (await import('./foreign/index.js')).openArchive(path, size, bounds);
}

/** Opens a Parquet file, to be closed; `signal` ends what is going on. */
export async function openParquet(path: string, signal?: AbortSignal): Promise<Parquet> {
  const size = await sizeOf(path);
  return (await import('./foreign/index.js')).openParquet(path, size, signal);
}

/** The content of YAML or JSON that is called `whole`, "a suite", by a schema. */
export async function parseYaml<S extends GenericSchema>(
  text: string,
  path: string,
  schema: S,
  whole: string,
): Promise<InferOutput<S>> {
  return (await import('./yaml.js')).parseYaml(text, path, schema, whole);
}

/** The items of a list in YAML or JSON, or of the one under `key`. */
export async function* parseYamlRows(
  text: string,
  path: string,
  key: string,
): AsyncGenerator<Value | Unread> {
  yield* (await import('./yaml.js')).parseYamlRows(text, path, key);
}
