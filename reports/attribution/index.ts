/** Where mixing comes from, as reports show it: sentences, a table of effects, lines of the CSV. */

export { causeSection, effectSection, effectView } from './sections.js';
export { statementsOf } from './statements.js';
export { attributionValues, type PlanValue } from './values.js';
