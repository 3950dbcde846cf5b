/** Tokenizers in GGUF files. */

export { readGguf } from './read.js';
