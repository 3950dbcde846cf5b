/** What vendors answer, and how their requests end. */

import { EVERYWHERE, number, type Section, text, WIDE } from '../../cells.js';
import { count, escapeHidden, plural } from '../../display/index.js';
import { type Row, rateColumns, vendorColumn, view } from './row.js';

export const answers: Section = {
  id: 'vendors',
  title: 'Vendors',
  in: EVERYWHERE,
  lead: ({ vendors, targets }) => {
    const against =
      vendors?.reference === null || vendors === undefined
        ? 'each compared with each'
        : 'each compared with the reference, which stands first';
    return `${plural(targets.length, 'vendor')} of the same weights, ${against}. Rates are of scored answers.`;
  },
  view: view([
    vendorColumn,
    { head: 'n', align: 'right', in: EVERYWHERE, cell: (row) => number(count(row.target.scored)) },
    ...rateColumns('Script mixing', 'scripts', (row) => row.target.script_mixing),
    ...rateColumns('Word mixing', 'words', (row) => row.target.word_mixing, false),
    ...rateColumns('Wrong language', 'wrong lang.', (row) => row.target.wrong_language),
    ...rateColumns('Mixing in code', 'code', (row) => row.target.code_mixing, false),
    ...rateColumns('Damage', 'damage', (row) => row.target.damage, false),
  ]),
};

/** What failed requests came to: `http 429 12, timeout 3`. */
function failures({ target: { attempts = {} } }: Row): string {
  const failed = Object.entries(attempts).filter(([name]) => name !== 'answered');
  return failed.map(([name, n]) => `${escapeHidden(name)} ${count(n)}`).join(', ');
}

export const requests: Section = {
  id: 'vendor-requests',
  title: 'Vendors: how requests end',
  in: EVERYWHERE,
  lead: (_, place) => {
    const [none, thought] =
      place === 'terminal'
        ? [' None: no answer that could be read.', 'Thought: only reasoning,']
        : ['', 'Only reasoning:'];
    return `Failed requests are of all requests, also of those that were asked again; the other shares are of samples.${none} Cut off: ended by a limit of length. ${thought} no answer behind it, and no call of a tool.`;
  },
  view: view([
    vendorColumn,
    { head: 'Requests', align: 'right', in: EVERYWHERE, cell: (row) => number(count(row.target.requests)) },
    ...rateColumns('Failed requests', 'failed', (row) => row.vendor.failed_requests),
    { head: 'What they came to', in: WIDE, cell: (row) => text(failures(row)) },
    ...rateColumns('Retried', 'retried', (row) => row.vendor.retried, false),
    ...rateColumns('No answer', 'none', (row) => row.vendor.error, false),
    ...rateColumns('Refused', 'refused', (row) => row.vendor.refused, false),
    ...rateColumns('Empty', 'empty', (row) => row.vendor.empty, false),
    ...rateColumns('Cut off', 'cut off', (row) => row.vendor.cut_off, false),
    ...rateColumns('Only reasoning', 'thought', (row) => row.vendor.only_reasoning, false),
  ]),
};
