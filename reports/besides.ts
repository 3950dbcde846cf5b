/** What is known of the samples of a report that no tally holds. */

import { type RunHead, targetNames } from './runs.js';
import { Facts } from './vendors/index.js';
import { Checks } from './verifiers/index.js';

/** It is taken while they are judged. */
export interface Besides {
  /** What other tools' validators made of them. */
  readonly checks: Checks;
  /** When they were asked and what they took: there where targets are compared as vendors, with whom. */
  readonly vendors?: { readonly reference?: string | undefined; readonly facts: Facts } | undefined;
}

/** Whom vendors are compared with: the target of this id, or each with each. */
interface Vendors {
  readonly reference?: string;
}

/** How vendors are compared, where they are: as is asked, else as the first run says that says anything of it. */
function vendorsOf(runs: readonly RunHead[], asked: Vendors | undefined): Vendors | undefined {
  if (asked !== undefined) return asked;
  const first = runs.find(({ manifest }) => manifest.vendors !== undefined);
  const reference = first?.manifest.vendors?.reference;
  if (first === undefined) return undefined;
  return reference === undefined ? {} : { reference: targetNames(runs)(first, reference) };
}

/** Nothing yet, of a report on these runs that compares vendors as is asked. */
export function besidesOf(runs: readonly RunHead[], vendors?: Vendors): Besides {
  const compared = vendorsOf(runs, vendors);
  return {
    checks: new Checks(),
    vendors: compared && { reference: compared.reference, facts: new Facts() },
  };
}
