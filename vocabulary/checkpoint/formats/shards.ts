/** A checkpoint in several files of safetensors: an index says which tensor is in which. */

import { readDocument, UserError } from '../../../files/index.js';
import type { Folder, Place } from '../places/index.js';
import { readSafetensors } from './safetensors.js';
import type { Tensor, Tensors } from './tensor.js';

/** Bytes that an index may have: that of 91,000 tensors has 9 MiB. */
const LONGEST = 64 << 20;

/** Names of files beside the index: none that leads out of its folder. */
const isPlain = (file: unknown): file is string =>
  typeof file === 'string' && /^[^/\\\0]+\.safetensors$/.test(file) && !file.startsWith('..');

/** Reads an index; undefined where there is none. Throws UserError: malformed. */
export async function openShards(folder: Folder, index: string): Promise<Tensors | undefined> {
  const path = await folder.local(index, LONGEST);
  if (path === undefined) return undefined;
  const where = `${folder.name.replace(/\/$/, '')}/${index}`;
  const { weight_map: map } = ((await readDocument(path)) ?? {}) as { readonly weight_map?: unknown };
  if (map === null || typeof map !== 'object' || Array.isArray(map))
    throw new UserError('the index has no "weight_map"', where);
  const files = new Map<string, string>();
  for (const [name, file] of Object.entries(map)) {
    if (!isPlain(file))
      throw new UserError(`the file of ${name} is no name of safetensors in this folder`, where);
    files.set(name, file);
  }
  const opened = new Map<string, Promise<ReadonlyMap<string, Tensor>>>();
  const places: Place[] = [];
  const open = async (file: string): Promise<ReadonlyMap<string, Tensor>> => {
    const place = await folder.open(file);
    if (place === undefined)
      throw new UserError(`the index names ${file}, and there is no such file`, where, 'download it as well');
    places.push(place);
    return readSafetensors(place);
  };
  return {
    names: [...files.keys()],
    async tensor(name) {
      const file = files.get(name);
      if (file === undefined) return undefined;
      const shard = opened.get(file) ?? open(file);
      opened.set(file, shard);
      const tensor = (await shard).get(name);
      if (tensor === undefined)
        throw new UserError(`${file} does not hold ${name}, as the index says`, where, 'download both again');
      return tensor;
    },
    metadata: undefined,
    async close() {
      for (const place of places) await place.close();
    },
  };
}
