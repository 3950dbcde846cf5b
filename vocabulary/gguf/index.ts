/** The beginning of GGUF files: what they say of a model, and where its tensors lie. */

export { withGgufFile } from './file.js';
export { readGgufHeader } from './header.js';
export type { Gguf, GgufNumbers, GgufSource, GgufTensor, GgufTexts, GgufValue } from './types.js';
