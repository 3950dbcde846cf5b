/** Makes a run of other people's responses. */

import { statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { shortened, type Unread, UserError, unpackedName } from '../../files/index.js';
import type { RunCollection, RunDraft, RunManifest, RunStore } from '../../store/index.js';
import { versions } from '../versions.js';
import { type Comparison, RecordHash } from './content.js';
import { type Copied, copyRows } from './copy.js';
import type { Row } from './response.js';

export interface ScoreResult {
  /** Where the responses are now. */
  readonly run: RunStore;
  readonly samples: number;
  /** Samples whose prompt is known. */
  readonly prompted: number;
  readonly targets: readonly string[];
  /** Tags of the languages asked for. */
  readonly languages: readonly string[];
  /** Fields that responses were read from, where their names were guessed. */
  readonly fields: readonly string[];
  /** How files were read, where it is not as a matter of course. */
  readonly notes: readonly string[];
  /** Rows that could not be read, and the first of them. */
  readonly unread: number;
  readonly examples: readonly Unread[];
  /** Rows that only repeated another. */
  readonly doubles: number;
  /** False when a run held just these responses already. */
  readonly written: boolean;
}

function toManifest(files: readonly string[], copied: Copied): RunManifest {
  const { content, targets, repeats, prompts, unread, doubles } = copied;
  return {
    schema: 2,
    made_by: 'score',
    suite: { name: files.map((file) => basename(file)).join(', '), hash: content.whole },
    created_at: new Date().toISOString(),
    versions,
    targets: [...targets].map((id) => ({ id, model: id })),
    repeats,
    prompts,
    ...(unread + doubles > 0 && { left_out: { unread, doubles } }),
  };
}

/**
 * `command-r-1a2b3c4d`: by what the samples hold, or where that has other prompts than these, with the prompts; last as version 0.1
 * named them.
 */
function namesFor(files: readonly string[], { content: { samples, whole, former } }: Copied): string[] {
  const [first = 'responses'] = files;
  const name = unpackedName(basename(first));
  const stem = `${basename(name, isFolder(first) ? '' : extname(name))}${files.length > 1 ? `+${files.length - 1}` : ''}`;
  return [...new Set([samples, whole, former])].map((hash) => `${stem}-${hash.slice(0, 8)}`);
}

/** Samples from which on it is odd that each is another target's. */
const ODD = 5;

/** A field that was taken for the model, and holds something else in every row. */
function noteOfTargets({ samples, targets }: Copied): readonly string[] {
  const [first = ''] = targets;
  if (samples < ODD || targets.size < samples) return [];
  return [
    `every sample is of a target of its own, such as "${shortened(first, SHOWN)}": name the model with --target`,
  ];
}

/** UTF-16 code units of a name in a note. */
const SHOWN = 60;

/** A dot in a folder's name is a part of it. */
function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function nothingRead(files: readonly string[], { unread, examples: [first] }: Copied): UserError {
  if (first === undefined) return new UserError('there are no responses', files.join(', '));
  const more = unread > 1 ? ` (${unread - 1} more rows cannot be read either)` : '';
  return new UserError(`${first.reason}${more}`, first.where, first.todo);
}

/** How a run compares with what was read: by all that its samples hold, then by its prompts. */
async function compare(run: RunStore, { content }: Copied): Promise<Comparison> {
  const hash = new RecordHash();
  for await (const sample of run.history()) hash.add(sample);
  return hash.digest() === content.samples ? content.compare(await run.prompts()) : 'other';
}

/**
 * Makes a draft the run of the first of `names` that is free, unless under one of them there is a run of just these responses. Throws
 * UserError where there is neither.
 */
async function placeRun(
  draft: RunDraft,
  collection: RunCollection,
  names: readonly string[],
  copied: Copied,
  manifest: RunManifest,
): Promise<Pick<ScoreResult, 'run' | 'written'>> {
  let free: string | undefined;
  let taken: UserError | undefined;
  for (const name of names) {
    const run = collection.run(name);
    if (await run.isEmpty()) {
      free ??= name;
      continue;
    }
    const { suite } = await run.manifest();
    const comparison = await compare(run, copied);
    // The responses are the same; more of their prompts may have been joined since.
    if (comparison === 'fewer') await draft.publishPrompts(name, manifest);
    if (comparison !== 'other') return { run, written: comparison === 'fewer' };
    const what = `the folder holds another run ("${suite.name}")`;
    taken ??= new UserError(what, run.name, 'name another folder');
  }
  if (free === undefined) throw taken;
  await draft.publish(free, manifest);
  return { run: collection.run(free), written: true };
}

/**
 * Writes the responses of `files`, which `rows` holds, as a run under `name`, or under a name of its own: their file's with a hash of
 * all that samples and prompts hold. It appears when it is complete; where the collection has a run of just these responses, that one
 * is kept. Throws UserError: no row that can be read, a place that holds something else.
 */
export async function scoreResponses(
  files: readonly string[],
  rows: AsyncIterable<Row>,
  { collection, name }: { readonly collection: RunCollection; readonly name?: string | undefined },
): Promise<ScoreResult> {
  const draft = await collection.draft();
  try {
    const copied = await copyRows(rows, draft);
    if (copied.samples === 0) throw nothingRead(files, copied);
    const names = name === undefined ? namesFor(files, copied) : [name];
    const placed = await placeRun(draft, collection, names, copied, toManifest(files, copied));
    const { samples, prompted, targets, tags, fields, unread, examples, doubles } = copied;
    const notes = [...copied.notes, ...noteOfTargets(copied)];
    return {
      ...placed,
      samples,
      prompted,
      targets: [...targets],
      languages: [...tags],
      fields: [...fields],
      notes,
      unread,
      examples,
      doubles,
    };
  } finally {
    await draft.discard();
  }
}
