/** What a gate holds a candidate to: a suite's settings with what stands where it says nothing. */

import { UserError } from '../../files/index.js';
import { fractionOf, type Gated, type GateSettings, type Waiver } from '../../store/index.js';

export interface GateRules {
  /** What the rates in `on` may be worse by, a fraction. */
  readonly margin: number;
  /** Rates over all languages that a pass hangs on. */
  readonly on: readonly Gated[];
  /** What they may be at most: places and fractions. */
  readonly max: readonly (readonly [place: string, share: number])[];
  readonly undecided: 'undecided' | 'fail' | 'pass';
  readonly waive: readonly Waiver[];
}

const POINTS = 100;

/** Two points on script mixing, where nobody says otherwise. */
const DEFAULTS = { margin: 2, on: ['script_mixing'], undecided: 'undecided' } as const;

/** The rules on a day (ISO 8601, UTC). Throws UserError: a waiver whose last day has passed. `where` names the settings in it. */
export function rulesOf(settings: GateSettings, today: string, where: string): GateRules {
  const { margin, on, max = {}, undecided, waive = [] } = { ...DEFAULTS, ...settings };
  const past = waive.findIndex(({ until }) => until < today.slice(0, 10));
  if (past >= 0)
    throw new UserError(
      `gate.waive[${past}] ended on ${waive[past]?.until} ("${waive[past]?.why}")`,
      where,
      'take it out, or decide anew until when it holds',
    );
  return {
    margin: margin / POINTS,
    on: [...new Set(on)],
    max: Object.entries(max).map(([place, share]) => [place, fractionOf(share)] as const),
    undecided,
    waive,
  };
}
