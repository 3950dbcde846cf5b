/** A probe as JSON. */

import { classOf } from '../../classes/index.js';
import { type Finding, type ProbeSummary, summarizeProbe, worstFirst } from '../../probe/index.js';
import { className } from '../names.js';
import type { ProbeResult } from './types.js';

/** A share with its interval. */
const shareOf = (share: ProbeSummary['share']) =>
  share === null ? null : { rate: share.rate, low: share.low, high: share.high };

/** One JSON document. */
export function renderJson({ vocabulary, choice, targets }: ProbeResult): string {
  const { path, ...source } = vocabulary.source;
  const listed = ({ id, verdict: _, ...rest }: Finding) => ({
    id,
    text: vocabulary.textOf(id),
    class: classOf(vocabulary, id),
    ...rest,
  });
  const whole = {
    schema: 1,
    tokenizer: { path, ...source },
    askable: choice.isWhole ? choice.strata.reduce((sum, { population }) => sum + population, 0) : null,
    unaskable: choice.unaskable.length,
    targets: targets.map((probe) => {
      const { classes, share, ...counts } = summarizeProbe(choice, probe);
      const found = worstFirst(probe.findings);
      const of = (verdict: Finding['verdict']) => found.filter((one) => one.verdict === verdict);
      return {
        id: probe.target,
        model: probe.model,
        way: probe.way,
        why: probe.why,
        done: probe.isDone,
        ...counts,
        vocabulary: shareOf(share),
        requests: probe.requests,
        ...(probe.way === 'magikarp' && {
          magikarp: {
            strong: found.filter(({ magikarp }) => magikarp === 'strong').length,
            weak: found.filter(({ magikarp }) => magikarp === 'weak').length,
          },
        }),
        classes: classes.map(({ share: own, ...one }) => ({
          ...one,
          name: className(one.class),
          ...(shareOf(own) ?? { rate: null, low: null, high: null }),
        })),
        forgotten_tokens: of('forgotten').map(listed),
        undecided_tokens: of('undecided').map(listed),
        written_ids: of('written')
          .map(({ id }) => id)
          .sort((a, b) => a - b),
      };
    }),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
