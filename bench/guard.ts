/**
 * `npm run bench:guard`: what the stream guard says of real answers that come in pieces of three code units, beside what detection says of
 * the whole. Every thirteenth answer of a model is left out: on half of those it was set when findings stand. `--read N` prints what was
 * withdrawn, to be read; `--every N` takes each Nth answer.
 */

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { COUNTED, countedAs, type Detection, languages, policyFor } from '../detectors/index.js';
import { detectorBy, loadIdentifier } from '../harness/identifier/index.js';
import { Guard, type Said, type SaidOfFinding } from '../harness/serve/guard.js';
import { inContext, responseFiles } from './text.js';

/** Of so many answers of a model, the first was set on. */
const SET_ON = 13;

/** About what a token has. */
const PIECE = 3;

const { values: chosen } = parseArgs({
  options: { read: { type: 'string', default: '0' }, every: { type: 'string', default: '3' } },
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

const isOfFinding = (said: Said): said is SaidOfFinding => 'finding' in said;

function reportLanguage(all: readonly Watched[]): void {
  const early = all.map(({ text, said, detection }) => ({
    told: said.some(({ kind, at }) => kind === 'wrong_language' && at < text.length),
    isWrong: detection.wrongLanguage !== null,
  }));
  const [wrong, right] = [early.filter(({ isWrong }) => isWrong), early.filter(({ isWrong }) => !isWrong)];
  const count = (some: typeof early): number => some.filter(({ told }) => told).length;
  process.stdout.write(`  wrong_language
    answers in it, told before they ended  ${percent(count(wrong), wrong.length)}
    answers in the right one, but told so  ${percent(count(right), right.length)}
`);
}

function reportOn(all: readonly Watched[]): void {
  const ms = all.reduce((sum, { taken }) => sum + taken, 0);
  const units = all.reduce((sum, { text }) => sum + text.length, 0);
  process.stdout.write(
    `${all.length} answers, all looks at one ${((ms * 1000) / units).toFixed(1)} ms for 1,000 code units\n`,
  );
  reportLanguage(all);
  for (const counted of COUNTED) {
    const of = all.map(({ text, said, detection }) => {
      const own = said.filter(isOfFinding).filter(({ countsAs }) => countsAs === counted);
      const told = own.filter(({ kind }) => kind === 'finding');
      return {
        told,
        withdrawn: own.filter(({ kind }) => kind === 'withdrawn'),
        early: told.some(({ at }) => at < text.length),
        has: detection.findings.some((finding) => countedAs(finding) === counted),
      };
    });
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

const watched: Watched[] = [];
for (const path of responseFiles) {
  const rows = parse(readFileSync(path), { columns: true }) as Record<string, string>[];
  for (const [i, { language = '', completion = '' }] of rows.entries()) {
    if (i % SET_ON === 0 || i % Number(chosen.every) !== 0) continue;
    const one = await watch(language, completion);
    if (one !== undefined) watched.push(one);
  }
}
reportOn(watched);

const withdrawn = watched.filter(({ said }) => said.some(({ kind }) => kind === 'withdrawn'));
for (const { language, text, said } of withdrawn.slice(0, Number(chosen.read)))
  for (const { kind, finding, countsAs, at } of said.filter(isOfFinding)) {
    if (kind !== 'withdrawn') continue;
    process.stdout.write(`${language} ${countsAs} at ${at} of ${text.length}: ${inContext(text, finding)}\n`);
  }
