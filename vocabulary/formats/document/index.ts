/** How a terminal and a page show what is said of a vocabulary. */

export { left, right, token } from './columns.js';
export { notGivenSection } from './not-given.js';
export { renderPage } from './page.js';
export { renderDocument } from './terminal.js';
export type { Cell, Column, Document, Headline, Section, Several, Table, Written } from './types.js';
