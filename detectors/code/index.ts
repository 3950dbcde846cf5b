/** Code, data and paths in a text: what stands in which part of them. */

export { blockKind, PROSE } from './block.js';
export { type Fence, fencesIn, INLINE } from './fences.js';
export { type CodePart, type Place, Places } from './places.js';
export { isProse } from './prose.js';
