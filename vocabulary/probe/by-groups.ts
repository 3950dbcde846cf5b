/** A first look by sampling: answers to groups of tokens, of all targets in one run. */

import type { SuiteTarget } from '../../harness/suite/index.js';
import { copying } from './copying.js';
import type { Parts } from './parts.js';
import { blockOf, grouped, promptFor } from './prompts.js';
import { isEnough, type Screened } from './screened.js';
import { byGroup, Counts, GROUP_TRIES } from './verdicts.js';
import { copyIn, writtenIn } from './written.js';

/** The place of their answers. */
export const GROUPS = 'groups';

/** Asks for groups of tokens unless `isOver`; what was found, by target. */
export async function screenByGroups(
  parts: Parts,
  targets: readonly SuiteTarget[],
  isOver: boolean,
): Promise<Map<string, Screened>> {
  const { choice, group } = parts.probing;
  const groups = grouped(choice.tokens, group);
  const idOf = (i: number): string => `group-${i + 1}`;
  const longest = groups.reduce((most, tokens) => Math.max(most, parts.encode(blockOf(tokens)).length), 0);
  let unasked: ReadonlySet<string> = new Set();
  if (!isOver && !parts.isStopped)
    unasked = await parts.run({
      name: GROUPS,
      what: 'groups',
      targets: targets.map((target) => copying(target, longest)),
      prompts: groups.map((tokens, i) => promptFor(tokens, idOf(i))),
      repeats: GROUP_TRIES,
    });
  const byPrompt = new Map(groups.map((tokens, i) => [idOf(i), tokens]));
  const found = new Map(
    targets.map(({ id }) => [id, { counts: new Counts(), asked: 0, failed: 0, errors: 0 }]),
  );
  await parts.read(GROUPS, (sample) => {
    const of = found.get(sample.target);
    if (of === undefined) return;
    of.asked++;
    if (sample.error !== undefined) of.errors++;
    const copy = copyIn(sample);
    if (copy === undefined) {
      of.failed++;
      return;
    }
    const tokens = byPrompt.get(sample.prompt) ?? [];
    const written = writtenIn(copy, tokens, parts.encode);
    for (const { id } of tokens) of.counts.add(id, written.has(id));
  });
  return new Map(
    Array.from(found, ([target, { counts, asked, failed, errors }]) => {
      const all = choice.tokens.map(({ id }) => ({ id, finding: byGroup(id, counts.of(id)) }));
      const settled = new Map(all.flatMap(({ id, finding }) => (finding ? [[id, finding] as const] : [])));
      const open = all.filter(({ finding }) => finding === undefined).map(({ id }) => id);
      const requests = { asked, failed };
      const isWhole = isOver || (!unasked.has(target) && isEnough(asked, errors));
      return [target, { settled, open, probabilities: new Map(), requests, isWhole }];
    }),
  );
}
