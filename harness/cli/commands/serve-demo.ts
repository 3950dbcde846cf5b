/** `offscript serve-demo`: leaves the simulated endpoint running, for people who try things with curl. */

import { type Command, Option } from 'commander';
import { UserError } from '../../../files/index.js';
import { plural } from '../../../reports/display/index.js';
import { uniform } from '../../../reports/statistics/index.js';
import {
  afterModel,
  beforeModel,
  type SimulatedModel,
  type SimulatorOptions,
  startSimulator,
} from '../../simulator/index.js';
import { wholeNumber } from '../options/index.js';
import { print } from '../terminal/index.js';

interface Options {
  readonly port: number;
  readonly tokenizer?: string;
  readonly forget?: string;
  readonly scores?: NonNullable<SimulatorOptions['scores']>;
}

/** What the model with a vocabulary is called. */
const FORGETFUL = 'forgetful';

/** Share of the tokens that are forgotten where nobody says: that of a published model. */
const FORGOTTEN = '0.049';

/** By which a share is drawn: the same tokens each time. */
const SEED = 49;

/** A model that copies what it is told to repeat, but for some tokens. */
async function forgetful({ tokenizer, forget = FORGOTTEN }: Options): Promise<SimulatedModel | undefined> {
  if (tokenizer === undefined) return undefined;
  const { namedIds, openVocabulary, ownIds } = await import('../../../vocabulary/index.js');
  const vocabulary = await openVocabulary(tokenizer);
  const encoding = await vocabulary.encoding();
  if (encoding.kind === 'unknown') throw new UserError(encoding.why, tokenizer, encoding.todo);
  const forgotten = new Set<number>();
  const share = Number(forget);
  if (/^0?\.\d+$/.test(forget)) {
    const random = uniform(SEED);
    for (let id = 0; id < vocabulary.size; id++)
      if (vocabulary.kindOf(id) === 'text' && random() < share) forgotten.add(id);
  } else for (const id of ownIds(vocabulary, await namedIds(forget)).ids) forgotten.add(id);
  print(`The model ${FORGETFUL} repeats what it is told to, but for ${plural(forgotten.size, 'token')}.\n`);
  return { id: FORGETFUL, slips: {}, vocabulary: { vocabulary, encode: encoding.encode, forgotten } };
}

async function serve(options: Options): Promise<void> {
  const { port, scores } = options;
  const other = await forgetful(options);
  const models = [...(other === undefined ? [] : [other]), beforeModel, afterModel];
  const simulator = await startSimulator({ models, port, ...(scores && { scores }) }).catch(
    (error: NodeJS.ErrnoException) => {
      throw new UserError(`cannot listen (${error.code})`, `port ${port}`, 'name another with --port');
    },
  );
  // Before it says so: who reads that may stop it at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
  print(`Simulated endpoint on ${simulator.url} with the models ${models.map(({ id }) => id).join(' and ')}. Try:

  curl ${simulator.url}/chat/completions -H 'content-type: application/json' \\
    -d '{"model": "${beforeModel.id}", "messages": [{"role": "user", "content": "お年玉について教えてください。"}]}'

Ctrl-C ends it.
`);
}

export function addServeDemo(program: Command): void {
  program
    .command('serve-demo')
    .description('leave the simulated endpoint of the demo running')
    .option('--port <n>', 'port on 127.0.0.1, 0 for a free one', wholeNumber('--port', 0, 65_535), 8399)
    .option('--tokenizer <file>', 'serve a model that copies by this tokenizer, too: for `vocab probe`')
    .addOption(
      new Option(
        '--forget <ids>',
        `tokens that it forgot: 17,2051, a file of ids, or a share (default: ${FORGOTTEN})`,
      ),
    )
    .addOption(
      new Option(
        '--scores <of>',
        'whose probabilities it gives: of prompts as vLLM does, of next tokens as llama.cpp does',
      ).choices(['prompts', 'next']),
    )
    .action(serve);
}
