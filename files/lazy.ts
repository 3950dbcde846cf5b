/** The readers that stand on a library, each loaded when it is first used: a linter that runs often should start fast. */

import type { GenericSchema, InferOutput } from 'valibot';
import type { Parquet } from './foreign/index.js';
import type { Source } from './open.js';

import type { Unread, Value } from './row.js';
import type { Archive, Bounds } from './zip.js';

/** The records of CSV, TSV or the like by the names in its header. */
export async function* readCsv(source: Source): AsyncGenerator<Value | Unread> {
  yield* (await import('./csv.js')).readCsv(source);
}

/** Opens a ZIP archive. */
export async function openArchive(path: string, bounds?: Bounds): Promise<Archive> {
  return (await import('./zip.js')).openArchive(path, bounds);
}

/** Opens a Parquet file, to be closed; `signal` ends what is going on. */
export async function openParquet(path: string, signal?: AbortSignal): Promise<Parquet> {
  return (await import('./foreign/index.js')).openParquet(path, signal);
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
