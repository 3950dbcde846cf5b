/** How it mixes: along the answers, with their length, by the tags of prompts; what slips most; and how long answers take. */

import { count, escapeHidden, scriptName, seconds } from '../../display/index.js';
import type { Report, TargetReport } from '../../types.js';
import { type Drawing, dots, lines, MOST_LINES } from './charts/index.js';
import type { NameOf } from './labels.js';

/** A drawing with its heading and what it shows. */
export interface Figure {
  readonly title: string;
  readonly note: string;
  readonly drawing: Drawing;
}

const figure = (title: string, note: string, drawing: Drawing | null): Figure[] =>
  drawing === null ? [] : [{ title, note, drawing }];

/** The targets whose lines are drawn: the baseline, then the others as they come, the last ones where there are too many. */
function drawnTargets({ targets, baseline }: Report): readonly TargetReport[] {
  if (targets.length <= MOST_LINES) return targets;
  const first = targets.filter(({ id }) => id === baseline);
  const others = targets.filter(({ id }) => id !== baseline);
  return [...first, ...others.slice(first.length - MOST_LINES)];
}

function alongAnswers(targets: readonly TargetReport[], name: NameOf): Figure[] {
  const positions = targets.flatMap(({ by_position = [] }) => by_position.map(({ within }) => within));
  const steps = [...new Set(positions)].sort((a, b) => a - b).map(count);
  if (steps.length < 2) return [];
  return figure(
    'How far into an answer',
    'Of answers that are at least so long, the share with another script in so many of their first characters. A line that rises: the longer it writes, the more it slips. Bars are 95% intervals, those at the upper edge longer than drawn.',
    lines(
      'Share of answers with another script by position',
      targets.map(({ id, by_position = [] }) => ({
        name: name(id).id,
        points: by_position.map(({ within, ...rate }) => ({ at: count(within), rate })),
      })),
      steps,
      'first characters (code units)',
    ),
  );
}

function byLength(targets: readonly TargetReport[], name: NameOf): Figure[] {
  const known = new Map(
    targets
      .flatMap(({ by_length = [] }) => by_length)
      .map(({ from, to }) => [from, to === null ? `${count(from)}+` : `<${count(to)}`]),
  );
  const steps = [...known].sort(([a], [b]) => a - b).map(([, label]) => label);
  if (steps.length < 2) return [];
  return figure(
    'By length of the answer',
    'Script mixing of answers of a length: each class reaches from the one before it. Bars are 95% intervals, those at the upper edge longer than drawn.',
    lines(
      'Script mixing by length of the answer',
      targets.map(({ id, by_length = [] }) => ({
        name: name(id).id,
        points: by_length.map(({ from, to: _, ...rate }) => ({ at: known.get(from) ?? '', rate })),
      })),
      steps,
      'characters (code units)',
    ),
  );
}

/** Tags of one target that are drawn, those that mix most. */
const TAGS = 20;

/** Of the candidate that is asked about, or the first target. */
function byTag(target: TargetReport | undefined, name: NameOf): Figure[] {
  if (target === undefined) return [];
  const rated = Object.entries(target.by_tag ?? {})
    .filter(([, { of }]) => of > 0)
    .sort(([, a], [, b]) => (b.rate ?? 0) - (a.rate ?? 0));
  if (rated.length < 2) return [];
  const cut = rated.length > TAGS ? ` The ${TAGS} that mix most of ${count(rated.length)}.` : '';
  return figure(
    `By tag of the prompt, ${name(target.id).id}`,
    `Script mixing of answers to prompts with a tag; a prompt may have several.${cut}`,
    dots(
      'Script mixing by tag of the prompt',
      rated.slice(0, TAGS).map(([tag, rate]) => ({ name: escapeHidden(tag), rate })),
    ),
  );
}

/** Pieces of one target that are drawn. */
const PIECES = 12;

function slipsMost(target: TargetReport | undefined, name: NameOf): Figure[] {
  const { intruders = [], scored = 0 } = target ?? {};
  if (target === undefined || intruders.length < 2) return [];
  return figure(
    `What slips most, ${name(target.id).id}`,
    'Scored answers that hold a piece of another script; of all targets they stand under “What slips most”.',
    dots(
      'Pieces of another script by the answers that hold them',
      intruders.slice(0, PIECES).map(({ script, text, answers }) => ({
        name: escapeHidden(text),
        rate: { rate: answers / scored, low: null, high: null },
        beside: `${count(answers)}, ${scriptName(script)}`,
      })),
    ),
  );
}

function latency({ targets }: Report, name: NameOf): Figure[] {
  const timed = targets.flatMap(({ id, latency_ms: quantiles }) =>
    quantiles === undefined ? [] : [{ id, quantiles }],
  );
  if (timed.length === 0) return [];
  return figure(
    'Seconds of an answer',
    'The median and the 95th percentile of the last request of each answer, with 95% intervals by order statistics.',
    dots(
      'Seconds of an answer',
      timed
        .sort((a, b) => b.quantiles.p50.value - a.quantiles.p50.value)
        .flatMap(({ id, quantiles: { p50, p95 } }) =>
          (
            [
              ['median', p50],
              ['95%', p95],
            ] as const
          ).map(([what, { value, low, high }]) => ({
            name: `${name(id).id} ${what}`,
            rate: { rate: value, low, high },
          })),
        ),
      {
        said: ({ rate, low, high }) =>
          `${seconds(rate ?? 0)}${low === null || high === null ? '' : ` (${seconds(low)}–${seconds(high)})`}`,
        tick: (ms) => seconds(ms),
      },
    ),
  );
}

/** `asked` is the candidate that the page begins with. */
export function howView(report: Report, asked: string | undefined, name: NameOf): readonly Figure[] {
  const targets = drawnTargets(report);
  const one = report.targets.find(({ id }) => id === asked) ?? report.targets[0];
  return [
    ...alongAnswers(targets, name),
    ...byLength(targets, name),
    ...byTag(one, name),
    ...slipsMost(one, name),
    ...latency(report, name),
  ];
}
