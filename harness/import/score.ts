/** Makes a run of other people's responses. */

import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Unread } from '../../files/index.js';
import { UserError } from '../../files/index.js';
import {
  describeRun,
  openPromptWriter,
  openSampleWriter,
  PROMPTS,
  type RunManifest,
  readManifest,
} from '../../store/index.js';
import { versions } from '../versions.js';
import { type Copied, copyRows } from './copy.js';
import type { Row } from './response.js';

export interface ScoreResult {
  readonly folder: string;
  readonly samples: number;
  /** Samples whose prompt is known. */
  readonly prompted: number;
  readonly targets: readonly string[];
  /** Tags of the languages asked for. */
  readonly languages: readonly string[];
  /** Rows that could not be read, and the first of them. */
  readonly unread: number;
  readonly examples: readonly Unread[];
  /** Rows that only repeated another. */
  readonly doubles: number;
  /** False when the folder already held just these responses. */
  readonly written: boolean;
}

function toManifest(files: readonly string[], copied: Copied): RunManifest {
  const { hash, targets, repeats, prompts, unread, doubles } = copied;
  return {
    schema: 1,
    made_by: 'score',
    suite: { name: files.map((file) => basename(file)).join(', '), hash },
    created_at: new Date().toISOString(),
    versions,
    targets: [...targets].map((id) => ({ id, model: id })),
    repeats,
    prompts,
    ...(unread + doubles > 0 && { left_out: { unread, doubles } }),
  };
}

/** `runs/command-r-1a2b3c4d` */
function defaultFolder(parent: string, files: readonly string[], hash: string): string {
  const [first = 'responses'] = files;
  return join(
    parent,
    `${basename(first, extname(first))}${files.length > 1 ? `+${files.length - 1}` : ''}-${hash.slice(0, 8)}`,
  );
}

function nothingRead(files: readonly string[], { unread, examples: [first] }: Copied): UserError {
  if (first === undefined) return new UserError('there are no responses', files.join(', '));
  const more = unread > 1 ? ` (${unread - 1} more rows cannot be read either)` : '';
  return new UserError(`${first.reason}${more}`, first.where);
}

async function copyInto(part: string, rows: AsyncIterable<Row>): Promise<Copied> {
  const prompts = openPromptWriter(part);
  try {
    const samples = await openSampleWriter(part);
    return await copyRows(rows, samples, prompts).finally(() => samples.close());
  } finally {
    prompts.close();
  }
}

/**
 * Writes the responses of `files`, which `rows` holds, as a run into `folder`, or into a folder of its own under `parent`. The folder
 * appears when it is complete. Throws UserError: no row that can be read, a folder that holds something else.
 */
export async function scoreResponses(
  files: readonly string[],
  rows: AsyncIterable<Row>,
  { folder, parent }: { readonly folder?: string | undefined; readonly parent: string },
): Promise<ScoreResult> {
  const beside = folder === undefined ? parent : dirname(folder);
  mkdirSync(beside, { recursive: true });
  const part = mkdtempSync(join(beside, '.score-'));
  try {
    const copied = await copyInto(part, rows);
    if (copied.samples === 0) throw nothingRead(files, copied);
    const target = folder ?? defaultFolder(parent, files, copied.hash);
    const { samples, prompted, targets, tags, unread, examples, doubles } = copied;
    const result = {
      folder: target,
      samples,
      prompted,
      targets: [...targets],
      languages: [...tags],
      unread,
      examples,
      doubles,
    };
    if (existsSync(target) && readdirSync(target).length > 0) {
      const existing = readManifest(target);
      // The responses are the same; more of their prompts may have been joined since.
      if (existing.suite.hash !== copied.hash) {
        throw new UserError(
          `the folder holds another run ("${existing.suite.name}")`,
          target,
          'name another folder with -o',
        );
      }
      if (existing.prompts >= copied.prompts) return { ...result, written: false };
      renameSync(join(part, PROMPTS), join(target, PROMPTS));
      describeRun(target, toManifest(files, copied));
      return { ...result, written: true };
    }
    describeRun(part, toManifest(files, copied));
    renameSync(part, target);
    return { ...result, written: true };
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}
