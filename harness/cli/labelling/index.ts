/** Labelling: what is drawn, and the dialogue. */

export { askFor, type Labelling } from './ask.js';
export { drawOf, type Wanted } from './draw.js';
