/** Finds samples in the runs that are viewed. */

export { type DrawnRows, Finder, type Found } from './find.js';
export { type Hit, Library } from './library.js';
