/** The model of lm-evaluation-harness's samples: `results_DATE.json` beside `samples_TASK_DATE.jsonl`. */

import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readDocument } from '../../../files/index.js';
import { fieldAt, textOf } from '../fields.js';

const NAME = /^samples_(?<task>.+)_(?<date>\d{4}-\d\d-\d\dT.+)\.jsonl$/;

/** Task and date by a file's name; its own name stands in for the task where it is named otherwise. */
export function taskOf(path: string): { task: string; date: string } {
  const { task, date } = NAME.exec(basename(path))?.groups ?? {};
  return { task: task ?? basename(path).replace(/\.jsonl?$/, ''), date: date ?? '' };
}

/** Arguments that name the model, in the order of the harness itself: an adapter goes before what it adapts. */
const ARGUMENTS = ['peft', 'delta', 'pretrained', 'model', 'path', 'engine'] as const;

function modelArgument(args: unknown): string | undefined {
  for (const name of ARGUMENTS) {
    const value =
      typeof args === 'string' ? new RegExp(`(?:^|,)${name}=([^,]+)`).exec(args)?.[1] : fieldAt(args, name);
    const model = textOf(value);
    if (model !== undefined) return model;
  }
  return undefined;
}

async function modelIn(path: string): Promise<string | undefined> {
  try {
    const results = await readDocument(path);
    return textOf(fieldAt(results, 'model_name')) ?? modelArgument(fieldAt(results, 'config.model_args'));
  } catch {
    return undefined;
  }
}

/** The model that the results of the same date name; else the one that all results in the folder name. Undefined where there is none. */
export async function modelBeside(path: string): Promise<string | undefined> {
  const folder = dirname(path);
  const { date } = taskOf(path);
  const names = readdirSync(folder).filter((name) => /_\d{4}-\d\d-\d\dT.*\.json$/.test(name));
  const same = date === '' ? [] : names.filter((name) => name.endsWith(`_${date}.json`));
  const others = names.filter((name) => name.startsWith('results_'));
  for (const group of [same, others]) {
    const models = new Set<string>();
    for (const name of group) {
      const model = await modelIn(join(folder, name));
      if (model !== undefined) models.add(model);
    }
    if (models.size === 1) return [...models][0];
  }
  return undefined;
}
