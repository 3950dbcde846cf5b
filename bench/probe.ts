/**
 * `npm run bench:probe`: how many requests it takes to find planted forgotten tokens on the embedded endpoint, by each way of asking, and how often
 * the interval of the vocabulary's rate holds the true one.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type SimulatorOptions, startSimulator } from '../harness/simulator/index.js';
import { folderStore } from '../store/index.js';
import { askTokens, chooseTokens, openVocabulary, summarizeProbe } from '../vocabulary/index.js';
import { uniform } from './simulated/prompts.js';
import { coverageOfStrata, SHARES } from './strata.js';

/** Tokens that are asked, share of all that are forgotten, and runs of a simulation. */
const SAMPLE = 5000;
const PLANTED = 0.049;
const RUNS = 2000;

/** The rank file that the package tiktoken has the ranks of. */
function rankFile(): string {
  const folder = dirname(createRequire(import.meta.url).resolve('tiktoken'));
  const { bpe_ranks } = JSON.parse(readFileSync(join(folder, 'encoders/o200k_base.json'), 'utf8')) as {
    bpe_ranks: string;
  };
  return bpe_ranks
    .split('\n')
    .flatMap((line) => {
      const [, offset = '', ...tokens] = line.split(' ');
      return tokens.map((token, i) => `${token} ${Number(offset) + i}\n`);
    })
    .join('');
}

const line = (text: string): void => void process.stdout.write(`${text}\n`);

const folder = mkdtempSync(join(tmpdir(), 'offscript-bench-'));
try {
  const file = join(folder, 'o200k_base.tiktoken');
  writeFileSync(file, rankFile());
  const vocabulary = await openVocabulary(file);
  const encoding = await vocabulary.encoding();
  if (encoding.kind === 'unknown') throw new Error(encoding.why);
  const random = uniform(7);
  const planted = new Set<number>();
  for (let id = 0; id < vocabulary.size; id++)
    if (vocabulary.kindOf(id) === 'text' && random() < PLANTED) planted.add(id);
  const forgetful = { vocabulary, encode: encoding.encode, forgotten: planted };
  const sampled = await chooseTokens(vocabulary, { sample: SAMPLE, seed: 1 });
  const all = await chooseTokens(vocabulary, { sample: 'all', seed: 1 });
  const ways: readonly (readonly [string, SimulatorOptions['scores'], typeof all, number])[] = [
    [`sampling, ${SAMPLE} tokens`, undefined, sampled, 0],
    [`prefill, ${SAMPLE} tokens`, 'prompts', sampled, SAMPLE],
    [`next token, ${SAMPLE} tokens`, 'next', sampled, SAMPLE],
    ['prefill, the whole vocabulary, the 1,000 lowest confirmed', 'prompts', all, 1000],
  ];
  for (const [i, [name, scores, choice, confirm]] of ways.entries()) {
    const simulator = await startSimulator({
      models: [{ id: 'm', slips: {}, vocabulary: forgetful }],
      ...(scores && { scores }),
    });
    const started = performance.now();
    const { targets } = await askTokens({
      suite: {
        name: 's',
        repeats: 1,
        seed: 1,
        prompts: [],
        targets: [{ id: 'm', model: 'm', base_url: simulator.url }],
      },
      vocabulary,
      choice,
      group: 20,
      confirm,
      placeOf: (part) => folderStore(join(folder, String(i), part)),
    });
    const seconds = (performance.now() - started) / 1000;
    await simulator.close();
    const [target] = targets;
    if (target === undefined) throw new Error('nothing was asked');
    const { share, probed, forgotten } = summarizeProbe(choice, target);
    const [missed, alarms] = [new Set<number>(), new Set<number>()];
    for (const { id, verdict } of target.findings.values())
      if (planted.has(id) !== (verdict === 'forgotten')) (planted.has(id) ? missed : alarms).add(id);
    const { screen, single } = target.requests;
    const interval =
      share &&
      `${(100 * share.rate).toFixed(2)}% (${(100 * share.low).toFixed(2)}–${(100 * share.high).toFixed(2)})`;
    line(
      `${name}: ${forgotten} of ${probed} forgotten, ${missed.size} missed, ${alarms.size} false; ${screen} + ${single} requests, ${((screen + single) / probed).toFixed(3)} a token; ${interval}; ${seconds.toFixed(0)} s`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

for (const sample of [200, 1000, 5000])
  for (const [name, shares] of Object.entries(SHARES)) {
    const { held, width } = coverageOfStrata({ sample, shares, runs: RUNS, seed: sample });
    line(
      `${sample} tokens, ${name}: ${(100 * held).toFixed(1)}% of intervals hold it, ${(100 * width).toFixed(2)} points wide`,
    );
  }
