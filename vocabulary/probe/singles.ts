/** The second look, by sampling in any case: answers to a token alone. */

import type { SuiteTarget } from '../../harness/suite/index.js';
import type { TokenId } from '../tokenizer/index.js';
import { copying } from './copying.js';
import type { Parts } from './parts.js';
import { blockOf, promptFor, singleId, tokenOf } from './prompts.js';
import { Counts, TRIES } from './verdicts.js';
import { copyIn, writtenIn } from './written.js';

export interface Singles {
  /** The tokens that are asked for. */
  readonly ids: readonly TokenId[];
  readonly counts: Counts;
  readonly asked: number;
  readonly failed: number;
}

/** Asks for tokens alone. Where that was begun by an earlier call, for the tokens that it was begun with: a run is what it is. */
export async function askSingles(
  parts: Parts,
  target: SuiteTarget,
  { name, ids }: { readonly name: string; readonly ids: readonly TokenId[] },
): Promise<Singles> {
  const known = new Map(parts.probing.choice.tokens.map((token) => [token.id, token]));
  const before = (await parts.promptsOf(name)).map(tokenOf);
  const tokens = (before.length > 0 ? before : ids).flatMap((id) => known.get(id) ?? []);
  const counts = new Counts();
  let [asked, failed] = [0, 0];
  const own = tokens.map(({ id }) => id);
  if (tokens.length === 0) return { ids: own, counts, asked, failed };
  const longest = tokens.reduce((most, token) => Math.max(most, parts.encode(blockOf([token])).length), 0);
  if (!parts.isOver(target))
    await parts.run({
      name,
      what: `${target.id}: tokens alone`,
      targets: [copying(target, longest)],
      prompts: tokens.map((token) => promptFor([token], singleId(token.id))),
      repeats: TRIES,
    });
  await parts.read(name, (sample) => {
    const token = known.get(tokenOf(sample.prompt));
    const copy = copyIn(sample);
    asked++;
    if (token === undefined || copy === undefined) failed++;
    else counts.add(token.id, writtenIn(copy, [token], parts.encode).has(token.id));
  });
  return { ids: own, counts, asked, failed };
}
