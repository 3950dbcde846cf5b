/** Kinds of finding in words. */

import { type FindingKind, findingKinds } from '../../../detectors/index.js';

/** What a kind of finding is called. */
export function kindName(kind: FindingKind): string {
  const { name, mixes } = findingKinds.find((one) => one.kind === kind) ?? { name: kind, mixes: true };
  return mixes ? name : `${name}, not counted as mixing`;
}
