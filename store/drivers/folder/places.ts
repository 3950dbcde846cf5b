/** Samples by where their lines stand in `samples.jsonl`: its first byte, and its bytes without the line feed. */

import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { readLines, textOfLine } from '../../../files/index.js';
import type { PlacedSample, SamplePlace } from '../../run-store.js';
import { type Sample, sampleRecord } from '../../sample.js';
import { FILES, recordOf } from './read.js';

/** The first byte behind a line and its line feed. */
export const endOf = (place?: SamplePlace): number => (place === undefined ? 0 : place.at + place.size + 1);

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** The samples in lines behind a place, but for a torn last one. Throws UserError at a line that is no sample. */
export async function* placedIn(folder: string, behind?: SamplePlace): AsyncGenerator<PlacedSample> {
  const path = join(folder, FILES.samples);
  let at = endOf(behind);
  try {
    for await (const lines of readLines(path, { from: at }))
      for (const raw of lines) {
        // A line that was too long to be held has no bytes, and is no record.
        const size = raw.bytes.length;
        const line = textOfLine(raw);
        const sample = line && recordOf(path, line, sampleRecord);
        if (sample !== undefined) yield { sample, place: { at, size } };
        at += size + 1;
      }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

/** Bytes that are read at once where samples stand side by side, and bytes between two that are read rather than left out. */
const PIECE = 1 << 20;
const GAP = 1 << 14;

/** Places in a row that one read brings. */
function* inStretches(places: Iterable<SamplePlace>): Generator<readonly SamplePlace[]> {
  let stretch: SamplePlace[] = [];
  let [from, to] = [0, 0];
  for (const place of places) {
    const end = place.at + place.size;
    const fits = place.at >= to && place.at - to <= GAP && end - from <= PIECE;
    if (stretch.length > 0 && !fits) {
      yield stretch;
      stretch = [];
    }
    if (stretch.length === 0) from = place.at;
    stretch.push(place);
    to = end;
  }
  if (stretch.length > 0) yield stretch;
}

function sampleIn(bytes: Buffer): Sample | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return sampleRecord.is(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function* readAt(file: FileHandle, places: Iterable<SamplePlace>): AsyncGenerator<Sample | undefined> {
  for (const stretch of inStretches(places)) {
    const [first, last] = [stretch[0], stretch.at(-1)];
    if (first === undefined || last === undefined) continue;
    const bytes = Buffer.allocUnsafe(last.at + last.size - first.at);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, first.at);
    for (const { at, size } of stretch) {
      const from = at - first.at;
      yield sampleIn(bytes.subarray(from, Math.min(from + size, bytesRead)));
    }
  }
}

/** The samples at these places; undefined for what is none. */
export async function* samplesAt(
  folder: string,
  places: Iterable<SamplePlace>,
): AsyncGenerator<Sample | undefined> {
  let file: FileHandle;
  try {
    file = await open(join(folder, FILES.samples));
  } catch (error) {
    if (!isMissing(error)) throw error;
    for (const _ of places) yield undefined;
    return;
  }
  try {
    yield* readAt(file, places);
  } finally {
    await file.close();
  }
}
