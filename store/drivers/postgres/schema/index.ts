/** The tables, and how they come to be as this version has them. */

export { bringTablesUp, VERSION } from './migrate.js';
