/** The beginning of GGUF files: what they say of a model, and where its tensors lie. */

export { readGgufHeader } from './header.js';
export type { Gguf, GgufSource, GgufTensor, GgufValue } from './types.js';
