/** The page of a model: what is found of it, and how that is written. Loads what reports load. */

export { reportFormats } from '../../../vocabulary/formats/report/index.js';
export { type GatherOptions, gather } from './gather.js';
