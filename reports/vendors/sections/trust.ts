/** Whether a comparison of vendors is to be trusted: a vendor against itself, and when they were asked. */

import { namesOf } from '../../arrange.js';
import { EVERYWHERE, number, type Section, target, text, viewOf, WIDE } from '../../cells.js';
import {
  count,
  escapeHidden,
  NO_NUMBER,
  percent,
  percentWithBounds,
  significant,
} from '../../display/index.js';
import type { Report } from '../../types.js';
import { FAR } from '../far.js';
import { measureName } from '../names.js';
import type { AgainstItself, Beside, VendorReport } from '../types.js';
import { isIn, rowsOf } from './row.js';

const saidOf: Readonly<Record<NonNullable<AgainstItself['verdict']>, string>> = {
  calibrated: 'as it should be',
  too_often: 'too often',
};

/** A target that is the reference once more, and what it was told from it by. */
function againText(id: string, { pairs }: VendorReport, called: (id: string) => string): string {
  const told = pairs.filter(({ candidate, verdict }) => candidate === id && verdict !== 'inconclusive');
  const by = told.map(({ measure }) => measureName(measure).toLowerCase()).join(', ');
  return `${escapeHidden(called(id))} is asked just as the reference is, and ${
    by === ''
      ? 'nothing tells them apart.'
      : `told from it by ${by}: a false alarm, an endpoint that drifts, or how it was asked.`
  }`;
}

export const itself: Section = {
  id: 'vendor-itself',
  title: 'A vendor against itself (A/A)',
  in: EVERYWHERE,
  lead: ({ vendors }) => {
    const rows = vendors?.against_itself ?? [];
    const [one] = rows;
    const splits = new Set(rows.map(({ split }) => split));
    const how =
      splits.size > 1
        ? 'the repeats of each prompt or else its prompts'
        : splits.has('prompts')
          ? 'its prompts'
          : 'the repeats of each prompt';
    return `Its own answers, ${how} split at random ${count(one?.splits ?? 0)} times (seed ${vendors?.seed ?? 0}), and each split told apart as two vendors are: about ${percent(one?.alpha ?? 0)} of them are called different where verdicts are right, fewer where few answers have what is counted.`;
  },
  named: ({ vendors, targets }) =>
    vendors?.again.map((id) => againText(id, vendors, namesOf({ targets }))).join(' ') ?? '',
  view: (report, place) =>
    viewOf<AgainstItself>(
      [
        { head: 'Vendor', in: EVERYWHERE, cell: (row) => target(row.target), html: { scope: 'row' } },
        { head: 'What', in: EVERYWHERE, cell: ({ measure }) => text(measureName(measure)) },
        { head: 'Split', in: WIDE, cell: ({ split }) => text(split) },
        {
          head: 'Called different',
          align: 'right',
          in: EVERYWHERE,
          cell: ({ significant: n, splits }) => number(`${count(n)} of ${count(splits)}`),
        },
        {
          head: 'Share (95% interval)',
          align: 'right',
          in: EVERYWHERE,
          cell: ({ share }) => number(percentWithBounds(share)),
        },
        {
          head: 'At',
          align: 'right',
          in: EVERYWHERE,
          cell: ({ alpha, verdict }) => number(verdict === null ? '' : percent(alpha)),
        },
        {
          head: 'Reads',
          in: EVERYWHERE,
          cell: ({ verdict }) => text(verdict === null ? '' : saidOf[verdict]),
        },
      ],
      report.vendors?.against_itself ?? [],
      place,
    ),
};

const MINUTE = 60;
const HOUR = 3600;

/** Seconds as people say them: `0.4 s`, `12 min`, `3.1 h`. */
function duration(of: number | null): string {
  if (of === null) return NO_NUMBER;
  if (of < MINUTE) return `${significant(of)} s`;
  return of < HOUR ? `${significant(of / MINUTE)} min` : `${significant(of / HOUR)} h`;
}

const moment = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;

interface Asked {
  readonly id: string;
  readonly asked: Beside;
}

/** Those of whom it is known. */
const askedIn = (report: Report): Asked[] =>
  rowsOf(report).flatMap(({ target: { id }, vendor: { asked } }) =>
    asked === null || !isIn(report) ? [] : [{ id, asked }],
  );

/** Those that were asked at another hour; of the reference it is not said, since it is the others that are compared with it. */
const farFrom = (report: Report): Asked[] =>
  askedIn(report).filter(({ id, asked: { far } }) => far > 0 && id !== report.vendors?.reference);

const LIMIT = `${FAR / MINUTE} minutes`;

export const beside: Section = {
  id: 'vendor-beside',
  title: 'Vendors: asked side by side?',
  in: EVERYWHERE,
  lead: (report) =>
    `How far apart in time the same questions went to two vendors${
      askedIn(report).every(({ asked: { questions } }) => questions === 0)
        ? ': there are no such questions.'
        : farFrom(report).length === 0
          ? `: all of them within ${LIMIT}.`
          : '.'
    }`,
  named: (report) => {
    const far = farFrom(report);
    if (far.length === 0) return '';
    const names = far.map(({ id }) => escapeHidden(namesOf(report)(id))).join(', ');
    return `More than ${LIMIT} with ${names}: what tells ${far.length === 1 ? 'it' : 'them'} apart may be the hour.`;
  },
  view: (report, place) =>
    viewOf<Asked>(
      [
        { head: 'Vendor', in: EVERYWHERE, cell: ({ id }) => target(id), html: { scope: 'row' } },
        { head: 'First asked (UTC)', in: WIDE, cell: ({ asked }) => text(moment(asked.first_asked)) },
        { head: 'Last asked (UTC)', in: WIDE, cell: ({ asked }) => text(moment(asked.last_asked)) },
        {
          head: 'Beside',
          in: EVERYWHERE,
          cell: ({ asked }) => (asked.beside === null ? text('') : target(asked.beside)),
        },
        {
          head: 'Median',
          align: 'right',
          in: EVERYWHERE,
          cell: ({ asked }) => number(duration(asked.median)),
        },
        { head: 'p95', align: 'right', in: EVERYWHERE, cell: ({ asked }) => number(duration(asked.p95)) },
        {
          head: 'Longest',
          align: 'right',
          in: EVERYWHERE,
          cell: ({ asked }) => number(duration(asked.longest)),
        },
        {
          head: 'Further apart',
          align: 'right',
          in: EVERYWHERE,
          cell: ({ asked }) =>
            number(asked.questions === 0 ? '' : `${count(asked.far)} of ${count(asked.questions)}`),
        },
      ],
      askedIn(report),
      place,
    ),
};
