export { glossZones } from './brackets.js';
export { codeZones } from './code.js';
export { type Zone, zoneAt } from './zones.js';
