/** The model of lm-evaluation-harness's samples: `results_DATE.json` beside `samples_TASK_DATE.jsonl`, or what descends from it. */

import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readDocument, unpackedName } from '../../../../files/index.js';
import { fieldAt, textOf } from '../../fields.js';
import { fileStem } from '../../file-target.js';

/** Names of samples: the harness's, and lmms-eval's (`20250101_120000_samples_TASK.jsonl`). */
const NAMES = [
  /^samples_(?<task>.+)_(?<date>\d{4}-\d\d-\d\dT.+)\.jsonl$/,
  /^(?<date>.+?)_samples_(?<task>.+)\.jsonl$/,
];

/**
 * Task and date by a file's name; its own name stands in for the task where it is named otherwise. Versions 0.4.0 to 0.4.2 put `args`, the
 * arguments of the model, before the task.
 */
export function taskOf(path: string, args?: string): { task: string; date: string } {
  const name = unpackedName(basename(path));
  const { task, date } = NAMES.map((form) => form.exec(name)).find((match) => match !== null)?.groups ?? {};
  const stem = fileStem(path);
  const before = args === undefined ? '' : `${args.replace(/[/=]/g, '__')}_`;
  return { task: task ?? (stem.startsWith(before) ? stem.slice(before.length) : stem), date: date ?? '' };
}

/** Arguments that name the model, in the order of lmms-eval, which has those of the harness: an adapter goes before what it adapts. */
const ARGUMENTS = [
  'peft',
  'delta',
  'pretrained',
  'model',
  'model_version',
  'model_name',
  'model_id',
  'path',
  'engine',
] as const;

export function modelArgument(args: unknown): string | undefined {
  for (const name of ARGUMENTS) {
    const value =
      typeof args === 'string' ? new RegExp(`(?:^|,)${name}=([^,]+)`).exec(args)?.[1] : fieldAt(args, name);
    const model = textOf(value);
    if (model !== undefined) return model;
  }
  return undefined;
}

/** What the results beside samples say of their model. */
export interface Beside {
  readonly model?: string;
  /** Its arguments as they were given. */
  readonly args?: string;
}

async function modelIn(path: string): Promise<Beside> {
  try {
    const results = await readDocument(path);
    const args = fieldAt(results, 'config.model_args');
    const model = textOf(fieldAt(results, 'model_name')) ?? modelArgument(args);
    return { ...(model !== undefined && { model }), ...(typeof args === 'string' && { args }) };
  } catch {
    return {};
  }
}

/** The model that the results of the same date name; else the one that all results in the folder name. Nothing where there is none. */
export async function modelBeside(path: string): Promise<Beside> {
  const folder = dirname(path);
  const { date } = taskOf(path);
  const names = readdirSync(folder);
  const dated = names.filter((name) => /_\d{4}-\d\d-\d\dT.*\.json$/.test(name));
  const same =
    date === ''
      ? []
      : names.filter(
          (name) =>
            name === `${date}_results.json` || (dated.includes(name) && name.endsWith(`_${date}.json`)),
        );
  const others = [
    ...dated.filter((name) => name.startsWith('results_')),
    ...names.filter((name) => name === 'results.json'),
  ];
  for (const group of [same, others]) {
    const found = new Map<string, Beside>();
    for (const name of group) {
      const beside = await modelIn(join(folder, name));
      if (beside.model !== undefined) found.set(beside.model, beside);
    }
    const [first] = found.values();
    if (found.size === 1 && first !== undefined) return first;
  }
  return {};
}
