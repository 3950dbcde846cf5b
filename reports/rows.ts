/** A report on responses in memory: no run, no file. */

import { type DetectionSettings, policiesOf } from '../detectors/bare/index.js';
import { sha256, UserError } from '../files/index.js';
import { MOST_REPEATS, type PromptRecord, promptHash, type Sample, sampleKey } from '../store/index.js';
import { type Built, buildReport, type ReportOptions } from './build.js';
import type { RunInput } from './runs.js';

/** A response. */
export interface ResponseRow {
  /** Whose it is: a model, a checkpoint, a vendor. */
  readonly target: string;
  /** BCP 47 tag of the language that it must be in. */
  readonly language: string;
  /** Null where there is none. */
  readonly text: string | null;
  /** What was asked, or all that was said to the model: its terms are not foreign in the response. */
  readonly prompt?: string | PromptRecord['messages'];
  /** Names what was asked, the same for all targets. Where it is missing the prompt does, and without that the row stands alone. */
  readonly promptId?: string;
  /** 0 and up, which of several responses to the same prompt it is; in their order where missing. */
  readonly repeat?: number;
}

export interface RowOptions extends ReportOptions, Pick<RunInput, 'identifierOf'> {
  /** What the page calls the rows; `rows` where missing. */
  readonly name?: string;
  /** Changes to the policies, as a suite has them. */
  readonly detection?: DetectionSettings;
}

/** What a row without types may get wrong; undefined where it is one. */
function problemOf({ target, language, text, prompt }: ResponseRow, hasPolicy: (tag: string) => boolean) {
  if (typeof target !== 'string') return '"target" must be a text';
  if (text !== null && typeof text !== 'string') return '"text" must be a text, or null where there is none';
  if (typeof language !== 'string') return '"language" must be a text';
  if (!hasPolicy(language)) return `no policy for the language "${language}"`;
  const said = prompt === undefined || typeof prompt === 'string' || promptsText(prompt);
  return said ? undefined : '"prompt" must be a text or a list of messages, each {role, content}';
}

const promptsText = (prompt: unknown): boolean =>
  Array.isArray(prompt) &&
  prompt.every((one) => typeof one?.role === 'string' && typeof one?.content === 'string');

const messagesOf = (prompt: NonNullable<ResponseRow['prompt']>): PromptRecord['messages'] =>
  typeof prompt === 'string' ? [{ role: 'user', content: prompt }] : prompt;

/** The rows as a run. Throws UserError: a repeat that is none or stands twice, one id for two prompts. */
function runOf(
  rows: Iterable<ResponseRow>,
  { name = 'rows', detection, identifierOf }: RowOptions,
): RunInput {
  const prompts = new Map<string, PromptRecord>();
  const repeats = new Map<string, Set<number>>();
  const samples: Sample[] = [];

  function recordOf(id: string, { language, prompt }: ResponseRow, where: string): PromptRecord | undefined {
    const known = prompts.get(id);
    if (prompt === undefined) return known;
    const record = { id, language, messages: messagesOf(prompt) };
    if (known === undefined) prompts.set(id, record);
    else if (sha256(known.messages) !== sha256(record.messages))
      throw new UserError(
        `the prompt "${id}" has another text than in a row before`,
        where,
        'give it another promptId',
      );
    return known ?? record;
  }

  /** An id that came in another language before is another question. */
  const languagesOf = new Map<string, string>();
  function idIn(language: string, id: string): string {
    const first = languagesOf.get(id) ?? language;
    languagesOf.set(id, first);
    return first === language ? id : `${id}#${language}`;
  }

  const policyOf = policiesOf(detection);
  for (const row of rows) {
    const { target, language, text, prompt, promptId, repeat: given } = row;
    const where = `${name}:${samples.length + 1}`;
    const problem = problemOf(row, (tag) => policyOf(tag) !== undefined);
    if (problem !== undefined) throw new UserError(problem, where);
    const named = prompt === undefined ? undefined : sha256([language, messagesOf(prompt)]).slice(0, 12);
    const id = promptId === undefined ? (named ?? where) : idIn(language, promptId);
    const record = recordOf(id, row, where);
    const asked = JSON.stringify([target, language, id]);
    const taken = repeats.get(asked) ?? new Set();
    repeats.set(asked, taken);
    let repeat = given ?? taken.size;
    while (given === undefined && taken.has(repeat)) repeat++;
    if (!Number.isInteger(repeat) || repeat < 0 || repeat >= MOST_REPEATS)
      throw new UserError(
        `"${repeat}" is no repeat`,
        where,
        `a repeat is a whole number from 0 to ${MOST_REPEATS - 1}`,
      );
    if (taken.has(repeat))
      throw new UserError(
        `repeat ${repeat} of the prompt "${id}" stands twice for the target "${target}"`,
        where,
        'leave repeat out, or number it',
      );
    taken.add(repeat);
    const key = sampleKey(
      sha256(target),
      id,
      record === undefined ? '' : promptHash(record),
      repeat,
      undefined,
    );
    samples.push({ key, target, prompt: id, language, repeat, answer: text, attempts: 0 });
  }
  const targets = [...new Set(samples.map(({ target }) => target))];
  return {
    path: name,
    manifest: {
      made_by: 'score',
      suite: { name },
      created_at: new Date().toISOString(),
      targets: targets.map((id) => ({ id, model: id })),
      repeats: [...repeats.values()].reduce((most, taken) => Math.max(most, taken.size), 1),
      prompts: prompts.size,
      ...(detection && { detection }),
    },
    prompts,
    async *samples() {
      yield* samples;
    },
    ...(identifierOf && { identifierOf }),
  };
}

/**
 * The report on responses in memory; `formats` write it. Throws UserError: a language without a policy, a repeat that stands twice, an
 * unknown baseline.
 */
export async function report(rows: Iterable<ResponseRow>, options: RowOptions = {}): Promise<Built> {
  const { baseline, series, judge } = options;
  return buildReport([runOf(rows, options)], { baseline, series, judge });
}
