/** The token side: what the tokens of a model are, and which of them it forgot. */

export * from './checkpoint/index.js';
export * from './classes/index.js';
export * from './coverage/index.js';
export * from './drift/index.js';
export * from './ids/index.js';
export * from './pairs/index.js';
export * from './probe/index.js';
export * from './repair/index.js';
export * from './scan/index.js';
export * from './tokenizer/index.js';
export * from './trace/index.js';
