/** Crossed plans with a known fault: what each cell's rates are, and what is to be said of it. */

import type { Attribution } from '../../reports/attributing/index.js';

export type Levels = Readonly<Record<string, string | number | null>>;

export interface Design {
  readonly cells: readonly Levels[];
}

const crossed = (axes: Readonly<Record<string, readonly (string | number | null)[]>>): Design => ({
  cells: Object.entries(axes).reduce<Levels[]>(
    (cells, [name, levels]) => cells.flatMap((cell) => levels.map((level) => ({ ...cell, [name]: level }))),
    [{}],
  ),
});

const BASE = { checkpoint: ['v1', 'v2'], endpoint: ['a', 'b'], top_k: [null, 50] } as const;

const full = crossed(BASE);

/** Plans from the smallest on; in one a stack does not serve one of the checkpoints. */
export const DESIGNS: Readonly<Record<string, Design>> = {
  '2 endpoints x top_k': crossed({ endpoint: BASE.endpoint, top_k: BASE.top_k }),
  '2 checkpoints x 2 endpoints x top_k': full,
  'the same without v2 at b': {
    cells: full.cells.filter(({ checkpoint, endpoint }) => checkpoint !== 'v2' || endpoint !== 'b'),
  },
  '2 checkpoints x 3 endpoints x top_k x temperature': crossed({
    ...BASE,
    endpoint: ['a', 'b', 'c'],
    temperature: [1, 0.3],
  }),
};

const LOW = 0.02;
const HIGH = 0.2;

/** What a fault makes more of. */
export type Measure = 'script_mixing' | 'code_mixing';

interface Fault {
  readonly rateOf: (levels: Levels, measure: Measure) => number;
  /** What is to be said, and nothing else. */
  readonly said: readonly string[];
  readonly fits: (design: Design) => boolean;
  /** Whether the cheapest setting is the one that removes it. */
  readonly cheapest?: (found: Attribution | undefined) => boolean;
}

const has =
  (factor: string, level: string | number | null): Fault['fits'] =>
  ({ cells }) =>
    cells.some((cell) => cell[factor] === level);

const inScript =
  (isBad: (levels: Levels) => boolean): Fault['rateOf'] =>
  (levels, measure) =>
    measure === 'script_mixing' ? (isBad(levels) ? HIGH : LOW) : 0;

const stepIs =
  (factor: string, to: string | number): NonNullable<Fault['cheapest']> =>
  (found) => {
    const remedy = found?.remedies.find(({ measure }) => measure === 'script_mixing');
    const [step, ...others] = remedy?.steps ?? [];
    return others.length === 0 && step?.factor === factor && step.to === to;
  };

/** The usual setting is as good as any. */
const isUsual: NonNullable<Fault['cheapest']> = (found) => found?.remedies[0]?.steps.length === 0;

export const FAULTS: Readonly<Record<string, Fault>> = {
  'nothing, 2% mixed': { rateOf: inScript(() => false), said: [], fits: () => true },
  'nothing, 20% mixed': { rateOf: inScript(() => true), said: [], fits: () => true },
  'weights: v2': {
    rateOf: inScript(({ checkpoint }) => checkpoint === 'v2'),
    said: ['script_mixing: weights checkpoint v2'],
    fits: has('checkpoint', 'v2'),
  },
  'weights: the usual ones': {
    rateOf: inScript(({ checkpoint }) => checkpoint === 'v1'),
    said: ['script_mixing: weights checkpoint v2'],
    fits: has('checkpoint', 'v2'),
    cheapest: stepIs('checkpoint', 'v2'),
  },
  'stack: b': {
    rateOf: inScript(({ endpoint }) => endpoint === 'b'),
    said: ['script_mixing: stack endpoint b'],
    fits: has('endpoint', 'b'),
  },
  'stack: b, in code': {
    rateOf: ({ endpoint }, measure) => (measure === 'code_mixing' && endpoint === 'b' ? HIGH : LOW),
    said: ['code_mixing: stack endpoint b'],
    fits: has('endpoint', 'b'),
  },
  'sampler: no top_k': {
    rateOf: inScript(({ top_k }) => top_k === null),
    said: ['script_mixing: sampler top_k 50'],
    fits: has('top_k', 50),
    cheapest: stepIs('top_k', 50),
  },
  'top_k dropped by b': {
    rateOf: inScript(({ endpoint, top_k }) => top_k === null || endpoint === 'b'),
    said: ['script_mixing: dropped top_k 50 at b'],
    fits: has('endpoint', 'b'),
    cheapest: stepIs('top_k', 50),
  },
  'stack b, and no top_k': {
    rateOf: ({ endpoint, top_k }, measure) =>
      measure === 'script_mixing' ? LOW + 0.09 * (Number(endpoint === 'b') + Number(top_k === null)) : 0,
    said: ['script_mixing: sampler top_k 50', 'script_mixing: stack endpoint b'],
    fits: has('endpoint', 'b'),
    cheapest: stepIs('top_k', 50),
  },
  'v2, and top_k removes it': {
    rateOf: inScript(({ checkpoint, top_k }) => checkpoint === 'v2' && top_k === null),
    said: ['script_mixing: joint checkpoint v2 with top_k 50'],
    fits: has('checkpoint', 'v2'),
    cheapest: isUsual,
  },
  'b, and top_k removes it': {
    rateOf: inScript(({ endpoint, top_k }) => endpoint === 'b' && top_k === null),
    said: ['script_mixing: joint endpoint b with top_k 50'],
    fits: has('endpoint', 'b'),
    cheapest: isUsual,
  },
};

/** What is said of causes, in a word each. */
export function namesOf(found: Attribution | undefined): string[] {
  return (found?.causes ?? []).map((cause) => {
    switch (cause.kind) {
      case 'dropped':
        return `${cause.measure}: dropped ${cause.step.factor} ${cause.step.to} at ${cause.endpoint}`;
      case 'joint': {
        const [one, other] = cause.effect.steps;
        return `${cause.measure}: joint ${one.factor} ${one.to} with ${other?.factor} ${other?.to}`;
      }
      default:
        return `${cause.measure}: ${cause.kind} ${cause.step.factor} ${cause.step.to}`;
    }
  });
}

export const isRight = (fault: string, found: Attribution | undefined): boolean =>
  JSON.stringify(namesOf(found).sort()) === JSON.stringify(FAULTS[fault]?.said);
