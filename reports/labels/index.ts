/** Labels of answers, and the rates that they correct. */

export { type CorrectedRate, correctedRates, type LabelledStratum } from './corrected.js';
export { CORRECTABLE, type Correctable, type Draw, Drawer, type DrawPlan } from './draw.js';
export { type FindingLabel, findingLabels } from './findings.js';
export { type Label, type LabelledDraw, type Labels, labelledDraws } from './labels.js';
export { LABEL_QUESTIONS } from './questions.js';
export { labelNotes, labelSection, labelValues } from './section.js';
