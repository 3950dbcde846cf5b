/** Kinds of finding in words. */

import { type FindingKind, findingKinds } from '../../../../detectors/bare/index.js';

/** What a kind of finding is called. */
export function kindName(kind: FindingKind): string {
  const { name, counts } = findingKinds.find((one) => one.kind === kind) ?? { name: kind, counts: 'mixing' };
  return counts === 'mixing' ? name : `${name}, not counted as mixing`;
}
