/** Where mixing comes from, as reports show it: sentences, a table of effects, lines of the CSV. */

import type { Attribution, Cause, Effect, Level, Remedy, SimpleEffect, Step } from './attributing/index.js';
import { type Cell, type CsvValue, number, type Section, text, type View, viewOf } from './cells.js';
import {
  count,
  escapeHidden,
  percent,
  percentWithBounds,
  points,
  pointsBounds,
  pointsWithBounds,
  pValue,
  RATE_NAMES,
} from './display/index.js';
import type { Report } from './types.js';

type Measure = Effect['measure'];

const levelText = (level: Level): string => (level === null ? 'not sent' : escapeHidden(String(level)));

/** `checkpoint v2`, `top_k 50`, `top_k not sent`. */
const namedLevel = (factor: string, level: Level): string => `${escapeHidden(factor)} ${levelText(level)}`;

const lower = (measure: Measure): string => RATE_NAMES[measure].toLowerCase();

/** `18.0 points more script mixing than v1 (95% …)`; a level is said of intervals that are not of 95%. */
function changeText(measure: Measure, { delta, low, high }: Pick<Effect, 'delta' | 'low' | 'high'>): string {
  const size = points(Math.abs(delta)).replace('+', '');
  return `${size} points ${delta < 0 ? 'less' : 'more'} ${lower(measure)} (${pointsBounds({ low, high })})`;
}

/** Names of factors, the last one after "and". */
const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

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

/** What cheapest means, said once. */
const CHEAPEST =
  'Cheapest is what changes the fewest factors of the usual setting, the first of each; then what has the shortest answers, by the price of output where all have one.';

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

/** How much of the plan there is. */
function extentOf({ attribution, targets }: Report): string {
  const { cells = [] } = attribution ?? {};
  const scored = new Set(targets.flatMap(({ id, scored: answers }) => (answers > 0 ? [id] : [])));
  const answered = cells.filter(({ target }) => scored.has(target)).length;
  return answered === cells.length
    ? `${count(cells.length)} cells of a crossed plan, in each of which every prompt is asked.`
    : `${count(cells.length)} cells of a crossed plan, ${count(answered)} of which have scored answers.`;
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

/** What effects are of, in words. */
function effectText({ steps: [first, second] }: Effect): string {
  const step = `${namedLevel(first.factor, first.to)} instead of ${levelText(first.from)}`;
  return second === undefined ? step : `${step}, more with ${namedLevel(second.factor, second.to)}`;
}

function shareOf({ shares }: Attribution, { measure, steps }: Effect): number | null {
  const names = steps.map(({ factor }) => factor).join('\n');
  return shares.find((one) => one.measure === measure && one.factors.join('\n') === names)?.share ?? null;
}

/** Effects worth a row: of single steps, and of two those that are significant. */
const shownEffects = ({ effects }: Attribution): Effect[] =>
  effects.filter(({ steps, significant }) => steps.length === 1 || significant);

const verdictOf = ({ significant, delta }: Effect): Cell =>
  text(significant ? (delta < 0 ? 'less' : 'more') : 'not shown');

/** The sentences. */
export const causeSection: Section = {
  id: 'causes',
  first: true,
  title: 'Where mixing comes from',
  lead: (report) =>
    `${extentOf(report)} ${(report.attribution?.remedies.length ?? 0) > 0 ? CHEAPEST : ''}`.trim(),
  view: (report, place) =>
    viewOf<Statement>(
      [
        { head: 'What', cell: ({ measure }) => text(RATE_NAMES[measure]), html: { scope: 'row' } },
        { head: 'Where it comes from', cell: ({ sentence }) => text(sentence) },
      ],
      statementsOf(report),
      place,
    ),
};

/** Effects as a table, also for a terminal. */
export function effectView(report: Report, place: 'markdown' | 'html' | 'terminal'): View {
  const { attribution } = report;
  const everywhere = ['markdown', 'html', 'terminal'] as const;
  return viewOf<Effect>(
    [
      { head: 'What', in: everywhere, cell: ({ measure }) => text(RATE_NAMES[measure]) },
      { head: 'Effect', in: everywhere, cell: (effect) => text(effectText(effect)) },
      {
        head: 'Points (interval)',
        align: 'right',
        in: everywhere,
        cell: (effect) => number(pointsWithBounds(effect)),
      },
      {
        head: 'Share',
        align: 'right',
        in: everywhere,
        cell: (effect) =>
          number(attribution === undefined ? '' : percent(shareOf(attribution, effect)).replace('–', '')),
      },
      { head: 'Pairs', align: 'right', cell: ({ matched }) => number(count(matched)) },
      { head: 'Prompts', align: 'right', cell: ({ prompts }) => number(count(prompts)) },
      {
        head: 'Adjusted p',
        align: 'right',
        in: everywhere,
        cell: ({ p_adjusted }) => number(pValue(p_adjusted)),
      },
      { head: 'Mixed', in: everywhere, cell: verdictOf },
    ],
    attribution === undefined ? [] : shownEffects(attribution),
    place,
  );
}

export const effectSection: Section = {
  id: 'effects',
  first: true,
  title: 'Effects of checkpoints, stacks and sampling',
  lead: () =>
    'The mean over all pairs of cells that differ in nothing else, each prompt its own measure; all effects are tested together at 1%, and an interval is of the level at which its effect is tested. Of two factors together only what is significant is shown: by how much the first changes more where the second is changed. The share is of what varies between cells beyond chance.',
  view: (report, place) => effectView(report, place),
};

const nameOf = (steps: readonly Step[]): string =>
  steps.map(({ factor, from, to }) => `${factor} ${from ?? ''}>${to ?? ''}`).join(' x ');

/** A line of the CSV that is about the plan, or about one of its cells. */
export type PlanValue = CsvValue & { readonly target: string };

/** `effect script_mixing checkpoint v1>v2`: prompts stand under `of`, pairs of cells under `count`, the difference under `rate`; shares; the cheapest setting. */
export function attributionValues({ attribution }: Report): PlanValue[] {
  if (attribution === undefined) return [];
  const { effects, shares, remedies, causes } = attribution;
  const nothing = { count: null, of: null, low: null, high: null };
  return [
    ...effects.map(
      ({ measure, steps, matched, prompts, delta, low, high }): PlanValue => ({
        target: '',
        measure: `effect ${measure} ${nameOf(steps)}`,
        count: matched,
        of: prompts,
        rate: delta,
        low,
        high,
      }),
    ),
    ...shares.map(
      ({ measure, factors, share }): PlanValue => ({
        target: '',
        measure: `share ${measure} ${factors.join(' x ')}`,
        ...nothing,
        rate: share,
      }),
    ),
    ...causes.map(
      (cause): PlanValue => ({
        target: '',
        measure: `cause ${cause.measure} ${cause.kind} ${nameOf(cause.kind === 'joint' ? cause.effect.steps : cause.kind === 'dropped' ? [cause.stack, cause.step] : [cause.step])}`,
        ...nothing,
        rate: cause.kind === 'dropped' ? cause.there.delta : cause.effect.delta,
      }),
    ),
    ...remedies.flatMap(({ measure, target, rate }): PlanValue[] =>
      target === null || rate === null
        ? []
        : [
            {
              target,
              measure: `cheapest ${measure}`,
              count: rate.mixed,
              of: rate.of,
              rate: rate.rate,
              low: rate.low,
              high: rate.high,
            },
          ],
    ),
  ];
}
