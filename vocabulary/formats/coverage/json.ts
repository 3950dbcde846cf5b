/** Coverage as JSON: the counts, which can be added to others, with what they come to beside them. */

import { coverageDocument, LEAST_SAMPLES } from '../../coverage/index.js';
import { className } from '../names.js';
import type { CoverageResult } from './types.js';

/** One JSON document; `examples` tokens with their texts for each class. */
export function renderJson({ vocabulary, coverage, summary }: CoverageResult, examples: number): string {
  const { classes, ...totals } = summary;
  const whole = {
    ...coverageDocument(coverage),
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
  return `${JSON.stringify(whole)}\n`;
}
