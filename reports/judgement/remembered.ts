/** The last judgement of a run, as it is kept beside its samples: what each of them came to, and by what it was judged. */

import * as v from 'valibot';
import { COUNTED } from '../../detectors/bare/index.js';
import { type Outcome, STATES, type TextJudgement } from '../judging/index.js';
import type { TallyKey } from '../tally.js';

/** Under which a run keeps it, and by itself what it was judged by. */
export const JUDGEMENT = 'judgement';
export const JUDGED_BY = 'judged-by';

/** What judgements depend on besides the samples. */
export type JudgedBy = Pick<TallyKey, 'detector' | 'policy' | 'identifier'>;

/** A judgement of all samples: outcomes, each with the keys of its samples. */
export interface Remembered {
  readonly schema: 1;
  readonly by: JudgedBy;
  readonly outcomes: readonly (Pick<Outcome, 'state' | 'scripts' | 'counted'> & {
    readonly keys: readonly string[];
  })[];
}

const judgedBy = v.object({ detector: v.string(), policy: v.string(), identifier: v.string() });

const schema = v.object({
  schema: v.literal(1),
  by: judgedBy,
  outcomes: v.array(
    v.object({
      state: v.picklist(STATES),
      scripts: v.array(v.string()),
      counted: v.array(v.picklist(COUNTED)),
      keys: v.array(v.string()),
    }),
  ),
});

/** What a run keeps as its judgement; undefined where it is none, as of another version. */
export function rememberedIn(document: unknown): Remembered | undefined {
  const parsed = v.safeParse(schema, document);
  return parsed.success ? parsed.output : undefined;
}

/** What a run was judged by; undefined where nothing is known of it. */
export function judgedByIn(document: unknown): JudgedBy | undefined {
  const parsed = v.safeParse(judgedBy, document);
  return parsed.success ? parsed.output : undefined;
}

export const isSameJudge = (one: JudgedBy, other: JudgedBy): boolean =>
  one.detector === other.detector && one.policy === other.policy && one.identifier === other.identifier;

/** Name of an outcome: the same for those that count the same. */
export const nameOf = ({ state, scripts, counted }: Outcome): string =>
  `${state} ${scripts.join()} ${counted.join()}`;

/** Takes judgements as they come. */
export class Recorder {
  readonly #outcomes = new Map<string, { readonly outcome: Outcome; readonly keys: string[] }>();

  add(key: string, { outcome }: Pick<TextJudgement, 'outcome'>): void {
    const name = nameOf(outcome);
    let known = this.#outcomes.get(name);
    if (known === undefined) {
      known = { outcome, keys: [] };
      this.#outcomes.set(name, known);
    }
    known.keys.push(key);
  }

  /** Adds what other samples came to. */
  merge({ outcomes }: Remembered): void {
    for (const { keys, ...outcome } of outcomes) for (const key of keys) this.add(key, { outcome });
  }

  judgement({ detector, policy, identifier }: JudgedBy): Remembered {
    return {
      schema: 1,
      by: { detector, policy, identifier },
      outcomes: Array.from(this.#outcomes.values(), ({ outcome, keys }) => ({
        state: outcome.state,
        scripts: outcome.scripts,
        counted: outcome.counted,
        keys,
      })),
    };
  }
}
