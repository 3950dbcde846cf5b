/** Options that several commands have. */

export { lcbOption } from './lcb.js';
export { jobsOption, policiesFrom, policyOption, settingsFrom, wholeNumber } from './values.js';
