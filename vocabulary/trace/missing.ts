/** What a trace was not given, and how to come by it. */

import type { Coverage } from '../coverage/index.js';
import type { ProbeFile } from '../probe/index.js';
import type { TokenId } from '../tokenizer/index.js';
import type { DriftOfTokens } from './drift.js';
import type { NotGiven } from './types.js';

/** What is at hand. */
interface AtHand {
  readonly coverage?: Coverage | undefined;
  readonly probe?: ProbeFile | undefined;
  readonly drift: DriftOfTokens | undefined;
}

const HOW: Readonly<Record<NotGiven['what'], string>> = {
  coverage:
    '`offscript vocab coverage TOKENIZER DATA... --format json -o counts.json`, then --coverage counts.json',
  drift: '--drift BASE POST, the model before and after',
  neighbours:
    '--drift BASE POST, the model before and after: a file has those of its most changed tokens alone',
  probe:
    '`offscript vocab probe SUITE --tokenizer TOKENIZER --format json -o probe.json`, then --probe probe.json',
};

export function missing({ coverage, probe, drift }: AtHand, ids: readonly TokenId[]): readonly NotGiven[] {
  const hasNeighbours = (id: TokenId): boolean =>
    drift !== undefined && (drift.isWhole || drift.neighboursOf(id) !== null);
  const whats: readonly NotGiven['what'][] = [
    ...(coverage === undefined ? ['coverage' as const] : []),
    ...(drift === undefined ? ['drift' as const] : []),
    ...(ids.every(hasNeighbours) ? [] : ['neighbours' as const]),
    ...(probe === undefined ? ['probe' as const] : []),
  ];
  return whats.map((what) => ({ what, how: HOW[what] }));
}
