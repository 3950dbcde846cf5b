/** Scored answers that hold what their prompt expects, such as a name. */

import { normalForm } from '../../../detectors/bare/index.js';
import { csvRate } from '../../cells.js';
import { count, percentWithBounds, plural } from '../../display/index.js';
import { rateOf } from '../../rates.js';
import type { Rate } from '../../types.js';
import { pooledFor } from '../../units.js';
import { Clusters } from '../clusters.js';
import { isScored } from '../outcome.js';
import type { Measure } from './measure.js';

/** What it adds to the report of a target. */
export interface ExpectedFields {
  /** Scored samples that hold what their prompt expects, of those whose prompts expect something; `mixed` is their number. */
  readonly expected?: Rate;
}

export const expected: Measure<'expected', Clusters, ExpectedFields, object> = {
  id: 'expected',
  judge: () => (seen) => {
    const { sample, expect = [] } = seen.case;
    if (expect.length === 0 || !isScored(seen.outcome.state)) return undefined;
    const composed = normalForm(sample.answer ?? '');
    return expect.every((text) => composed.includes(normalForm(text)));
  },
  empty: () => new Clusters(),
  tally: (clusters, holds, { prompt }) => clusters.add(prompt, holds),
  merge: (clusters, other, { promptOf }) => clusters.merge(other, promptOf),
  toJSON: (clusters) => clusters.toJSON(),
  fromJSON: (json) => Clusters.fromJSON(json),
  ofTarget(languages) {
    const all = [...languages.values()].flatMap((clusters) => clusters.all);
    return all.length === 0 ? {} : { expected: rateOf(pooledFor('prompts', all)) };
  },
  ofLanguage: () => ({}),
  columns: {
    target: [{ csv: ({ expected: rate }) => (rate === undefined ? [] : [csvRate('expected', rate)]) }],
    notes: ({ expected: rate }) =>
      rate === undefined
        ? []
        : [
            `${count(rate.mixed)} of ${plural(rate.of, 'answer')} hold what their prompt expects: ${percentWithBounds(rate)}`,
          ],
  },
};
