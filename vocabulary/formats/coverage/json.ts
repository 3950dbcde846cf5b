/** Coverage as JSON: the counts, which can be added to others, with what they come to beside them. */

import { type CoverageFacts, coverageDocument, LEAST_SAMPLES } from '../../coverage/index.js';
import { className } from '../names.js';
import type { CoverageResult } from './types.js';

/** What counts come to, by class, with `examples` tokens and their texts for each. */
export function coverageFacts(
  { vocabulary, coverage, summary }: CoverageResult,
  examples: number,
): CoverageFacts {
  const { classes, ...totals } = summary;
  return {
    tokenizer: coverage.tokenizer,
    ids: coverage.samples.length,
    totals,
    least_samples: LEAST_SAMPLES,
    classes: classes.map(({ uncovered, ...one }) => ({
      ...one,
      name: className(one.class),
      uncovered: uncovered.length,
      uncovered_examples: uncovered.slice(0, examples).map((id) => ({
        id,
        text: vocabulary.textOf(id),
        samples: coverage.samples[id] ?? 0,
        read: coverage.read[id] ?? 0,
      })),
    })),
  };
}

/** One JSON document. */
export function renderJson(result: CoverageResult, examples: number): string {
  const { tokenizer: _, ids: __, ...facts } = coverageFacts(result, examples);
  return `${JSON.stringify({ ...coverageDocument(result.coverage), ...facts })}\n`;
}
