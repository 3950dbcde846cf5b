/** The last judgement of a run, as it is kept beside its samples: what each of them came to, and by what it was judged. */

import * as v from 'valibot';
import { COUNTED } from '../../detectors/bare/index.js';
import { type Outcome, STATES, type TextJudgement } from '../judging/index.js';
import type { TallyKey } from '../tally/index.js';

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

const HEX = /^[0-9a-f]{24}$/;

/** Keys in a row, 12 bytes each: a run may have millions. */
class KeyList {
  #bytes = Buffer.alloc(12 * 64);
  #size = 0;
  /** Those of another form. */
  readonly #others: string[] = [];

  add(key: string): void {
    if (!HEX.test(key)) {
      this.#others.push(key);
      return;
    }
    if (this.#size === this.#bytes.length) {
      const longer = Buffer.alloc(12 * Math.ceil(this.#size / 8));
      longer.set(this.#bytes);
      this.#bytes = longer;
    }
    this.#size += this.#bytes.write(key, this.#size, 'hex');
  }

  all(): string[] {
    const keys: string[] = [];
    for (let from = 0; from < this.#size; from += 12) keys.push(this.#bytes.toString('hex', from, from + 12));
    return [...keys, ...this.#others];
  }
}

/** Takes judgements as they come. */
export class Recorder {
  readonly #outcomes = new Map<string, { readonly outcome: Outcome; readonly keys: KeyList }>();

  add(key: string, { outcome }: Pick<TextJudgement, 'outcome'>): void {
    const name = nameOf(outcome);
    let known = this.#outcomes.get(name);
    if (known === undefined) {
      known = { outcome, keys: new KeyList() };
      this.#outcomes.set(name, known);
    }
    known.keys.add(key);
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
        keys: keys.all(),
      })),
    };
  }
}
