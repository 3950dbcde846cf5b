/** Makes a run of other people's responses. */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { languages, policyFor } from '../../detectors/index.js';
import { type Prompt, UserError } from '../../prompts/index.js';
import {
  describeRun,
  openSampleWriter,
  type RunManifest,
  readManifest,
  type SampleWriter,
  sampleKey,
  versions,
} from '../store/index.js';
import type { Response } from './response.js';

export interface ScoreResult {
  readonly folder: string;
  readonly samples: number;
  /** Samples whose prompt is known. */
  readonly prompted: number;
  readonly targets: readonly string[];
  /** False when the folder already held just these responses. */
  readonly written: boolean;
}

interface Copied {
  readonly samples: number;
  readonly prompted: number;
  readonly repeats: number;
  readonly targets: ReadonlySet<string>;
  readonly prompts: ReadonlyMap<string, Prompt>;
  /** SHA-256 over all keys: names the responses. */
  readonly hash: string;
}

/** Copies responses to samples as they come. A further response to the same prompt by the same target is a further repeat. */
async function copy(responses: AsyncIterable<Response>, writer: SampleWriter): Promise<Copied> {
  const prompts = new Map<string, Prompt>();
  const repeats = new Map<string, number>();
  const targets = new Set<string>();
  const hash = createHash('sha256');
  let samples = 0;
  let prompted = 0;
  let most = 0;
  for await (const { where, target, language, promptId, messages, answer } of responses) {
    if (policyFor(language) === undefined) {
      throw new UserError(
        `no policy for the language "${language}"`,
        where,
        `there are policies for ${languages.join(', ')}`,
      );
    }
    if (target === '') throw new UserError('the response has no model', where, 'fill the column "model"');
    const place = `${target}\n${promptId}`;
    const repeat = repeats.get(place) ?? 0;
    repeats.set(place, repeat + 1);
    most = Math.max(most, repeat + 1);
    if (messages !== undefined) {
      prompts.set(promptId, { id: promptId, language, messages });
      prompted++;
    }
    // What was asked may not be known, what was answered is: it stands in the key's place for the prompt.
    const content = createHash('sha256')
      .update(answer ?? '')
      .digest('hex');
    const key = sampleKey(target, promptId, content, repeat, undefined);
    hash.update(key);
    targets.add(target);
    samples++;
    writer.append({ key, target, prompt: promptId, language, repeat, answer, attempts: 0 });
    if (samples % 1024 === 0) await writer.flush();
  }
  return { samples, prompted, repeats: most, targets, prompts, hash: hash.digest('hex') };
}

function toManifest(files: readonly string[], { hash, targets, repeats, prompts }: Copied): RunManifest {
  return {
    schema: 1,
    made_by: 'score',
    suite: { name: files.map((file) => basename(file)).join(', '), hash },
    created_at: new Date().toISOString(),
    versions,
    targets: [...targets].map((id) => ({ id, model: id })),
    repeats,
    prompts: prompts.size,
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

/**
 * Writes the responses of `files` as a run into `folder`, or into a folder of its own under `parent`. The folder appears when it is
 * complete. Throws UserError: no responses, an unknown language, a folder that holds something else.
 */
export async function scoreResponses(
  files: readonly string[],
  responses: AsyncIterable<Response>,
  { folder, parent }: { readonly folder?: string | undefined; readonly parent: string },
): Promise<ScoreResult> {
  const beside = folder === undefined ? parent : dirname(folder);
  mkdirSync(beside, { recursive: true });
  const part = mkdtempSync(join(beside, '.score-'));
  try {
    const writer = await openSampleWriter(part);
    const copied = await copy(responses, writer).finally(() => writer.close());
    if (copied.samples === 0) throw new UserError('there are no responses', files.join(', '));
    const target = folder ?? defaultFolder(parent, files, copied.hash);
    const { samples, prompted, targets } = copied;
    const result = { folder: target, samples, prompted, targets: [...targets] };
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
      if (existing.prompts >= copied.prompts.size) return { ...result, written: false };
      describeRun(target, toManifest(files, copied), copied.prompts.values());
      return { ...result, written: true };
    }
    describeRun(part, toManifest(files, copied), copied.prompts.values());
    renameSync(part, target);
    return { ...result, written: true };
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}
