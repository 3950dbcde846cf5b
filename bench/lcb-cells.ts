/** Pass rates of real responses, cell by cell, beside those of an independent implementation of the benchmark. */

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import {
  englishWords,
  type Identifier,
  type LcbCell,
  type LcbRates,
  type LcbResult,
  type LcbTally,
  lcbAverages,
  lcbRates,
  lcbResponse,
  lcbTally,
} from '../detectors/index.js';

/** Rates of a cell, as the reference has them; `acc` is the line accuracy, `wpr` missing for languages in Latin script. */
interface Reference {
  readonly acc: number;
  readonly lpr: number;
  readonly wpr?: number;
}

/** `reference.json`: by model, task and `source/language`, `all` standing for averages. */
type References = Readonly<Record<string, Record<string, Record<string, Reference>>>>;

/** One rate of one cell, in percent. */
export interface Compared {
  readonly model: string;
  readonly task: string;
  /** `source/language`, or an average with `all` for either. */
  readonly cell: string;
  readonly rate: keyof LcbRates;
  /** Responses of the cell; null for an average. */
  readonly responses: number | null;
  /** NaN where one of the two has no such rate. */
  readonly ours: number;
  readonly theirs: number;
}

export const RATES = ['lpr', 'wpr', 'lcpr', 'lineAccuracy'] as const;

/** By task, then by `source/language`. */
type Judged = Map<string, Map<string, LcbResult[]>>;

function judge(path: string, identifier: Identifier, words: ReadonlySet<string>): Judged {
  const judged: Judged = new Map();
  const rows = parse(readFileSync(path), { columns: true, bom: true }) as Record<string, string>[];
  for (const { completion = '', task = '', source = '', language = '' } of rows) {
    const cells = judged.get(task) ?? new Map<string, LcbResult[]>();
    judged.set(task, cells);
    const results = cells.get(`${source}/${language}`) ?? [];
    cells.set(`${source}/${language}`, results);
    results.push(lcbResponse(completion, language, { identifier, words }));
  }
  return judged;
}

/** Rates by `source/language`, of single cells and of averages. */
function ratesOf(tallies: ReadonlyMap<string, LcbTally>): Map<string, LcbRates> {
  const cells = [...tallies].map(([name, tally]): LcbCell => {
    const [source = '', language = ''] = name.split('/');
    return { source, language, rates: lcbRates(tally, { emptyPasses: true }) };
  });
  const { bySource, byLanguage, overall } = lcbAverages(cells);
  return new Map([
    ...cells.map(({ source, language, rates }) => [`${source}/${language}`, rates] as const),
    ...[...bySource].map(([source, rates]) => [`${source}/all`, rates] as const),
    ...[...byLanguage].map(([language, rates]) => [`all/${language}`, rates] as const),
    ['all/all', overall],
  ]);
}

/** The reference lists no LCPR: the harmonic mean of its two rates. */
function reference({ acc, lpr, wpr }: Reference): LcbRates {
  const lcpr = wpr === undefined ? null : lpr + wpr === 0 ? 0 : (2 * lpr * wpr) / (lpr + wpr);
  return { lpr, wpr: wpr ?? null, lcpr, lineAccuracy: acc };
}

/**
 * Every rate of every cell and average of the CSVs at `paths`, beside that of `reference.json` in `folder`, with the word list
 * `words` there. A cell that only one side has is compared with nothing.
 */
export function compareCells(
  paths: readonly string[],
  folder: string,
  identifier: Identifier,
): readonly Compared[] {
  const references = JSON.parse(readFileSync(`${folder}/reference.json`, 'utf8')) as References;
  const words = englishWords(readFileSync(`${folder}/words`, 'utf8'));
  const compared: Compared[] = [];
  for (const path of paths) {
    const model = basename(path, '.csv');
    for (const [task, results] of judge(path, identifier, words)) {
      const tallies = new Map([...results].map(([name, of]) => [name, lcbTally(of)]));
      const ours = ratesOf(tallies);
      const theirs = references[model]?.[task] ?? {};
      for (const cell of new Set([...ours.keys(), ...Object.keys(theirs)])) {
        const mine = ours.get(cell);
        const other = theirs[cell] && reference(theirs[cell]);
        for (const rate of RATES) {
          const [a = null, b = null] = [mine?.[rate], other?.[rate]];
          if (a === null && b === null) continue;
          compared.push({
            model,
            task,
            cell,
            rate,
            responses: tallies.get(cell)?.responses ?? null,
            ours: 100 * (a ?? Number.NaN),
            theirs: 100 * (b ?? Number.NaN),
          });
        }
      }
    }
  }
  return compared;
}
