/** franc as an identifier, and detection that asks it where nobody else is named. Its tables take as long to load as all the rest. */

export { detect } from './detect.js';
export { francIdentifier } from './franc.js';
