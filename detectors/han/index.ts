/** Han: Chinese in Japanese, and the forms of the two kinds of Chinese. */

export { chineseSpans, type HanSpan } from './chinese.js';
export { FORM_SCRIPTS, type Form, forms, JAPANESE, SIMPLIFIED, TRADITIONAL } from './variants.js';
export { hanScriptOf } from './written.js';
