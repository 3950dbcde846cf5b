/** Finds the output matrix and the input embeddings among the tensors of a model: by their names, and by their shapes where names do not tell. */

import type { Tensor, Tensors } from './formats/index.js';
import { headsAmong, inputsAmong, maybeHeadsAmong, outsideAmong, saysOutput } from './names.js';

/** Names of tensors; undefined where there is none. */
export interface VocabularyTensors {
  /** Without one the output is tied to the input embeddings. */
  readonly head: string | undefined;
  readonly input: string | undefined;
}

/** Rows that the smallest vocabulary of text has: bytes and some more. */
const FEWEST = 256;

/** Tensors of no known name that are looked at: outside of its layers a model has a handful. */
const MOST_LOOKED_AT = 64;

const isMatrix = ({ shape }: Tensor): boolean => shape.length === 2;

/** The first matrix of these that is as it should be. */
async function firstMatrix(
  tensors: Tensors,
  names: readonly string[],
  isRight: (tensor: Tensor) => boolean = () => true,
): Promise<Tensor | undefined> {
  for (const name of names) {
    const tensor = await tensors.tensor(name);
    if (tensor !== undefined && isMatrix(tensor) && isRight(tensor)) return tensor;
  }
  return undefined;
}

/** By shapes: of the matrices outside of layers those with most rows, if they are one, or two of one shape of which one speaks of output. */
async function byShape(tensors: Tensors): Promise<VocabularyTensors> {
  const none = { head: undefined, input: undefined };
  const names = outsideAmong(tensors.names);
  if (names.length > MOST_LOOKED_AT) return none;
  const matrices: Tensor[] = [];
  for (const name of names) {
    const tensor = await tensors.tensor(name);
    const [rows = 0, columns = 0] = tensor?.shape ?? [];
    if (tensor !== undefined && isMatrix(tensor) && rows >= FEWEST && rows > columns) matrices.push(tensor);
  }
  const most = matrices.reduce((rows, { shape }) => Math.max(rows, shape[0] ?? 0), 0);
  const found = matrices.filter(({ shape }) => shape[0] === most).map(({ name }) => name);
  const outputs = found.filter(saysOutput);
  if (found.length === 1) return { head: undefined, input: found[0] };
  if (found.length !== 2 || outputs.length !== 1) return none;
  return { head: outputs[0], input: found.find((name) => name !== outputs[0]) };
}

/** The tensors of a vocabulary. Throws UserError where a file that should hold one is damaged. */
export async function findVocabulary(tensors: Tensors): Promise<VocabularyTensors> {
  const { names } = tensors;
  const heads = headsAmong(names);
  const [input] = inputsAmong(names);
  if (heads.length > 0) return { head: (await firstMatrix(tensors, heads))?.name ?? heads[0], input };
  const maybe = maybeHeadsAmong(names);
  if (maybe.length === 0) return input === undefined ? byShape(tensors) : { head: undefined, input };
  const embeddings = await firstMatrix(tensors, inputsAmong(names));
  const head = await firstMatrix(
    tensors,
    maybe,
    ({ shape }) => embeddings === undefined || shape[0] === embeddings.shape[0],
  );
  return { head: head?.name, input: embeddings?.name ?? input };
}
