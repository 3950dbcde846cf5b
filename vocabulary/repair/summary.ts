/** What was written, by class. */

import { classOf, inClassOrder, type TokenClass } from '../classes/index.js';
import type { TokenId, Vocabulary } from '../tokenizer/index.js';
import type { Expressions } from './express.js';
import { neverReasons } from './express.js';
import type { Proof } from './prove.js';
import type { NeverReason, Repair, RepairOptions, WrittenFile } from './types.js';

interface Members {
  wanted: number;
  covered: number;
  targets: number;
  readonly short: TokenId[];
  readonly never: Partial<Record<NeverReason, TokenId[]>>;
}

/** Sums up what the proof says of the tokens of a plan. */
export function summarizeRepair(
  vocabulary: Vocabulary,
  options: RepairOptions,
  { texts, never }: Expressions,
  proof: Proof,
  files: readonly WrittenFile[],
): Repair {
  const classes = new Map<TokenClass, Members>();
  const totals = Object.fromEntries(neverReasons.map((one) => [one, 0])) as Record<NeverReason, number>;
  let [covered, short] = [0, 0];
  for (const id of [...texts.keys(), ...never.keys()].sort((a, b) => a - b)) {
    const name = classOf(vocabulary, id);
    const members = classes.get(name) ?? { wanted: 0, covered: 0, targets: 0, short: [], never: {} };
    classes.set(name, members);
    const reason = never.get(id);
    const targets = proof.targets[id] ?? 0;
    members.wanted++;
    members.targets += targets;
    if (reason !== undefined) {
      totals[reason]++;
      const ids = members.never[reason] ?? [];
      members.never[reason] = ids;
      ids.push(id);
    } else if (targets >= options.least) {
      members.covered++;
      covered++;
    } else {
      members.short.push(id);
      short++;
    }
  }
  return {
    vocabulary,
    options,
    proof,
    wanted: texts.size + never.size,
    covered,
    short,
    never: totals,
    perToken: covered === 0 ? null : proof.answered / covered,
    reasons: never,
    classes: Array.from(classes, ([name, members]) => ({
      class: name,
      tokens: members.wanted,
      ...members,
    })).sort(inClassOrder),
    files,
  };
}
