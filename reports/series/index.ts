/** Series of checkpoints: targets in order in, rates along them out, with their trends and where they broke. */

export { backwards } from './changes.js';
export { stepsOf } from './order.js';
export type { SeriesSettings } from './rows.js';
export { seriesOf } from './series.js';
export type * from './types.js';
