/** Storing 100,000 samples as a run does, one by one, at most 256 waiting; JSON and one plain write of the same bytes as the reference. */

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderStore, type RunManifest, type Sample, sampleKey } from '../store/index.js';

const SAMPLES = 100_000;
const AT_ONCE = 256;

const ANSWER = '子どものころは、夏休みになるたびに祖父母の家へ遊びに行きました。'.repeat(4);

function sample(i: number): Sample {
  return {
    key: sampleKey('target', `p${i}`, 'prompt', 0, 7),
    target: 'a',
    prompt: `p${i}`,
    language: 'ja',
    repeat: 0,
    answer: ANSWER,
    finish_reason: 'stop',
    model: 'model',
    system_fingerprint: 'offscript-bench',
    usage: { prompt_tokens: 20, completion_tokens: 140 },
    attempts: 1,
    started_at: '2026-01-01T00:00:00.000Z',
    latency_ms: 50,
  };
}

const MANIFEST: RunManifest = {
  schema: 1,
  made_by: 'run',
  suite: { name: 'bench', hash: 'bench' },
  created_at: '2026-01-01T00:00:00.000Z',
  versions: { offscript: '0', node: process.versions.node, unicode: '0' },
  targets: [{ id: 'a', model: 'model' }],
  repeats: 1,
  prompts: 0,
};

/** Microseconds of CPU a sample. */
async function cpuOf(work: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / SAMPLES;
}

export async function benchStoring(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'offscript-bench-'));
  const samples = Array.from({ length: SAMPLES }, (_, i) => sample(i));
  const plain = await cpuOf(() => {
    const text = samples.map((one) => `${JSON.stringify(one)}\n`).join('');
    writeFileSync(join(folder, 'plain.jsonl'), text);
  });
  const run = join(folder, 'run');
  const session = await folderStore(run).open({ manifest: MANIFEST, prompts: [] });
  let next = 0;
  async function store(): Promise<void> {
    for (let one = samples[next++]; one !== undefined; one = samples[next++]) await session.append(one);
  }
  const stored = await cpuOf(async () => {
    await Promise.all(Array.from({ length: AT_ONCE }, store));
    await session.close();
  });
  const { size } = statSync(join(run, 'samples.jsonl'));
  const same = readFileSync(join(folder, 'plain.jsonl')).equals(readFileSync(join(run, 'samples.jsonl')));
  if (!same) throw new Error('what is stored is not what was given');
  process.stdout.write(
    `\nstoring ${SAMPLES} samples: ${stored.toFixed(1)} us of CPU each, ${(stored / plain).toFixed(2)}x JSON and one write (${plain.toFixed(1)} us); ${(size / SAMPLES).toFixed(0)} bytes each\n`,
  );
  rmSync(folder, { recursive: true });
}
