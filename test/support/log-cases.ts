/** Logs as other tools write them, and what is read of them. */

import { join } from 'node:path';
import { expect } from 'chai';
import type { ReadOptions, Response } from '../../harness/import/index.js';
import { askedHash } from '../../store/index.js';
import { folderWith } from './offscript.js';
import { reasons, rowsOf } from './rows.js';

/** JSONL. */
export const lines = (...rows: readonly unknown[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** One indented document. */
export const document = (value: unknown): string => JSON.stringify(value, null, 4);

/** A case: files as the project writes them, what is named, and what is read. */
export interface LogCase {
  readonly files: Readonly<Record<string, string>>;
  readonly read: string;
  readonly options?: ReadOptions;
  /** As {@link readLog} gives them. */
  readonly rows: readonly string[];
  readonly notes?: readonly RegExp[];
}

/** `target prompt: what was asked => answer`; a prompt that is named by what it says is `*`. */
function brief({ target, language, promptId, messages = [], channels: { answer, error } }: Response): string {
  const asked = messages.map(({ role, content }) => `${role[0]} ${content}`).join(', ');
  const isNamed = promptId !== askedHash({ language, messages }).slice(0, 12);
  return `${target} ${isNamed ? promptId : '*'}: ${asked} => ${error === undefined ? answer : `error ${error.kind}`}`;
}

/** What is read of a log in Japanese: its responses, then what cannot be read; and what is said of it. */
export async function readLog(path: string, options: ReadOptions = {}) {
  const rows = await rowsOf(path, { language: 'ja', ...options });
  const unread = reasons(rows).map((reason) => `unread: ${reason}`);
  return { rows: [...rows.responses.map(brief), ...unread], notes: rows.notes };
}

/** A test for each case. None of them may bring along what stands for a key in it. */
export function readAsWritten(cases: Readonly<Record<string, LogCase>>): void {
  for (const [what, { files, read, options, rows, notes = [] }] of Object.entries(cases))
    it(`are read as they were written: ${what}`, async () => {
      const folder = folderWith(files);
      try {
        const found = await readLog(join(folder.path, read), options);
        expect(found.rows).to.deep.equal(rows);
        expect(found.notes.length, found.notes.join('\n')).to.equal(notes.length);
        for (const [i, says] of notes.entries()) expect(found.notes[i]).to.match(says);
        expect(JSON.stringify(found)).not.to.contain('sk-secret');
      } finally {
        folder.remove();
      }
    });
}
