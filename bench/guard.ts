/**
 * `npm run bench:guard`: what the stream guard says of real answers that come in pieces of three code units, beside what detection says of
 * the whole. Two halves of the answers, by their order, so that what was set on the one is measured on the other. `--read N` prints what
 * was withdrawn, to be read.
 */

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { COUNTED, countedAs, type Detection, languages, policyFor } from '../detectors/index.js';
import { detectorBy, loadIdentifier } from '../harness/identifier/index.js';
import { Guard, type Said } from '../harness/serve/guard.js';
import { escapeHidden } from '../reports/display/index.js';
import { responseFiles } from './text.js';

/** About what a token has. */
const PIECE = 3;

const { values: chosen } = parseArgs({
  options: { read: { type: 'string', default: '0' }, every: { type: 'string', default: '8' } },
});

interface Watched {
  readonly language: string;
  readonly text: string;
  readonly said: readonly Said[];
  readonly detection: Detection;
  /** Looks that the guard took, in milliseconds together. */
  readonly taken: number;
}

const identifier = await loadIdentifier('fasttext', languages);
const detect = detectorBy(async () => identifier);

async function watch(language: string, text: string): Promise<Watched | undefined> {
  const policy = policyFor(language);
  if (policy === undefined || text === '') return undefined;
  const guard = new Guard(detect, policy, {});
  const said: Said[] = [];
  const began = performance.now();
  for (let at = 0; at < text.length; at += PIECE)
    said.push(...(await guard.push(text.slice(at, at + PIECE))));
  const { said: last, detection } = await guard.end();
  return { language, text, said: [...said, ...last], detection, taken: performance.now() - began };
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;

const percent = (part: number, of: number): string => `${part}/${of} (${((100 * part) / of).toFixed(1)}%)`;

function reportOn(name: string, all: readonly Watched[]): void {
  const ms = all.reduce((sum, { taken }) => sum + taken, 0);
  const units = all.reduce((sum, { text }) => sum + text.length, 0);
  process.stdout.write(
    `${name}: ${all.length} answers, all looks at one ${((ms * 1000) / units).toFixed(1)} ms for 1,000 code units\n`,
  );
  for (const counted of COUNTED) {
    const of = all.map(({ text, said, detection }) => ({
      told: said.filter(({ kind, countsAs }) => kind === 'finding' && countsAs === counted),
      withdrawn: said.filter(({ kind, countsAs }) => kind === 'withdrawn' && countsAs === counted),
      early: said.some(
        ({ kind, countsAs, at }) => kind === 'finding' && countsAs === counted && at < text.length,
      ),
      has: detection.findings.some((finding) => countedAs(finding) === counted),
    }));
    const told = of.flatMap((one) => one.told);
    if (told.length === 0) continue;
    const withdrawn = of.flatMap((one) => one.withdrawn);
    const [having, without] = [of.filter(({ has }) => has), of.filter(({ has }) => !has)];
    const delays = told.map(({ at, finding }) => at - finding.end).sort((a, b) => a - b);
    process.stdout.write(`  ${counted}: ${told.length} findings told
    withdrawn later                       ${percent(withdrawn.length, told.length)}
    answers without any, but told of one  ${percent(without.filter((one) => one.told.length > 0).length, without.length)}
    answers with some, told before they ended  ${percent(having.filter(({ early }) => early).length, having.length)}
    code units behind it when told        median ${quantile(delays, 0.5)}, 95% ${quantile(delays, 0.95)}
`);
  }
}

const rows = responseFiles.flatMap(
  (path) => parse(readFileSync(path), { columns: true }) as Record<string, string>[],
);
const watched: (Watched | undefined)[] = [];
for (const [i, { language = '', completion = '' }] of rows.entries())
  if (i % Number(chosen.every) === 0) watched.push(await watch(language, completion));
const half = (which: number): Watched[] =>
  watched.filter((one, i): one is Watched => one !== undefined && i % 2 === which);
reportOn('set on', half(0));
reportOn('measured on', half(1));

const CONTEXT = 40;
for (const { language, text, said } of half(0)
  .filter(({ said }) => said.some(({ kind }) => kind === 'withdrawn'))
  .slice(0, Number(chosen.read)))
  for (const { kind, finding, at } of said)
    if (kind === 'withdrawn')
      process.stdout.write(
        `${language} ${finding.kind} at ${at}/${text.length}: ${escapeHidden(text.slice(Math.max(0, finding.start - CONTEXT), finding.start))}«${escapeHidden(finding.text.slice(0, 60))}»${escapeHidden(text.slice(finding.end, finding.end + CONTEXT))}\n`,
      );
