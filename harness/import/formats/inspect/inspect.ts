/** Inspect: logs as .eval (an archive with a member a sample) and as .json (one document). */

import {
  type Archive,
  type Head,
  openArchive,
  parseJson,
  readDocument,
  type Unread,
  UserError,
  type Value,
} from '../../../../files/index.js';
import { eachRow } from '../../each.js';
import { fieldAt, textOf } from '../../fields.js';
import type { Format } from '../../format.js';
import type { Found } from '../../response.js';
import { responsesOf } from './sample.js';

/** `samples/ID_epoch_N.json`; in newer logs also `samples/ID_epoch_N/sample.json` with its events in further members. */
const SAMPLE = /^samples\/[^/]+_epoch_\d+(?:\/sample)?\.json$/;

/** Members that say what was evaluated: the last is written first, and is there where the evaluation did not end. */
const HEADERS = ['header.json', '_journal/start.json'] as const;

function logOf(header: unknown): Parameters<typeof responsesOf>[2] {
  const evaluation = fieldAt(header, 'eval');
  const task = textOf(fieldAt(evaluation, 'task')) ?? 'task';
  const run = textOf(fieldAt(evaluation, 'run_id')) ?? '';
  return {
    model: fieldAt(evaluation, 'model'),
    task,
    run: `${run}/${textOf(fieldAt(evaluation, 'task_id')) ?? ''}`,
  };
}

async function headerOf(archive: Archive, path: string): Promise<unknown> {
  for (const name of HEADERS) {
    try {
      const text = await archive.read(name);
      if (text !== undefined) return parseJson(text);
    } catch {}
  }
  throw new UserError('the archive has no readable header.json', path, 'name an .eval log of Inspect');
}

/** The samples of an archive, each a member. */
async function* membersOf(archive: Archive, path: string): AsyncGenerator<Value | Unread> {
  let number = 0;
  for (const name of archive.names) {
    if (!SAMPLE.test(name)) continue;
    const where = `${path}:${name}`;
    try {
      const value = parseJson((await archive.read(name)) ?? '');
      yield { kind: 'value', where, number: ++number, value };
    } catch (error) {
      const malformed = error instanceof SyntaxError;
      const reason = `the member cannot be read: ${malformed ? 'it is not JSON' : (error as Error).message}`;
      yield { kind: 'unread', where, reason };
    }
  }
}

async function* readArchive({ path }: Head): AsyncGenerator<Found | Unread> {
  const archive = await openArchive(path);
  try {
    const log = logOf(await headerOf(archive, path));
    yield* eachRow(membersOf(archive, path), ({ value, where }) => responsesOf(value, where, log));
  } finally {
    await archive.close();
  }
}

async function* readLog({ path, source }: Head): AsyncGenerator<Found | Unread> {
  const log = await readDocument(source, { large: 'convert it: inspect log convert --to eval' });
  const samples = fieldAt(log, 'samples');
  if (!Array.isArray(samples))
    throw new UserError('the log has no samples', path, 'evaluate without --no-log-samples');
  const header = logOf(log);
  const rows = (samples as unknown[]).map(
    (value, i): Value => ({ kind: 'value', where: `${path}: samples[${i}]`, number: i + 1, value }),
  );
  yield* eachRow(rows, ({ value, where }) => responsesOf(value, where, header));
}

export const inspect: Format = {
  name: 'inspect',
  files: "Inspect's logs, .eval or .json",
  sniff: ({ kind, names }) => kind === 'zip' || (names.has('eval') && names.has('version')),

  async *read(head) {
    yield* head.kind === 'zip' ? readArchive(head) : readLog(head);
  },
};
