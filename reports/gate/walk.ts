/** A comparison walked through in the order of its plan, as far as it was asked: what is decided, what is still open, and which prompts would be wanted next. */

import { Held, type HeldTo } from './held.js';
import type { GateRules } from './rules.js';
import { cameOf, type Sequence } from './sequence.js';
import { type WaiverOf, waiverFor } from './waivers.js';
import { familiesOf, type WorseRow } from './worse.js';

type Families = ReturnType<typeof familiesOf>;

/** What the answers so far come to. */
export interface Walk {
  readonly held: readonly Held[];
  readonly families: Families;
  /** Prompts that were observed, and those that there are. */
  readonly prompts: number;
  readonly of: number;
  /** Whether nothing more has to be asked: every rate that a pass hangs on is decided, or one row fails: nothing takes that back. */
  readonly decided: boolean;
  /** Whether it is only so by requests that failed: they are asked again, and then it is open. */
  readonly byFailures: boolean;
  /** Whether there is nothing more to be asked: it is decided, or all prompts were. */
  readonly ended: boolean;
  /** Whether all prompts were observed, of all languages. */
  readonly whole: boolean;
  /** Answers that are wanted and did not come; and of those that came, what failed for good. */
  readonly missing: { readonly candidate: number; readonly baseline: number };
  readonly failed: { readonly candidate: number; readonly baseline: number };
  /** Whether the answers to a prompt, by its number, were observed. */
  readonly used: ReadonlySet<number>;
  /** Languages of which more is wanted; all of them with '*'. */
  readonly wanted: ReadonlySet<string>;
}

function heldTo({ on, margin, max }: GateRules, waiverOf: WaiverOf): HeldTo[] {
  const waiver = (measure: HeldTo['measure'], language: string) =>
    waiverOf({ measure, language, script: '*' });
  return [
    ...on.map(
      (measure): HeldTo => ({
        rule: 'margin',
        measure,
        place: '*',
        limit: margin,
        waiver: waiver(measure, '*'),
      }),
    ),
    ...max.flatMap(([place, limit]) =>
      on.map((measure): HeldTo => ({ rule: 'max', measure, place, limit, waiver: waiver(measure, place) })),
    ),
  ];
}

/** Where answers are still wanted for what is held. */
function placesOpen(held: readonly Held[]): ReadonlySet<string> {
  const counting = held.filter(({ to }) => to.waiver === undefined);
  // Where everything is waived, something has to say how long it is asked.
  const deciding = counting.length > 0 ? counting : held;
  return new Set(deciding.filter((one) => one.verdict === 'undecided').map(({ to }) => to.place));
}

/** Those that fail, and for which nothing is waived. */
const failingOf = (held: readonly Held[]): WorseRow[] =>
  held.flatMap((one) => {
    const { measure, place, waiver } = one.to;
    return waiver === undefined && one.verdict === 'fail' ? [{ measure, language: place, script: '*' }] : [];
  });

export function walk(sequence: Sequence, rules: GateRules): Walk {
  const waiverOf = waiverFor(rules.waive);
  const { order, repeats, sides } = sequence;
  const held = heldTo(rules, waiverOf).map((to) => new Held(to, sides));
  const families = familiesOf(sequence, rules.margin, held, (row) => waiverOf(row) !== undefined);
  const came = cameOf(sides);
  const used = new Set<number>();
  const failed = { candidate: 0, baseline: 0 };
  const missing = { candidate: 0, baseline: 0 };
  let wanted = placesOpen(held);
  let fails: readonly WorseRow[] = [];
  let hasGap = false;
  let left = false;
  for (const { prompt, language } of order) {
    if (wanted.size === 0 || fails.length > 0) break;
    if (!wanted.has('*') && !wanted.has(language)) {
      left = true;
      continue;
    }
    const { candidate, baseline } = came(prompt);
    const lacks = { candidate: repeats - candidate.samples, baseline: repeats - baseline.samples };
    if (lacks.candidate > 0 || lacks.baseline > 0 || hasGap) {
      // What came behind a gap waits for it: else the fast answers would be heard first.
      hasGap = true;
      missing.candidate += Math.max(0, lacks.candidate);
      missing.baseline += Math.max(0, lacks.baseline);
      continue;
    }
    used.add(prompt);
    failed.candidate += candidate.failed;
    failed.baseline += baseline.failed;
    const isOver = wanted.has('*');
    for (const one of held)
      if (one.verdict === 'undecided' && (one.to.place === language || (isOver && one.to.place === '*')))
        one.observe(prompt);
    for (const family of families) family.observe(prompt, language, isOver);
    wanted = placesOpen(held);
    fails = [...families.flatMap((family) => family.fails), ...failingOf(held)];
  }
  const decided = wanted.size === 0 || fails.length > 0;
  return {
    held,
    families,
    prompts: used.size,
    of: order.length,
    decided,
    byFailures: wanted.size > 0 && fails.length > 0 && fails.every(({ measure }) => measure === 'error'),
    ended: decided || !hasGap,
    whole: !hasGap && !left && used.size === order.length,
    missing,
    failed,
    used,
    wanted: decided ? new Set() : wanted,
  };
}
