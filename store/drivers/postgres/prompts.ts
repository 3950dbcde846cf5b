/** The prompts of a run, a row each. */

import { createHash } from 'node:crypto';
import { UserError } from '../../../files/index.js';
import { type PromptRecord, promptRecord } from '../../manifest.js';
import { writtenPrompt } from '../../writing.js';
import type { Ask, Database } from './database.js';

/** Prompts that go to the server, or come from it, at once. */
const AT_ONCE = 1000;

/** Their lines, and what tells them from others. Throws UserError where one is none. */
export function writtenPrompts(
  prompts: Iterable<PromptRecord>,
  where: string,
): { readonly lines: readonly string[]; readonly hash: string } {
  const lines: string[] = [];
  const hash = createHash('sha256');
  for (const prompt of prompts) {
    const line = writtenPrompt(prompt, where);
    hash.update(`${line}\n`);
    lines.push(line);
  }
  return { lines, hash: hash.digest('hex') };
}

/** Adds lines from a place on. */
export async function addPrompts(ask: Ask, run: number, lines: readonly string[], from = 0): Promise<void> {
  for (let at = 0; at < lines.length; at += AT_ONCE)
    await ask(
      'INSERT INTO offscript.prompts (run, place, line) SELECT $1, $2 + g.place, g.line FROM unnest($3::text[]) WITH ORDINALITY AS g(line, place) ON CONFLICT DO NOTHING',
      [run, from + at, lines.slice(at, at + AT_ONCE)],
    );
}

/** Puts lines in the place of those that are there. */
export async function putPrompts(ask: Ask, run: number, lines: readonly string[]): Promise<void> {
  await ask('DELETE FROM offscript.prompts WHERE run = $1', [run]);
  await addPrompts(ask, run, lines);
}

export async function promptsIn(db: Database, run: number): Promise<Map<string, PromptRecord>> {
  const prompts = new Map<string, PromptRecord>();
  for (let behind = -1; ; ) {
    const rows = await db.ask(
      `SELECT place, line FROM offscript.prompts WHERE run = $1 AND place > $2 ORDER BY place LIMIT ${AT_ONCE}`,
      [run, behind],
    );
    const last = rows.at(-1);
    if (last === undefined) return prompts;
    for (const { place, line } of rows) {
      const value: unknown = JSON.parse(String(line));
      if (!promptRecord.is(value))
        throw new UserError(`prompt ${place} is no record of a run: ${promptRecord.problem(value)}`, db.name);
      prompts.set(value.id, value);
    }
    behind = Number(last.place);
  }
}
