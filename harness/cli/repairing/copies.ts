/** `vocab repair`: conversations that repeat tokens. */

import { statSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { UserError, writeOutputPieces } from '../../../files/index.js';
import { count, escapeHidden, plural } from '../../../reports/display/index.js';
import { repairFormats } from '../../../vocabulary/formats/index.js';
import {
  namedIds,
  openVocabulary,
  ownIds,
  type Proof,
  type ProofOptions,
  planRepair,
  proveRepair,
  type RepairPlan,
  summarizeRepair,
  type TokenId,
  type Vocabulary,
  type WrittenFile,
} from '../../../vocabulary/index.js';
import { tell, untilSignal } from '../terminal/index.js';
import { painterFor, refusedAs, writeResult } from '../vocabulary/index.js';
import type { RepairCommand } from './options.js';
import { checkPlaces } from './places.js';

/** The ids that `--only` names. */
async function onlyOf(
  vocabulary: Vocabulary,
  { only, under, samples }: RepairCommand,
): Promise<readonly TokenId[] | undefined> {
  if (only === undefined) return undefined;
  const named = await namedIds(only, { under, samples });
  const { what, of } = named;
  const { ids, padding } = ownIds(vocabulary, named);
  if (padding > 0)
    tell(
      `offscript: warning: ${plural(padding, 'row')} of ${escapeHidden(only)} ${padding === 1 ? 'is' : 'are'} padding without a token, and left out\n`,
    );
  if (ids.length === 0) throw new UserError(`it names none: ${what}`, only);
  if (of !== undefined)
    tell(
      `offscript: warning: ${escapeHidden(only)} lists ${plural(ids.length, 'token')}, and there are ${Number.isFinite(of) ? `${count(of)} ` : 'more '}${what}; name the CSV of \`vocab drift\`, which has all\n`,
    );
  return ids;
}

const written = (path: string, holds: WrittenFile['holds'], rows: number): WrittenFile => ({
  path,
  holds,
  rows,
  bytes: statSync(path).size,
});

/** What is read again has to be a file. */
function checkPlace(path: string): void {
  const known = statSync(path, { throwIfNoEntry: false });
  if (known !== undefined && !known.isFile())
    throw new UserError('what is written is read again, and this is no file', path, 'name a file with -o');
}

/** The lines of a plan; a signal is heard between two of them. */
async function* linesOf(plan: RepairPlan, stop: AbortSignal): AsyncGenerator<string> {
  for (const line of plan.lines()) {
    await turn();
    stop.throwIfAborted();
    yield line;
  }
}

/** The proof of what was written. Throws UserError where the ids cannot be written. */
const proofOf = (vocabulary: Vocabulary, output: string, options: ProofOptions): Promise<Proof> =>
  refusedAs('the ids', options.ids ?? output, '--ids', () => proveRepair(vocabulary, output, options));

/** Writes the conversations and their ids, reads them again, and says what is in them. */
export async function writeCopies(tokenizer: string, options: RepairCommand): Promise<void> {
  const { output, ids, format, summary, pattern, examples, least, segment, seed, languages } = options;
  checkPlaces(output, [
    { option: '--ids', path: ids },
    { option: '--summary', path: summary },
    { option: '--only', path: options.only },
    { option: 'the tokenizer', path: tokenizer },
  ]);
  checkPlace(output);
  const vocabulary = await openVocabulary(tokenizer, { pattern });
  const only = await onlyOf(vocabulary, options);
  const asked = { least, segment, seed, only, languages };
  const plan = await planRepair(vocabulary, asked);
  let left = 'nothing was written';
  // Not before: a signal would wait until texts are found for all tokens.
  await untilSignal(
    async (stop) => {
      await refusedAs('the conversations', output, '-o', () =>
        writeOutputPieces(output, () => linesOf(plan, stop)),
      );
      left = `${escapeHidden(output)} is whole, ${ids === undefined ? 'and not proved' : 'not proved, and without its ids'}`;
      const proof = await proofOf(vocabulary, output, { ids, signal: stop });
      const files = [
        written(output, 'chat', proof.conversations),
        ...(ids === undefined ? [] : [written(ids, 'ids', proof.conversations)]),
      ];
      const made = summarizeRepair(vocabulary, asked, plan, proof, files);
      writeResult(
        () => repairFormats[format](made, { examples, paint: painterFor(summary) }),
        summary,
        format,
      );
    },
    () => left,
  );
}
