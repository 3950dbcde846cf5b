/** A process that reads what it is told, and says how that ended. It is killed where it takes too long. */

import { join } from 'node:path';
import { UserError } from '../../../files/index.js';
import { openFullRun } from '../../../harness/cli/judging/index.js';
import { openEndpoint } from '../../../harness/endpoint/index.js';
import { readResponses } from '../../../harness/import/index.js';
import { loadSuite } from '../../../harness/suite/index.js';
import { readPromptFile } from '../../../prompts/index.js';
import { buildReport, formats } from '../../../reports/index.js';
import { folderStore } from '../../../store/index.js';
import type { Reader } from './corpus.js';

/** What is to be read: a file of that name in `folder`, or a response of the server at `url`. */
export interface Task {
  readonly reader: Reader;
  readonly folder: string;
  readonly name: string;
  readonly target: string | undefined;
  readonly url: string;
}

/** `refused`: an error for the user. `unhandled`: any other, with its stack. */
export type Verdict =
  | { readonly kind: 'read' | 'refused' }
  | { readonly kind: 'unhandled'; readonly stack: string };

const READERS: Readonly<Record<Reader, (task: Task) => Promise<unknown>>> = {
  async log({ folder, name, target }) {
    let rows = 0;
    for await (const _ of readResponses([join(folder, name)], { language: 'ja', ...(target && { target }) }))
      rows++;
    return rows;
  },
  suite: ({ folder, name }) => loadSuite(join(folder, name)),
  prompts: ({ folder, name }) => readPromptFile(join(folder, name), { language: 'ja' }),
  async run({ folder }) {
    const { report, examples } = await buildReport([await openFullRun(folderStore(folder))]);
    for (const { render } of Object.values(formats)) render(report, examples);
  },
  async response({ url, name }) {
    const endpoint = await openEndpoint({
      id: 'a',
      base_url: url,
      model: 'm',
      stream: name === 'stream',
      retries: 0,
      timeout: 5,
    });
    try {
      return await endpoint.ask(
        { id: 'p', language: 'ja', messages: [{ role: 'user', content: 'やあ' }] },
        5,
      );
    } finally {
      await endpoint.close();
    }
  },
};

process.on('message', async (task: Task) => {
  let verdict: Verdict;
  try {
    await READERS[task.reader](task);
    verdict = { kind: 'read' };
  } catch (error) {
    verdict =
      error instanceof UserError
        ? { kind: 'refused' }
        : {
            kind: 'unhandled',
            stack: error instanceof Error ? (error.stack ?? error.message) : String(error),
          };
  }
  process.send?.(verdict);
});
process.send?.('ready');
