/** Vendors of the same weights, compared: what each takes, what tells them apart, and whether that is more than chance. */

export { compareVendors, type Offered } from './build.js';
export { vendorValues } from './csv.js';
export { Facts } from './facts.js';
export { vendorSections } from './sections/index.js';
export type * from './types.js';
