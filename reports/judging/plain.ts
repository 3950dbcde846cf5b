/** Who judges: an interface, and the plain judge that works in the calling thread. */

import { type DetectionSettings, englishWords } from '../../detectors/index.js';
import type { Case } from './case.js';
import type { Judgement } from './judge.js';
import { type JudgeOptions, settler } from './settled.js';

export interface Judged {
  readonly case: Case;
  readonly judgement: Judgement;
}

/** Judges cases, here or in other threads; the judgements are the same. */
export interface Judge {
  /** Present where the literature's measures are taken: how many English words are looked for, null without a list. */
  readonly lcb?: { readonly words: number | null };
  /**
   * The cases with their judgements, in order, while they come: only so many are read ahead as are being judged. Throws
   * UserError where an identifier cannot be loaded, Error for a case that cannot be judged.
   */
  judge(cases: AsyncIterable<Case>, settings: DetectionSettings): AsyncIterable<Judged>;
}

/** What a judge says of itself. */
export function describeLcb({ lcb }: JudgeOptions): Pick<Judge, 'lcb'> {
  if (lcb === undefined) return {};
  return { lcb: { words: lcb.words === undefined ? null : englishWords(lcb.words).size } };
}

/** A judge that works in the calling thread. */
export function plainJudge(options: JudgeOptions = {}): Judge {
  const settle = settler(options);
  return {
    ...describeLcb(options),
    async *judge(cases, settings) {
      const judgeCase = await settle(settings);
      for await (const one of cases) yield { case: one, judgement: judgeCase(one) };
    },
  };
}
