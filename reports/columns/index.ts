/** The columns of a report's tables: of targets, of languages, of changes, a file each. No format names a column; measures bring their own. */

export { type ChangeFields, changeColumns } from './changes.js';
export { compactChangeColumns, compactLanguageColumns } from './compact.js';
export { languageColumns } from './languages.js';
export { rareRateColumns, rateColumns } from './rates.js';
export { endsOf, type StepRow, stepColumns, trendColumns } from './series.js';
export { NARROW_NOTE, subjectOf } from './subjects.js';
export { askingColumns, targetColumns } from './targets.js';
