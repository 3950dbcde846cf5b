/** Where mixing comes from, in sentences. */

import { levelPercent } from '../arrange.js';
import type { Attribution, Cause, Effect, Remedy, SimpleEffect, Step } from '../attributing/index.js';
import {
  escapeHidden,
  percent,
  percentWithBounds,
  points,
  pointsBounds,
  RATE_NAMES,
} from '../display/index.js';
import type { Report } from '../types.js';
import { levelText, listed, namedLevel } from './words.js';

type Measure = Effect['measure'];

const lower = (measure: Measure): string => RATE_NAMES[measure].toLowerCase();

/** `18.0 points more script mixing (99.5% interval +12.9 to +23.1)`: the level is that at which the effect was tested. */
function changeText(
  measure: Measure,
  { delta, low, high, level }: Pick<Effect, 'delta' | 'low' | 'high' | 'level'>,
): string {
  const size = points(Math.abs(delta)).replace('+', '');
  return `${size} points ${delta < 0 ? 'less' : 'more'} ${lower(measure)} (${levelPercent(level)} interval ${pointsBounds({ low, high })})`;
}

/** `, whatever endpoint and top_k are`; nothing where there is no other factor. */
function whatever({ factors }: Attribution, own: readonly Step[]): string {
  const others = factors.map(({ name }) => name).filter((name) => own.every(({ factor }) => factor !== name));
  return others.length === 0
    ? ''
    : `, whatever ${listed(others.map(escapeHidden))} ${others.length === 1 ? 'is' : 'are'}`;
}

const KINDS: Readonly<Record<'weights' | 'stack' | 'sampler', string>> = {
  weights: 'The weights',
  stack: 'The serving stack',
  sampler: 'The sampler',
};

/** Where a simple effect was taken, and what it is there: `−18.0 (−23.1 to −12.9) at endpoint a`. */
const thereText = (effect: SimpleEffect, unit = ''): string =>
  `${points(effect.delta)}${unit} (${pointsBounds(effect)}) ${effect.at.factor === 'endpoint' ? 'at' : 'with'} ${namedLevel(effect.at.factor, effect.at.level)}`;

/** A rate of code that no rate of prose shares this cause with. */
const isCodeAlone = ({ causes }: Attribution, cause: Cause): boolean =>
  cause.measure === 'code_mixing' &&
  causes.every(
    ({ measure }) => measure === 'code_mixing' || measure === 'damage' || measure === 'punctuation',
  );

function causeText(attribution: Attribution, cause: Cause): string {
  const alone = isCodeAlone(attribution, cause) ? ', in code alone: prose mixes no more' : '';
  switch (cause.kind) {
    case 'dropped': {
      const { step, here, there, endpoint, other } = cause;
      return `Endpoint ${levelText(endpoint)} seems to drop ${escapeHidden(step.factor)}: ${namedLevel(step.factor, step.to)} changes ${lower(cause.measure)} by ${thereText(there, ' points')} and by ${thereText(here)}, though without it both are alike; ask ${levelText(endpoint)} to heed it, or ${levelText(other)} instead${alone}.`;
    }
    case 'joint': {
      const [first, second] = cause.effect.steps;
      const [one, two] = cause.others;
      return `Two together: ${namedLevel(first.factor, first.to)} instead of ${levelText(first.from)} changes ${lower(cause.measure)} by ${thereText(cause.usual, ' points')} and by ${thereText(cause.moved)}; ${second === undefined ? '' : namedLevel(second.factor, second.to)} by ${thereText(one)} and by ${thereText(two)}${alone}.`;
    }
    default: {
      const { step, effect } = cause;
      const said =
        cause.kind === 'sampler'
          ? `${namedLevel(step.factor, step.to)} instead of ${levelText(step.from)} has`
          : `${namedLevel(step.factor, step.to)} has`;
      const than = cause.kind === 'sampler' ? '' : ` than ${levelText(step.from)}`;
      return `${KINDS[cause.kind]}: ${said} ${changeText(cause.measure, effect)}${than}${whatever(attribution, [step])}${alone}.`;
    }
  }
}

/** What is changed: `top_k 50 and temperature 0.3`. */
const stepsText = (steps: readonly Step[]): string =>
  listed(steps.map(({ factor, to }) => namedLevel(factor, to)));

function remedyText(remedy: Remedy): string {
  const { target, steps, rate, usual, rule, limit } = remedy;
  const aim =
    rule === 'max'
      ? `its upper end is to be at most ${percent(limit)}`
      : `as good as the best setting as far as is seen, and worse by no more than ${points(limit).replace('+', '')} points beyond doubt`;
  if (target === null || rate === null) return `No setting of the plan removes it: ${aim}.`;
  const isUnder = rule === 'max';
  if (steps.length === 0)
    return `The usual setting ${isUnder ? 'needs no change' : 'is as good as any'}: ${percentWithBounds(rate)} (${aim}).`;
  // Of what half or less is left, not all is gone: only a share that it is held to says that it is low enough.
  return `The cheapest setting that ${isUnder ? 'removes it' : 'takes as much of it away as any'} is ${stepsText(steps)}, all else as usual: ${percentWithBounds(rate)} instead of ${percentWithBounds(usual)} (${aim}).`;
}

/** A sentence with the rate that it is about. */
export interface Statement {
  readonly measure: Measure;
  readonly sentence: string;
}

/** `neither weights, nor sampler`, of which there are effects; what no two cells tell is not cleared. */
function neither({ factors, effects }: Attribution): string {
  const told = new Set(effects.flatMap(({ steps }) => steps.map(({ factor }) => factor)));
  const kindsOf = (isTold: boolean): string[] => [
    ...new Set(
      factors
        .filter(({ name }) => told.has(name) === isTold)
        .map(({ kind }) => KINDS[kind].replace('The ', '')),
    ),
  ];
  const [seen, unseen] = [kindsOf(true), kindsOf(false)];
  const open = unseen.length === 0 ? '' : `; of ${listed(unseen)} not all can be told yet`;
  return `${seen.length === 1 ? 'not the' : 'neither'} ${seen.join(', nor ')}${open}`;
}

/** What a report says of where mixing comes from. Hidden characters are escaped; a format escapes what is special to itself. */
export function statementsOf({ attribution }: Pick<Report, 'attribution'>): Statement[] {
  if (attribution === undefined) return [];
  const { causes, remedies, effects } = attribution;
  const measures = [...new Set(effects.map(({ measure }) => measure))];
  const [measure] = measures;
  if (measure === undefined)
    return [
      {
        measure: 'script_mixing',
        sentence:
          'Nothing can be told yet: no prompt is scored in two cells that differ in one factor alone.',
      },
    ];
  if (causes.length === 0)
    return [
      {
        measure,
        sentence: `Nothing of the plan makes a difference that chance would not make: ${neither(attribution)} (all effects together at 1%).`,
      },
    ];
  return measures.flatMap((measure) => [
    ...causes
      .filter((cause) => cause.measure === measure)
      .map((cause) => ({ measure, sentence: causeText(attribution, cause) })),
    ...remedies
      .filter((remedy) => remedy.measure === measure)
      .map((remedy) => ({ measure, sentence: remedyText(remedy) })),
  ]);
}
