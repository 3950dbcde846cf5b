/** Exemptions: where off-script text is no slip. */

export { glossZones } from './brackets.js';
export { codeZones } from './code.js';
export { quotations, quotationZones } from './quotations.js';
export { allowedZones, type PromptTerms, promptTerms } from './terms.js';
export { disjoint, union, type Zone, zoneAt } from './zones.js';
