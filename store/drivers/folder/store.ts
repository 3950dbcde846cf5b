/** A run in a folder: `run.json`, `prompts.jsonl`, `samples.jsonl`, and what was added to it. */

import { hash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { checkFileSync, UserError, writePieces, writeWhole } from '../../../files/index.js';
import { countSamples } from '../../counts.js';
import { isObject } from '../../record.js';
import type { RunCollection, RunPlace, RunStore } from '../../run-store.js';
import type { FailedSample } from '../../sample.js';
import { labelRecord, writtenLabel } from '../../writing.js';
import { appendLine } from './append.js';
import { changesIn, stateOf } from './changes.js';
import { openDraft } from './draft.js';
import { writerOf } from './lock.js';
import { endOf, placedIn, samplesAt } from './places.js';
import { FILES, readHistory, readManifest, readPrompts, readRecords, readSamples } from './read.js';
import { openSession } from './session.js';
import { isUnmade } from './start.js';

/** Lines of this process that are being added, by file: each waits for the one before. */
const adding = new Map<string, Promise<void>>();

async function addInTurn(path: string, line: string): Promise<void> {
  const place = resolve(path);
  const before = adding.get(place) ?? Promise.resolve();
  const own = before.catch(() => {}).then(() => appendLine(path, line));
  adding.set(place, own);
  try {
    await own;
  } finally {
    if (adding.get(place) === own) adding.delete(place);
  }
}

/** A name that every file system takes and tells from others, whatever the key. */
const keptFile = (folder: string, key: string, ending: 'json' | 'bin'): string =>
  join(folder, FILES.tallies, `${hash('sha256', JSON.stringify(key)).slice(0, 32)}.${ending}`);

const tallyFile = (folder: string, key: string): string => keptFile(folder, key, 'json');

function readKeptBytes(path: string): Uint8Array | undefined {
  checkFileSync(path);
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function readTally(path: string): unknown {
  checkFileSync(path);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const kept: unknown = JSON.parse(text);
    if (isObject(kept)) return kept.document;
  } catch {}
  throw new UserError('this file is no tally', path, 'remove it; it is made again');
}

async function* failedIn(folder: string): AsyncGenerator<FailedSample> {
  for await (const sample of readHistory(folder)) if (sample.error !== undefined) yield sample;
}

/** The run in `folder`, whether there is one yet or not. */
export function folderStore(folder: string): RunStore {
  return {
    name: folder,
    isEmpty: async () => isUnmade(folder) && writerOf(folder) === undefined,
    manifest: async () => readManifest(folder),
    prompts: () => readPrompts(folder),
    samples: (onTorn) => readSamples(folder, onTorn),
    changes: (since) => changesIn(folder, since),
    history: () => readHistory(folder),
    placed: (behind) => placedIn(folder, behind),
    at: (places) => samplesAt(folder, places),
    stateUpTo: (place) => stateOf(folder, endOf(place)),
    failedAttempts: () => failedIn(folder),
    open: (plan) => openSession(folder, plan),
    writer: async () => writerOf(folder),
    async workers() {
      const name = writerOf(folder);
      return name === undefined ? [] : [{ name }];
    },
    counts: () => countSamples(readSamples(folder)),
    labels: () => readRecords(join(folder, FILES.labels), labelRecord),
    async addLabel(label) {
      readManifest(folder);
      const path = join(folder, FILES.labels);
      await addInTurn(path, `${writtenLabel(label, path)}\n`);
    },
    tally: async (key) => readTally(tallyFile(folder, key)),
    async putTally(key, document) {
      readManifest(folder);
      mkdirSync(join(folder, FILES.tallies), { recursive: true });
      writeWhole(tallyFile(folder, key), `${JSON.stringify({ key, document })}\n`);
    },
    bytes: async (key) => readKeptBytes(keptFile(folder, key, 'bin')),
    async putBytes(key, pieces) {
      readManifest(folder);
      mkdirSync(join(folder, FILES.tallies), { recursive: true });
      await writePieces(keptFile(folder, key, 'bin'), pieces);
    },
    close: async () => {},
  };
}

/** The runs in the folders within `parent`. */
export function folderRuns(parent: string): RunCollection {
  return {
    run: (name) => folderStore(join(parent, name)),
    draft: async () => openDraft(parent),
  };
}

/** A folder as a name among those beside it, for what is made as a whole. */
export function folderPlace(folder: string): RunPlace {
  return { collection: folderRuns(dirname(folder)), name: basename(folder) };
}
