/** `offscript run --dry-run`: what a run would ask, and what that may cost. */

import { borderlessTable, count, escapeHidden, money } from '../../../reports/display/index.js';
import type { Estimate } from '../../run/index.js';
import { painter, print } from '../terminal/index.js';

const BASES: Readonly<Record<Estimate['basis'], string>> = {
  answers: 'as the answers so far',
  limit: 'at most, by max_tokens',
  guess: 'a guess: no max_tokens',
};

/** Prints the plan to standard output. Tokens are estimates, and so is the cost. */
export function showPlan(estimates: readonly Estimate[]): void {
  const sum = (of: (one: Estimate) => number): number => estimates.reduce((all, one) => all + of(one), 0);
  const priced = estimates.filter(({ cost }) => cost !== null);
  const rows = estimates.map(({ target, questions, requests, input_tokens, output_tokens, basis, cost }) => [
    escapeHidden(target),
    count(questions),
    count(requests),
    count(input_tokens),
    count(output_tokens),
    BASES[basis],
    cost === null ? 'no prices' : money(cost),
  ]);
  const total = [
    'all',
    count(sum(({ questions }) => questions)),
    count(sum(({ requests }) => requests)),
    count(sum(({ input_tokens }) => input_tokens)),
    count(sum(({ output_tokens }) => output_tokens)),
    '',
    priced.length === 0
      ? ''
      : `${money(sum(({ cost }) => cost ?? 0))}${priced.length < estimates.length ? ' and more' : ''}`,
  ];
  const table = borderlessTable(
    ['target', 'questions', 'to ask', 'tokens in', 'tokens out', '', 'cost'],
    ['left', 'right', 'right', 'right', 'right', 'left', 'right'],
    estimates.length > 1 ? [...rows, total] : rows,
    painter(),
  );
  print(`${table.join('\n')}\n\nNothing was asked. Tokens are estimates; retries come on top.\n`);
}
