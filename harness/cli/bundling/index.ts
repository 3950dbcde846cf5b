/** Bundles: a report with all samples, as a folder for any web server. */

export { writeBundle } from './bundle.js';
