/** The drawings of the page. */

export { course } from './course.js';
export { type Dotted, dots, MOST_DOTS } from './dots.js';
export { type Line, lines, MOST_LINES } from './lines.js';
export type { Drawing } from './picture.js';
export { slopes } from './slopes.js';
