/** A bundle: a folder for any web server, with the report as its page and all samples beside it, which the page fetches as it shows them. */

import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { sha256, UserError } from '../../../files/index.js';
import { renderArticles, renderHtml } from '../../../reports/formats/html/index.js';
import { articleView, countsOf, type Values, valuesOf } from '../../../reports/formats/html/samples/index.js';
import {
  type Built,
  flipsOf,
  promptOf,
  type RunInput,
  readCases,
  recordOfSample,
  shownSample,
  targetNames,
} from '../../../reports/index.js';
import type { ClosableJudge } from '../../../reports/judging/threads/index.js';
import { askedHash, givenId, type PromptRecord } from '../../../store/index.js';
import { Buckets } from './buckets.js';
import { Shards } from './shards.js';

const SAMPLES = 'samples';
const INDEX = 'index.json';

/** Throws UserError where a folder holds anything else than a bundle. */
function checkPlace(folder: string): void {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  if (existsSync(join(folder, SAMPLES, INDEX)) && existsSync(join(folder, 'index.html'))) return;
  throw new UserError('the folder holds something else', folder, 'name another with --bundle');
}

const questionOf = (prompt: PromptRecord | undefined, id: string, language: string, repeat: number): string =>
  sha256([prompt === undefined ? [id, language] : [givenId(prompt), askedHash(prompt)], repeat]).slice(0, 24);

/** Writes the samples; what can be chosen of them. */
async function writeSamples(folder: string, runs: readonly RunInput[], built: Built, judge: ClosableJudge) {
  const nameOf = targetNames(runs);
  const flips = flipsOf(built.report);
  const called = new Map(built.report.targets.map(({ id, label }) => [id, label ?? id]));
  const shards = new Shards(folder);
  const keys = new Buckets(join(folder, 'keys'));
  const questions = new Buckets(join(folder, 'questions'));
  const counts = countsOf();
  let samples = 0;
  for (const run of runs) {
    for await (const { case: one, judgement } of judge.judge(readCases(run), run.manifest.detection ?? {})) {
      const { sample } = one;
      const prompt = promptOf(run.prompts, sample);
      const id = nameOf(run, sample.target);
      const shown = shownSample(sample, judgement, id, prompt);
      const name = called.get(id) ?? id;
      const traits: Values = valuesOf(shown, name, flips(shown));
      counts.add(traits);
      const question = questionOf(prompt, sample.prompt, sample.language, sample.repeat);
      const isFlagged = traits.state.includes('flagged');
      const group = `${isFlagged ? 0 : 1}\n${name}\n${sample.language}`;
      const [html = ''] = renderArticles([articleView(shown, () => name)]);
      const record = recordOfSample(sample, prompt, { ...shown, target: name });
      const shard = shards.add(group, { key: sample.key, question, traits, html, record });
      keys.add(sample.key, shard);
      questions.add(question, sample.key);
      if (++samples % 200 === 0) await turn();
    }
  }
  const entries = shards.end();
  writeFileSync(
    join(folder, INDEX),
    `${JSON.stringify({ schema: 1, samples, shards: entries.map(({ order: _, ...entry }) => entry) })}\n`,
  );
  writeBuckets(join(folder, 'keys'), keys, (entries) => Object.fromEntries(entries));
  writeBuckets(join(folder, 'questions'), questions, (entries) => {
    const all: Record<string, unknown[]> = Object.create(null);
    for (const [question, key] of entries) {
      const known = all[question] ?? [];
      all[question] = known;
      known.push(key);
    }
    return all;
  });
  return { samples, counts: counts.all };
}

function writeBuckets(
  folder: string,
  buckets: Buckets,
  made: (entries: readonly (readonly [string, unknown])[]) => unknown,
): void {
  const all = [...buckets.take()].map(([name, entries]) => [name, JSON.stringify(made(entries))] as const);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of all) writeFileSync(join(folder, `${name}.json`), `${text}\n`);
}

/** Writes the bundle of a report on runs to a folder, whole or not at all. Throws UserError where something else is there, or the system refuses. */
export async function writeBundle(
  folder: string,
  runs: readonly RunInput[],
  built: Built,
  judge: ClosableJudge,
): Promise<void> {
  checkPlace(folder);
  const place = resolve(folder);
  let part: string | undefined;
  try {
    mkdirSync(dirname(place), { recursive: true });
    part = mkdtempSync(join(dirname(place), `.${basename(place)}-`));
    mkdirSync(join(part, SAMPLES));
    const { samples, counts } = await writeSamples(join(part, SAMPLES), runs, built, judge);
    const generatedAt = new Date().toISOString();
    const page = renderHtml(built.report, built.examples, { generatedAt, bundled: { samples, counts } });
    writeFileSync(join(part, 'index.html'), page);
    rmSync(place, { recursive: true, force: true });
    renameSync(part, place);
    part = undefined;
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new UserError(`cannot write the bundle (${code})`, folder, 'name another folder with --bundle');
  } finally {
    if (part !== undefined) rmSync(part, { recursive: true, force: true });
  }
}
