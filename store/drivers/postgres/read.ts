/** Reading samples: as they were stored, or each key once; page by page, so that a lost connection costs a page. */

import { UserError } from '../../../files/index.js';
import { Repeated } from '../../repeated.js';
import type { PlacedSample, SamplePlace } from '../../run-store.js';
import { type FailedSample, type Sample, sampleRecord } from '../../sample.js';
import type { Database, Row } from './database.js';

/** A stretch of a run's samples: those behind `from`, up to `to`. */
export interface Stretch {
  readonly run: number;
  readonly from: number;
  readonly to: number;
}

/** Rows of a page, and bytes behind which none begins. */
const ROWS = 2000;
const BYTES = 4 << 20;

const pageOf = (only: string): string => `
  SELECT seq, size, line FROM (
    SELECT seq, size, line, sum(size) OVER (ORDER BY seq) - size AS before FROM (
      SELECT seq, size, line FROM offscript.samples
      WHERE run = $1 AND seq > $2 AND seq <= $3 ${only} ORDER BY seq LIMIT ${ROWS}) near) few
  WHERE before < ${BYTES} ORDER BY seq`;

const PAGE = pageOf('');
const FAILED_PAGE = pageOf('AND failed IS NOT NULL');

/** The rows of a stretch. The next page is asked for while one is worked on. */
async function* rowsIn(db: Database, { run, from, to }: Stretch, sql = PAGE): AsyncGenerator<Row> {
  const next = (behind: number): Promise<readonly Row[]> => {
    const page = db.ask(sql, [run, behind, to], { long: true });
    // Who walks no further hears nothing of it.
    page.catch(() => {});
    return page;
  };
  let page = from < to ? next(from) : Promise.resolve([]);
  for (;;) {
    const rows = await page;
    const last = rows.at(-1);
    if (last === undefined) return;
    page = next(Number(last.seq));
    yield* rows;
  }
}

function sampleIn({ seq, line }: Row, name: string): Sample {
  let value: unknown;
  try {
    value = JSON.parse(String(line));
  } catch {}
  if (sampleRecord.is(value)) return value;
  const why = value === undefined ? 'no JSON' : sampleRecord.problem(value);
  throw new UserError(`sample ${seq} is no record of a run: ${why}`, name, 'remove that row');
}

/** Where it is: its number, and the bytes of its line. */
const placeIn = ({ seq, size }: Row): SamplePlace => ({ at: Number(seq), size: Number(size) });

export async function* historyIn(db: Database, stretch: Stretch): AsyncGenerator<Sample> {
  for await (const row of rowsIn(db, stretch)) yield sampleIn(row, db.name);
}

export async function* placedIn(db: Database, stretch: Stretch): AsyncGenerator<PlacedSample> {
  for await (const row of rowsIn(db, stretch)) yield { sample: sampleIn(row, db.name), place: placeIn(row) };
}

export async function* failedIn(db: Database, stretch: Stretch): AsyncGenerator<FailedSample> {
  for await (const row of rowsIn(db, stretch, FAILED_PAGE)) {
    const sample = sampleIn(row, db.name);
    if (sample.error !== undefined) yield sample;
  }
}

/** Of keys that stand more than once in a stretch, one at least is no first answer: those are few, and have an index. */
const REPEATED = `
  WITH others AS (
    SELECT key, seq, failed FROM offscript.samples WHERE run = $1 AND seq > $2 AND seq <= $3 AND NOT first
  ), firsts AS (
    SELECT s.key, s.seq, s.failed FROM offscript.samples s
    WHERE s.run = $1 AND s.seq > $2 AND s.seq <= $3 AND s.first AND s.key IN (SELECT key FROM others)
  ), both_of AS (SELECT * FROM others UNION ALL SELECT * FROM firsts)
  SELECT key, seq, failed FROM both_of
  WHERE key IN (SELECT key FROM both_of GROUP BY key HAVING count(*) > 1) ORDER BY seq`;

/** The samples of keys that have several, by their numbers. */
async function repeatedIn(db: Database, { run, from, to }: Stretch): Promise<ReadonlyMap<number, Repeated>> {
  const byKey = new Map<string, Repeated>();
  const bySeq = new Map<number, Repeated>();
  for (const { key, seq, failed } of await db.ask(REPEATED, [run, from, to], { long: true })) {
    const one = byKey.get(String(key)) ?? new Repeated();
    byKey.set(String(key), one);
    bySeq.set(Number(seq), one);
    one.add(Number(seq), failed === null ? undefined : (JSON.parse(String(failed)) as readonly string[]));
  }
  return bySeq;
}

/** Each key once: the last that did not fail, else the last, with the requests of all. */
export async function* samplesIn(db: Database, stretch: Stretch): AsyncGenerator<Sample> {
  if (stretch.from >= stretch.to) return;
  const repeated = await repeatedIn(db, stretch);
  for await (const row of rowsIn(db, stretch)) {
    const seq = Number(row.seq);
    const one = repeated.get(seq);
    if (one === undefined) yield sampleIn(row, db.name);
    else if (one.number === seq) yield one.whole(sampleIn(row, db.name));
  }
}

/** Places whose samples are read at once, and bytes of them. */
const AT_ONCE = 500;

function* inStretches(places: Iterable<SamplePlace>): Generator<readonly SamplePlace[]> {
  let stretch: SamplePlace[] = [];
  let bytes = 0;
  for (const place of places) {
    if (stretch.length > 0 && (stretch.length >= AT_ONCE || bytes + place.size > BYTES)) {
      yield stretch;
      stretch = [];
      bytes = 0;
    }
    stretch.push(place);
    bytes += place.size;
  }
  if (stretch.length > 0) yield stretch;
}

/** The samples at these places; undefined for what is none. `run` is undefined where there is no run. */
export async function* samplesAt(
  db: Database,
  run: number | undefined,
  places: Iterable<SamplePlace>,
): AsyncGenerator<Sample | undefined> {
  for (const stretch of inStretches(places)) {
    const numbers = [...new Set(stretch.map(({ at }) => at))];
    const rows =
      run === undefined
        ? []
        : await db.ask(
            'SELECT seq, size, line FROM offscript.samples WHERE run = $1 AND seq = ANY ($2::bigint[])',
            [run, numbers],
            { long: true },
          );
    const bySeq = new Map(rows.map((row) => [Number(row.seq), row]));
    for (const { at, size } of stretch) {
      const row = bySeq.get(at);
      yield row === undefined || Number(row.size) !== size ? undefined : sampleIn(row, db.name);
    }
  }
}
