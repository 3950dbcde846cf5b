/** Evaluation results as model repositories of the Hugging Face Hub have them: `.eval_results/*.yaml`, a file a target. */

import { stringify } from 'yaml';
import { UserError } from '../../files/index.js';
import { percentWithBounds, RATE_NAMES } from '../display/index.js';
import { RATES } from '../judging/index.js';
import type { TargetReport } from '../types.js';
import type { Export, ExportFile, ExportInput } from './types.js';
import { fileName } from './written.js';

/** A dataset of the Hub. */
const DATASET = /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/;

/** The results of a target: rates in percent, as the Hub's boards have scores. Each language is a task, and all of them `all`. */
function* entriesOf(
  { run, report, about, version }: ExportInput,
  target: TargetReport,
  dataset: string,
): Generator<unknown> {
  const cells = [['all', target] as const, ...Object.entries(target.languages)];
  for (const [language, cell] of cells)
    for (const name of RATES) {
      const { mixed, of, rate } = cell[name];
      if (rate === null) continue;
      yield {
        dataset: { id: dataset, task_id: `${language}_${name}` },
        value: Number((100 * rate).toFixed(4)),
        date: run.manifest.created_at,
        ...(about.source !== undefined && {
          source: {
            url: about.source,
            ...(about.organization !== undefined && { name: about.organization }),
          },
        }),
        notes: `${RATE_NAMES[name]}, percent of scored answers, lower is better: ${mixed} of ${of}, ${percentWithBounds(cell[name])} at 95%; Offscript ${version}, detector ${report.detector.version}`,
      };
    }
}

export const huggingFace: Export = {
  what: '.eval_results of the Hugging Face Hub, one file a target; needs --dataset',
  files(input) {
    const { dataset } = input.about;
    if (dataset === undefined)
      throw new UserError(
        'the results belong to no dataset',
        '--dataset',
        'name the benchmark on the Hub, OWNER/NAME',
      );
    if (!DATASET.test(dataset))
      throw new UserError(`"${dataset}" is no dataset of the Hub`, '--dataset', 'name it as OWNER/NAME');
    return input.report.targets.map(
      (target): ExportFile => ({
        path: `${fileName(target.id)}/.eval_results/offscript.yaml`,
        pieces: () => [
          stringify([...entriesOf(input, target, dataset)], {
            lineWidth: 0,
            defaultStringType: 'QUOTE_DOUBLE',
            defaultKeyType: 'PLAIN',
          }),
        ],
      }),
    );
  },
};
