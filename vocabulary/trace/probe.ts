/** What a probe says of single tokens. */

import type { ProbeFile } from '../probe/index.js';
import type { TokenId } from '../tokenizer/index.js';
import type { TracedProbe } from './types.js';

/** What each target of a probe did with a token. */
export function probeOfTokens({ targets }: ProbeFile): (id: TokenId) => readonly TracedProbe[] {
  const all = targets.map(({ id: target, forgotten_tokens, undecided_tokens, written_ids }) => {
    const listed = new Map<TokenId, TracedProbe>();
    for (const [verdict, tokens] of [
      ['forgotten', forgotten_tokens],
      ['undecided', undecided_tokens],
    ] as const)
      for (const { id, written, of, probability = null } of tokens)
        listed.set(id, { target, verdict, written, of, probability });
    const none = { written: null, of: null, probability: null };
    for (const id of written_ids) listed.set(id, { target, verdict: 'written', ...none });
    return (id: TokenId): TracedProbe => listed.get(id) ?? { target, verdict: 'not_asked', ...none };
  });
  return (id) => all.map((one) => one(id));
}
