/** What significant effects come to: which factor it is, which two, or which parameter a stack drops. */

import { type Contrasts, differenceIn } from './contrasts.js';
import { type Plan, stepsOf } from './plan.js';
import type { Attributed, Cause, Effect, FactorKind, Level, SimpleEffect, Step } from './types.js';

type Dropped = Cause & { readonly kind: 'dropped' };

const kindIn = ({ factors }: Plan, name: string): FactorKind =>
  factors.find((factor) => factor.name === name)?.kind ?? 'sampler';

/** Levels of intervals: of what is shown, and of what is said to have no effect. */
const SHOWN = 0.95;
const NOTHING = 0.99;
/** And of what must be there where no interaction has been seen. */
const BEYOND_DOUBT = 0.999;

/** The effect of a step where another factor has this level. */
function simpleEffect(
  contrasts: Contrasts,
  measure: Attributed,
  step: Step,
  at: SimpleEffect['at'],
  level = SHOWN,
): SimpleEffect | null {
  const contrast = contrasts.main(step, measure, [at]);
  return contrast === null ? null : { step, at, ...differenceIn(contrast, level) };
}

/**
 * The parameter that a stack drops, where what is seen of both is that: it has an effect at one stack and none at the other, though without it both answer alike; with
 * it they differ. A stack at which there is nothing to remove is none.
 */
function droppedIn(
  contrasts: Contrasts,
  measure: Attributed,
  stack: Step,
  parameter: Step,
  level = SHOWN,
): Dropped | null {
  const at = (level: Level): SimpleEffect['at'] => ({ factor: stack.factor, level });
  const set = (level: Level): SimpleEffect['at'] => ({ factor: parameter.factor, level });
  const [usual, other] = [
    simpleEffect(contrasts, measure, parameter, at(stack.from)),
    simpleEffect(contrasts, measure, parameter, at(stack.to)),
  ];
  const [without, sent] = [
    simpleEffect(contrasts, measure, stack, set(parameter.from)),
    simpleEffect(contrasts, measure, stack, set(parameter.to)),
  ];
  if (usual === null || other === null || without === null || sent === null) return null;
  const [here, there] = Math.abs(usual.delta) < Math.abs(other.delta) ? [usual, other] : [other, usual];
  const wide = simpleEffect(contrasts, measure, parameter, here.at, NOTHING);
  const isSure = ({ step, at: where }: SimpleEffect): boolean => {
    const effect = simpleEffect(contrasts, measure, step, where, level);
    return effect !== null && !holdsNothing(effect);
  };
  const isNothing = wide !== null && holdsNothing(wide);
  // Half of what is seen elsewhere is where either would as well be there: taken together, chance in one is no chance in both.
  const isAlike = part(here, there) + part(without, sent) < 1;
  if (!isNothing || !isAlike || !isSure(sent) || !isSure(there)) return null;
  return {
    kind: 'dropped',
    measure,
    endpoint: here.at.level,
    other: there.at.level,
    stack,
    step: parameter,
    here,
    there,
  };
}

const part = (less: SimpleEffect, more: SimpleEffect): number =>
  more.delta === 0 ? 1 : Math.abs(less.delta / more.delta);

const holdsNothing = ({ low, high }: SimpleEffect): boolean => low <= 0 && high >= 0;

function jointIn(contrasts: Contrasts, effect: Effect): Cause | null {
  const { measure, steps } = effect;
  const [first, second] = steps;
  if (second === undefined) return null;
  const along = (step: Step, across: Step, level: Level): SimpleEffect | null =>
    simpleEffect(contrasts, measure, step, { factor: across.factor, level });
  const [usual, moved] = [along(first, second, second.from), along(first, second, second.to)];
  const [one, two] = [along(second, first, first.from), along(second, first, first.to)];
  if (usual === null || moved === null || one === null || two === null) return null;
  return { kind: 'joint', measure, effect, usual, moved, others: [one, two] };
}

const stepsOfKind = ({ factors }: Plan, kind: FactorKind): Step[] =>
  factors.filter((factor) => factor.kind === kind).flatMap(stepsOf);

const same = (one: Step, other: Step): boolean => one.factor === other.factor && one.to === other.to;

/**
 * The causes of one rate. What a factor does by itself is said only where it does not hang on another one: then the two of them are the cause. A stack and a
 * parameter that both seem to matter are one cause where the stack drops the parameter: that is less than two.
 */
function causesOf(
  plan: Plan,
  contrasts: Contrasts,
  measure: Attributed,
  effects: readonly Effect[],
): Cause[] {
  const significant = effects.filter((effect) => effect.significant);
  const pairs = significant.flatMap(({ steps: [one, other], ...effect }) =>
    other === undefined ? [] : [{ ...effect, steps: [one, other] as const }],
  );
  const alone = significant.flatMap(({ steps: [step, other], ...effect }) =>
    other === undefined ? [{ ...effect, steps: [step] as const }] : [],
  );
  const together = pairs.flatMap((effect) => {
    const [first, second] = effect.steps;
    const mayDrop = kindIn(plan, first.factor) === 'stack' && kindIn(plan, second.factor) === 'sampler';
    const dropped = mayDrop ? droppedIn(contrasts, measure, first, second) : null;
    return dropped ?? jointIn(contrasts, effect) ?? [];
  });
  const isPart = (step: Step): boolean => pairs.some(({ steps }) => steps.some((one) => same(one, step)));
  const free = alone.filter(({ steps: [step] }) => !isPart(step));
  const isFree = (step: Step): boolean => free.some(({ steps: [one] }) => same(one, step));
  const unseen = stepsOfKind(plan, 'stack').flatMap((stack) =>
    stepsOfKind(plan, 'sampler').flatMap((parameter) => {
      const isPossible = (isFree(stack) || isFree(parameter)) && !isPart(stack) && !isPart(parameter);
      return isPossible ? (droppedIn(contrasts, measure, stack, parameter, BEYOND_DOUBT) ?? []) : [];
    }),
  );
  const isTold = (step: Step): boolean => unseen.some((one) => same(one.step, step) || same(one.stack, step));
  return [
    ...free.flatMap((effect): Cause[] => {
      const [step] = effect.steps;
      return isTold(step) ? [] : [{ kind: kindIn(plan, step.factor), measure: effect.measure, step, effect }];
    }),
    ...together,
    ...unseen,
  ];
}

/** The steps that a cause is made of. */
export function stepsOfCause(cause: Cause): readonly Step[] {
  if (cause.kind === 'joint') return cause.effect.steps;
  return cause.kind === 'dropped' ? [cause.stack, cause.step] : [cause.step];
}

/** What it changes: of a parameter that a stack drops, where it is heeded. */
export const deltaOf = (cause: Cause): number =>
  cause.kind === 'dropped' ? cause.there.delta : cause.effect.delta;

/** The causes of all rates, those with the largest effect first within each. */
export function causesIn(
  plan: Plan,
  contrasts: Contrasts,
  measures: readonly Attributed[],
  effects: readonly Effect[],
): Cause[] {
  return measures.flatMap((measure) =>
    causesOf(
      plan,
      contrasts,
      measure,
      effects.filter((effect) => effect.measure === measure),
    ).sort((a, b) => Math.abs(deltaOf(b)) - Math.abs(deltaOf(a))),
  );
}
