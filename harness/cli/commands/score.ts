/** `offscript score`: makes a run of responses that are there already. */

import type { Command } from 'commander';
import { policyFor } from '../../../detectors/bare/index.js';
import { isArchive, problemLine } from '../../../files/index.js';
import { openLcbPrompts } from '../../../prompts/bare/index.js';
import { count, escapeHidden, plural } from '../../../reports/display/index.js';
import { collectionAt } from '../../../store/index.js';
import { readBatchRequests } from '../../batch/index.js';
import {
  formats,
  type ReadOptions,
  readQuestions,
  readResponses,
  type ScoreResult,
  scoreResponses,
} from '../../import/index.js';
import { unnamedRuns } from '../stores/index.js';
import { exitCodes, printData, tell, untilSignal, warnOfAssumed } from '../terminal/index.js';

interface Options {
  readonly from?: string;
  readonly text?: string;
  readonly language?: string;
  readonly target?: string;
  readonly prompt?: string;
  readonly requests?: readonly string[];
  readonly prompts?: string;
  readonly encoding?: string;
  readonly output?: string;
}

/** The rows until `stop` is aborted. What reads them clears away what it has begun. */
async function* untilStopped<T>(rows: AsyncIterable<T>, stop: AbortSignal): AsyncGenerator<T> {
  for await (const row of rows) {
    stop.throwIfAborted();
    yield row;
  }
  stop.throwIfAborted();
}

/** Names rows of a log that could not be read: a line with their number, and one for each of the first; nothing where there are none. */
function warnOfUnread({ unread, examples }: ScoreResult): void {
  if (unread === 0) return;
  const lines = examples.map(
    ({ where, reason, todo = '' }) => `  ${escapeHidden(problemLine({ where, what: reason, todo }))}\n`,
  );
  const more = unread > examples.length ? `  and ${unread - examples.length} more\n` : '';
  tell(
    `offscript: warning: ${plural(unread, 'row')} could not be read and ${unread === 1 ? 'is' : 'are'} left out\n${lines.join('')}${more}`,
  );
}

/** Prompts of another file: the benchmark's archive by the columns of its responses, any other by id. */
async function promptsIn(path: string, encoding: string | undefined): Promise<ReadOptions> {
  if (/\.zip$/i.test(path) || (await isArchive(path))) return { prompts: await openLcbPrompts(path) };
  return { questions: await readQuestions(path, encoding) };
}

async function score(
  files: string[],
  { prompts, requests, output, ...named }: Options,
  stop: AbortSignal,
): Promise<void> {
  const rows = readResponses(files, {
    ...named,
    signal: stop,
    ...(prompts !== undefined && (await promptsIn(prompts, named.encoding))),
    ...(requests !== undefined && { requests: await readBatchRequests(requests) }),
  });
  const place: ReturnType<typeof collectionAt> =
    output === undefined ? { collection: unnamedRuns() } : collectionAt(output);
  const result = await scoreResponses(files, untilStopped(rows, stop), place);
  const { run, samples, prompted, targets, fields, notes, doubles, written } = result;
  const known = prompted > 0 || prompts !== undefined ? `, ${count(prompted)} with their prompt` : '';
  const dropped = doubles > 0 ? `, ${plural(doubles, 'double')} left out` : '';
  const from = fields.map((name) => `"${escapeHidden(name)}"`).join(', ');
  const read = fields.length === 0 ? '' : `, read from ${from}`;
  for (const note of notes) tell(`offscript: note: ${escapeHidden(note)}\n`);
  tell(
    `${plural(samples, 'sample')} of ${plural(targets.length, 'target')}${known}${read}${dropped}${written ? '' : ' (already there)'}\n`,
  );
  if (prompts !== undefined && prompted === 0)
    tell(`offscript: warning: no response has the id of a prompt in ${escapeHidden(prompts)}\n`);
  warnOfUnread(result);
  if (result.unread > 0) process.exitCode = exitCodes.incomplete;
  warnOfAssumed(result.languages, policyFor);
  printData(`${place.name === undefined ? run.name : (output ?? run.name)}\n`);
}

export function addScore(program: Command): void {
  program
    .command('score')
    .description('make a run of responses collected elsewhere; prints the run folder')
    .argument(
      '<files...>',
      'logs of other tools, or JSON, JSONL, CSV and Parquet; folders of them; packed by gzip or zstd too',
    )
    .option('--from <format>', 'what the files are; their content says it without this')
    .option('--text <field>', 'field of the response, a path such as output.text (default: its usual names)')
    .option('--language <tag or field>', 'language of responses that do not name one, or the field that does')
    .option('--target <name or field>', 'target of responses that do not name one, or the field that does')
    .option('--prompt <field>', 'field of the prompt, a text or messages')
    .option('--requests <file>', 'input of a Batch (may be given again)', (file, all: string[] = []) => [
      ...all,
      file,
    ])
    .option(
      '--prompts <file>',
      "prompts by the id of responses: question.jsonl or the like, or the Language Confusion Benchmark's test_sets.zip",
    )
    .option('--encoding <name>', 'what the text is in, where that is not UTF-8: shift_jis, windows-1252 ...')
    .option(
      '-o, --output <folder>',
      'run folder (default: runs/FILE-HASH), or a database: postgresql://HOST/DATABASE[#RUN]',
    )
    .addHelpText(
      'after',
      `\nFormats:\n${formats.map(({ name, files }) => `  ${name.padEnd(16)} ${files}`).join('\n')}`,
    )
    .action((files, options) => untilSignal((stop) => score(files, options, stop)));
}
