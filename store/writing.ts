/**
 * What drivers write, as JSON in one line each. All throw UserError, with `where` as its place, for what no reader would take: one such
 * line spoils a run.
 */

import { UserError } from '../files/index.js';
import { type PromptRecord, promptRecord } from './manifest.js';
import { type JsonObject, RecordKind } from './record.js';
import { type Sample, sampleRecord } from './sample.js';

function refuse(problem: string | undefined, where: string): void {
  if (problem !== undefined) throw new UserError(`what is to be stored is no record: ${problem}`, where);
}

export function writtenSample(sample: Sample, where: string): string {
  refuse(sampleRecord.problem(sample), where);
  return JSON.stringify(sample);
}

export function writtenPrompt(prompt: PromptRecord, where: string): string {
  refuse(promptRecord.problem(prompt), where);
  return JSON.stringify(prompt);
}

/** What people said of samples: any object. */
export const labelRecord = new RecordKind<JsonObject>({});

/** A label may be any object, as its own `toJSON` has it. */
export function writtenLabel(label: JsonObject, where: string): string {
  const text: string | undefined = JSON.stringify(label);
  refuse(labelRecord.problem(text === undefined ? undefined : JSON.parse(text)), where);
  return text as string;
}

/** Throws UserError where a name would lead elsewhere than into its collection. */
export function checkRunName(name: string): void {
  if (!['', '.', '..'].includes(name) && !/[/\\\0]/.test(name)) return;
  throw new UserError('this is no name of a run', name, 'a name has no separators of folders');
}
