/** What takes a text from elsewhere: in a file, as a suite or a log, or from a server. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import * as detectors from '../../../detectors/index.js';
import * as whole from '../../../index.js';
import * as prompts from '../../../prompts/index.js';
import * as reports from '../../../reports/index.js';
import * as store from '../../../store/index.js';
import { all, allowed, asked, type Feed, fileOf, type Given, promptOf } from './given.js';

/** What the files of `score` are like, by their names. */
const LOGS: Readonly<Record<string, (given: Given) => string>> = {
  'plain.jsonl': ({ text, language }) => `${JSON.stringify({ model: 'm', language, prompt: text, text })}\n`,
  'chat.json': ({ text, language }) =>
    JSON.stringify([
      { model: 'm', language, messages: [asked(text).messages[0], { role: 'assistant', content: text }] },
    ]),
  'bare.jsonl': ({ text }) => text,
  'bare.json': ({ text }) => text,
  'bare.csv': ({ text }) => `model,language,text\n${text}`,
  'bare.txt': ({ text }) => text,
};

/** Reads a log, keeps it as a run, and makes all of the run that can be made. */
const logged =
  (name: string): Feed =>
  async (given) => {
    const { language, folder } = given;
    const files = [fileOf(given, name, LOGS[name]?.(given) ?? '')];
    await allowed(async () => {
      const rows = whole.readResponses(files, { language, target: 'm' });
      const { run } = await whole.scoreResponses(files, rows, { collection: store.folderRuns(folder) });
      const input = await reports.openRun(run);
      const judge = reports.plainJudge();
      await reports.tallyRun(input, judge);
      const counted = await reports.countStored(run, await reports.openHead(run), judge, undefined);
      reports.builtOn([counted.run]);
      const [detector, policy, identifier] = [
        detectors.DETECTOR_VERSION,
        store.policyName(),
        judge.identifier({}),
      ];
      await reports.rejudge(input, judge, { schema: 1, by: { detector, policy, identifier }, outcomes: [] });
      await all(reports.readCases(input));
      await all(reports.readPlaced(input, run.placed(), judge));
      await store.mergeRuns([run], store.folderPlace(join(folder, 'whole')));
      await store.copyRun(run, store.folderPlace(join(folder, 'copy')));
    });
  };

/** Asks a server that answers with the text. */
async function ran(given: Given): Promise<void> {
  const { text, folder } = given;
  const server = createServer((request, response) => {
    request.resume();
    request.once('end', () => {
      const message = { content: text, reasoning_content: text };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ choices: [{ message, finish_reason: 'stop' }] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const suite: whole.Suite = {
    name: 's',
    repeats: 1,
    targets: [{ id: 'a', base_url: `http://127.0.0.1:${port}/v1`, model: 'm', system: text, retries: 0 }],
    prompts: [promptOf(given)],
  };
  try {
    const run = store.folderStore(join(folder, 'run'));
    await whole.estimateRun(suite, run);
    const { failed } = await whole.runSuite(suite, run);
    if (failed > 0) throw new Error('the question has no answer');
    whole.writeBatch(suite, join(folder, 'batch.jsonl'));
    await whole.readBatchRequests([join(folder, 'batch.jsonl')]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** The text where a run's place is written: a folder, the name of a run in a database, and a database. None of them is asked. */
async function placed({ text, folder }: Given): Promise<void> {
  const { databasePlace } = store;
  for (const place of [text, `postgresql://127.0.0.1/d#${text}`, `postgresql://127.0.0.1/${text}#r`]) {
    await allowed(async () => {
      store.isDatabase(place);
      store.absolutePlace(place);
      store.pageOf(place);
      databasePlace(store.addressOf(place).url, store.placeFor(place, text));
    });
    await allowed(() => store.runPlaceAt(place));
    await allowed(() => store.collectionAt(place));
    await allowed(() => store.postgresRuns(place).close());
    await allowed(async () => (await store.openStore(place)).close());
  }
  await allowed(() => store.openStore(join(folder, 'none')));
}

/** Suites in which the text stands in a field, and one that is the text. */
async function loaded(given: Given): Promise<void> {
  const targets = [
    {
      id: 'a',
      base_url: 'http://127.0.0.1:1/v1',
      model: given.text,
      system: given.text,
      template: `${given.text}{{prompt}}`,
    },
  ];
  const suite = { targets, prompts: [{ language: 'ja', sample: 1 }], allow: [given.text] };
  await allowed(() => whole.loadSuite(fileOf(given, 'suite.yaml', JSON.stringify(suite))));
  await allowed(() => whole.loadSuite(fileOf(given, 'bare.yaml', given.text)));
}

/** What files of prompts are like, by their names. */
const PROMPT_FILES: Readonly<Record<string, (given: Given) => string>> = {
  'plain.jsonl': ({ text, language }) => JSON.stringify({ id: 'p', language, text, tags: [text] }),
  'cell.csv': ({ text }) => `id,language,text\np,ja,${text}`,
  'bare.yaml': ({ text }) => text,
  'bare.jsonl': ({ text }) => text,
};

const promptsIn =
  (name: string): Feed =>
  async (given) => {
    const path = fileOf(given, name, PROMPT_FILES[name]?.(given) ?? '');
    await allowed(() => all(prompts.readPrompts(path, { language: 'ja' })));
  };

/** Asks a simulator. */
async function simulated({ text }: Given): Promise<void> {
  const simulator = await whole.startSimulator({ models: [{ id: 'm', slips: {} }] });
  try {
    const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: text }] });
    const response = await fetch(`${simulator.url}/chat/completions`, { method: 'POST', body });
    await response.text();
  } finally {
    await simulator.close();
  }
}

/** By the exports that they call. */
export const ELSEWHERE: Readonly<Record<string, Feed>> = {
  'readPromptFile openLcbPrompts': async (given) => {
    const path = fileOf(given, 'p.jsonl', PROMPT_FILES['plain.jsonl']?.(given) ?? '');
    await allowed(() => prompts.readPromptFile(path));
    await allowed(() => prompts.openLcbPrompts(path));
  },
  ...Object.fromEntries(
    Object.keys(PROMPT_FILES).map((name) => [`readPrompts, of ${name}`, promptsIn(name)]),
  ),
  ...Object.fromEntries(
    Object.keys(LOGS).map((name) => [
      `readResponses scoreResponses openRun openJudge plainJudge tallyRun openHead countStored builtOn rejudge readCases readPlaced mergeRuns copyRun folderRuns folderPlace folderStore, of ${name}`,
      logged(name),
    ]),
  ),
  'runSuite estimateRun writeBatch readBatchRequests': ran,
  'absolutePlace addressOf collectionAt databasePlace isDatabase openStore pageOf placeFor postgresRuns runPlaceAt':
    placed,
  loadSuite: loaded,
  startSimulator: simulated,
};
