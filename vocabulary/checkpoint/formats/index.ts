/** Formats of checkpoints: safetensors, alone or in several files, and GGUF. */

import { UserError } from '../../../files/index.js';
import type { Folder, Found, Place } from '../places/index.js';
import { readGguf } from './gguf.js';
import { readSafetensors } from './safetensors.js';
import { openShards } from './shards.js';
import type { Tensor, Tensors } from './tensor.js';

export type { Tensor, Tensors } from './tensor.js';

const INDEX = '.safetensors.index.json';

/** What Hugging Face's tools write. */
const SINGLE = 'model.safetensors';
const INDEXED = `model${INDEX}`;

/** One of several files of GGUF, as llama.cpp's tools name them. */
const SHARD = /-\d{5}-of-(?!00001)\d{5}\.gguf$/;

const where = ({ name }: Folder, file: string): string => `${name.replace(/\/$/, '')}/${file}`;

function tensorsOf(
  place: Place,
  tensors: ReadonlyMap<string, Tensor>,
  metadata?: () => Promise<string>,
): Tensors {
  return {
    names: [...tensors.keys()],
    tensor: async (name) => tensors.get(name),
    metadata,
    close: () => place.close(),
  };
}

async function openFile(folder: Folder, file: string): Promise<Tensors | undefined> {
  if (file.endsWith(INDEX)) return openShards(folder, file);
  const place = await folder.open(file);
  if (place === undefined) return undefined;
  try {
    const magic = Buffer.alloc(Math.min(4, place.size));
    await place.read(magic, 0);
    const isGguf = magic.toString('latin1') === 'GGUF';
    if (isGguf && SHARD.test(file))
      throw new UserError(
        'the checkpoint is GGUF in several files',
        place.name,
        'join them with llama-gguf-split',
      );
    if (!isGguf && file.endsWith('.gguf')) throw new UserError('this is no GGUF file', place.name);
    if (!isGguf) return tensorsOf(place, await readSafetensors(place));
    const { tensors, length } = await readGguf(place);
    return tensorsOf(place, tensors, () => place.beginning(length));
  } catch (error) {
    await place.close();
    throw error;
  }
}

/** The one file of a folder that is a checkpoint. Throws UserError where there is none, or several. */
function theOnly({ names = [], name }: Folder): string {
  for (const [ending, kind] of [
    [INDEX, 'indexes'],
    ['.safetensors', 'files of safetensors'],
    ['.gguf', 'files of GGUF'],
  ] as const) {
    const found = names.filter((one) => one.endsWith(ending));
    if (found.length > 1)
      throw new UserError(`the folder has several ${kind}`, name, `name one: ${found[0]}, ...`);
    if (found[0] !== undefined) return found[0];
  }
  throw new UserError('the folder has no checkpoint in safetensors or GGUF', name);
}

/** Which file of a checkpoint names all of its tensors, and they. */
export interface Opened {
  readonly file: string;
  readonly tensors: Tensors;
}

/** Opens the tensors of a checkpoint. Throws UserError: none there, several, damaged. */
export async function openTensors({ folder, file }: Found): Promise<Opened> {
  const open = async (name: string): Promise<Opened | undefined> => {
    const tensors = await openFile(folder, name);
    return tensors && { file: name, tensors };
  };
  if (file !== undefined) {
    const named = await open(file);
    if (named !== undefined) return named;
    throw new UserError('no such file', where(folder, file));
  }
  const usual = (await open(SINGLE)) ?? (await open(INDEXED));
  if (usual !== undefined) return usual;
  if (folder.names === undefined)
    throw new UserError(
      `there is neither ${SINGLE} nor ${INDEXED}`,
      folder.name,
      'name the file, such as .../model.gguf',
    );
  const only = await open(theOnly(folder));
  if (only !== undefined) return only;
  throw new UserError('the folder has no checkpoint in safetensors or GGUF', folder.name);
}
