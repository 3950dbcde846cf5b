/** Secrets that come back, in whatever form a server writes them, and what is put in their place. */

export { type Redactor, redactor } from './redactor.js';
