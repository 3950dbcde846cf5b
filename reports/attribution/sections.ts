/** Where mixing comes from as sections of a report: its sentences, and a table of effects. */

import type { Attribution, Effect } from '../attributing/index.js';
import { type Cell, number, type Section, text, type View, viewOf } from '../cells.js';
import { count, percent, pointsWithBounds, pValue, RATE_NAMES } from '../display/index.js';
import type { Report } from '../types.js';
import { type Statement, statementsOf } from './statements.js';
import { levelText, namedLevel } from './words.js';

/** What cheapest means, said once. */
const CHEAPEST =
  'Cheapest is what changes the fewest factors of the usual setting, the first of each; then what has the shortest answers, by the price of output where all have one.';

/** How much of the plan there is. */
function extentOf({ attribution, targets }: Report): string {
  const { cells = [] } = attribution ?? {};
  const scored = new Set(targets.flatMap(({ id, scored: answers }) => (answers > 0 ? [id] : [])));
  const answered = cells.filter(({ target }) => scored.has(target)).length;
  const which = answered === cells.length ? 'all' : count(answered);
  return `${count(cells.length)} cells of a crossed plan, ${which} of which have scored answers.`;
}

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
