/** `offscript rejudge`: judges a run once more, and lists what came to something else than the last time. */

import type { Command } from 'commander';
import { detectBy, policiesOf } from '../../../detectors/core/index.js';
import { UserError } from '../../../files/index.js';
import { borderlessTable, count, escapeHidden, percent, plural } from '../../../reports/display/index.js';
import {
  type Count,
  type Outcome,
  openRun,
  type Rejudged,
  type RunInput,
  rejudge,
  type StateChange,
  tallyKey,
} from '../../../reports/index.js';
import type { RunStore } from '../../../store/index.js';
import { loadIdentifier } from '../../identifier/index.js';
import { lastJudgement, openFullJudge, remember, underPolicy } from '../judging/index.js';
import { jobsOption, wholeNumber } from '../options/index.js';
import { withStore } from '../stores/index.js';
import { painter, print, printData } from '../terminal/index.js';

interface Options {
  readonly policy?: string;
  readonly json?: boolean;
  readonly limit: number;
  readonly jobs?: number;
}

/** Findings and exemptions that are named of a change, and code units of each. */
const NAMED = 3;
const SHOWN = 30;

const outcomeText = ({ state, scripts, counted }: Outcome): string => {
  const more = state === 'mixed' ? scripts : counted;
  return more.length === 0 ? state : `${state} (${more.join(', ')})`;
};

interface Reason {
  readonly found: readonly { readonly text: string; readonly kind: string; readonly script: string }[];
  readonly exempt: readonly { readonly text: string; readonly reason: string }[];
}

/** What the detector finds and excuses now in an answer. */
async function reasonsFor(run: RunInput, changes: readonly StateChange[]): Promise<Reason[]> {
  const { detection = {} } = run.manifest;
  const policyOf = policiesOf(detection);
  const identifier = await loadIdentifier(detection.lid ?? 'fasttext');
  return changes.map(({ case: { sample, prompt, allow, exempt } }) => {
    const policy = policyOf(sample.language);
    if (policy === undefined || sample.answer === null || sample.answer === undefined)
      return { found: [], exempt: [] };
    const { findings, exemptions } = detectBy(sample.answer, policy, {
      identifier,
      ...(prompt && exempt !== false && { prompt }),
      ...(allow && { allow }),
    });
    return {
      found: findings.slice(0, NAMED).map(({ text, kind, script }) => ({ text, kind, script })),
      exempt: exemptions.slice(0, NAMED).map(({ text, reason }) => ({ text, reason })),
    };
  });
}

const quoted = (text: string): string =>
  `"${escapeHidden(text.slice(0, SHOWN))}${text.length > SHOWN ? '…' : ''}"`;

function reasonText({ found, exempt }: Reason): string {
  const now = found.map(({ text, kind, script }) => `${kind} ${script} ${quoted(text)}`);
  const excused = exempt.map(({ text, reason }) => `${reason} ${quoted(text)}`);
  return [
    now.length === 0 ? 'nothing is found' : `found: ${now.join(', ')}`,
    ...(excused.length === 0 ? [] : [`excused: ${excused.join(', ')}`]),
  ].join('; ');
}

const rateText = ({ mixed, of }: Count): string =>
  `${percent(of === 0 ? null : mixed / of)} (${count(mixed)} of ${count(of)})`;

/** The rates that moved, a line each. */
function movedTable({ moved }: Rejudged): string[] {
  const rows = moved
    .filter(({ before, after }) => before.mixed !== after.mixed || before.of !== after.of)
    .map(({ target, measure, before, after }) => [
      escapeHidden(target),
      measure,
      rateText(before),
      rateText(after),
    ]);
  if (rows.length === 0) return ['No rate moved.'];
  return borderlessTable(
    ['target', 'rate', 'before', 'now'],
    ['left', 'left', 'right', 'right'],
    rows,
    painter(),
  );
}

function toJson(rejudged: Rejudged, reasons: readonly Reason[]): unknown {
  const { changes, moved, known, unknown } = rejudged;
  return {
    judged_before: known,
    new: unknown,
    changes: changes.map(({ case: { sample }, before, after }, i) => ({
      key: sample.key,
      target: sample.target,
      language: sample.language,
      prompt: sample.prompt,
      repeat: sample.repeat,
      before,
      after,
      ...reasons[i],
    })),
    moved,
  };
}

async function rejudgeRun(store: RunStore, { policy, json, limit, jobs }: Options): Promise<void> {
  const opened = await openRun(store);
  const last = await lastJudgement(store);
  if (last === undefined)
    throw new UserError(
      'nothing is known of how the run was judged before',
      store.name,
      'offscript report judges it; from then on this says what changed',
    );
  const [run = opened] = await underPolicy([opened], policy);
  const judge = openFullJudge({ ...(jobs !== undefined && { jobs }) });
  try {
    const rejudged = await rejudge(run, judge, last);
    const by = tallyKey(judge, run.manifest.detection);
    const { changes, unknown } = rejudged;
    const reasons = await reasonsFor(run, json === true ? changes : changes.slice(0, limit));
    if (json === true) printData(`${JSON.stringify(toJson(rejudged, reasons))}\n`);
    else {
      print(
        `Judged before by detector ${last.by.detector}, policy ${last.by.policy}, ${last.by.identifier}; now by detector ${by.detector}, policy ${by.policy}, ${by.identifier}.\n` +
          `${plural(changes.length, 'answer')} of ${count(rejudged.known)} came to something else${unknown > 0 ? `; ${plural(unknown, 'answer')} had not been judged` : ''}.\n\n`,
      );
      for (const [i, { case: one, before, after }] of changes.slice(0, limit).entries()) {
        const { target, language, prompt, repeat, key } = one.sample;
        print(
          `${escapeHidden(`${target} ${language} ${prompt} #${repeat}`)} (${key}): ${outcomeText(before)} → ${outcomeText(after)}\n  ${reasonText(reasons[i] ?? { found: [], exempt: [] })}\n`,
        );
      }
      if (changes.length > limit)
        print(`… and ${count(changes.length - limit)} more: --limit, or --json for all\n`);
      print(`${changes.length > 0 ? '\n' : ''}${movedTable(rejudged).join('\n')}\n`);
    }
    // A policy that is tried is not the run's own.
    if (policy === undefined) await remember(store, rejudged.recorder, by);
  } finally {
    await judge.close();
  }
}

export function addRejudge(program: Command): void {
  program
    .command('rejudge')
    .description('judge a run once more; list the answers that came to something else than the last time')
    .argument('<run>', 'run folder')
    .option(
      '--policy <file>',
      'try policies, YAML or JSON: docs/policies.md; what the run keeps stays as it is',
    )
    .option('--json', 'all changes as JSON')
    .option('--limit <n>', 'changes to list', wholeNumber('--limit', 0), 50)
    .addOption(jobsOption())
    .action((folder, options) => withStore(folder, (store) => rejudgeRun(store, options)));
}
