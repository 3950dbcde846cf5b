/** The table of what was exempted: named, counted and explained. */

import { count, exemptionRows } from '../../display/index.js';
import type { Report } from '../../types.js';
import type { TargetName } from './labels.js';

export interface ExemptionsView {
  readonly targets: readonly TargetName[];
  readonly rows: readonly {
    readonly name: string;
    readonly why: string;
    readonly cells: readonly {
      readonly target: TargetName;
      readonly spans: string;
      /** Empty where there is none. */
      readonly samples: string;
    }[];
  }[];
}

export function exemptionsView(report: Report, name: (id: string) => TargetName): ExemptionsView {
  const targets = report.targets.map(({ id }) => name(id));
  return {
    targets,
    rows: exemptionRows(report).map(({ name: what, why, cells }) => ({
      name: what,
      why,
      cells: targets.map((target, i) => {
        const { spans, samples } = cells[i] ?? { spans: 0, samples: 0 };
        return {
          target,
          spans: count(spans),
          samples: samples === 0 ? '' : `in ${count(samples)}`,
        };
      }),
    })),
  };
}
