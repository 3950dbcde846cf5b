/**
 * How often mixing is attributed to what brings it about, by simulation of the answers' outcomes: known faults of 2% against 20%, and none. docs/method.md quotes the
 * table. `node dist/bench/attribution.js [--quick]`; the same over HTTP: `node dist/bench/attribution-http.js`.
 */

import { fileURLToPath } from 'node:url';
import { type Attribution, attribute } from '../reports/attributing/index.js';
import { plainJudge, RunTally, tallyKey } from '../reports/index.js';
import type { SampleKey } from '../store/index.js';
import { DESIGNS, type Design, FAULTS, isRight, type Levels, namesOf } from './simulated/crossed.js';
import { difficulty, uniform } from './simulated/prompts.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const key = tallyKey(plainJudge());

interface Asked {
  readonly prompts: number;
  readonly repeats: number;
  readonly icc: number;
}

/** Outcomes of all cells: prompts that are hard in one are hard in all. */
export function attributed(
  design: Design,
  { prompts, repeats, icc }: Asked,
  rateOf: (levels: Levels, measure: 'script_mixing' | 'code_mixing') => number,
  random: () => number,
): Attribution | undefined {
  const cells = design.cells;
  const tally = new RunTally(
    key,
    cells.map((_, i) => `c${i}`),
  );
  for (let p = 0; p < prompts; p++) {
    const hard = random();
    for (const [i, cell] of cells.entries()) {
      const slips = (measure: 'script_mixing' | 'code_mixing'): (() => boolean) => {
        const { rates } = difficulty(rateOf(cell, measure), icc);
        const rate = rates[Math.floor(hard * rates.length)] ?? 0;
        return () => random() < rate;
      };
      const [script, code] = [slips('script_mixing'), slips('code_mixing')];
      for (let repeat = 0; repeat < repeats; repeat++) {
        const [mixed, inCode] = [script(), code()];
        tally.add(
          {
            key: `${i} ${p} ${repeat}` as SampleKey,
            target: `c${i}`,
            prompt: `p${p}`,
            language: 'ja',
            repeat,
            answer: '',
            attempts: 1,
          },
          {
            outcome: {
              state: mixed ? 'mixed' : 'clean',
              scripts: mixed ? ['Cyrl'] : [],
              counted: [
                ...(mixed ? (['script_mixing'] as const) : []),
                ...(inCode ? (['code_mixing'] as const) : []),
              ],
            },
            findings: [],
            instead: null,
            fingerprint: (random() * 2 ** 31) | 0,
            measures: {},
          },
          undefined,
        );
      }
    }
  }
  return attribute(
    cells.map((factors, i) => ({ target: `c${i}`, factors, tally: tally.target(`c${i}`) })),
    { inference: 'prompts', named: ['script_mixing'], removes: { rule: 'margin', limit: 0.02 } },
  );
}

const ASKED: readonly Asked[] = [
  { prompts: 200, repeats: 1, icc: 0 },
  { prompts: 200, repeats: 1, icc: 0.3 },
  { prompts: 100, repeats: 2, icc: 0.3 },
  { prompts: 40, repeats: 5, icc: 0.3 },
];

function table(runs: number): void {
  const random = uniform(16);
  for (const [name, design] of Object.entries(DESIGNS)) {
    say(`\n${name}: ${design.cells.length} cells of 200 answers; attributed as it is, % of ${runs} runs`);
    for (const [fault, { rateOf, fits }] of Object.entries(FAULTS)) {
      if (!fits(design)) continue;
      const found = ASKED.map((asked) => {
        let right = 0;
        let cheapest = 0;
        const wrong = new Map<string, number>();
        for (let run = 0; run < runs; run++) {
          const got = attributed(design, asked, rateOf, random);
          if (isRight(fault, got)) right++;
          else {
            const said = namesOf(got).join(' + ') || 'nothing';
            wrong.set(said, (wrong.get(said) ?? 0) + 1);
          }
          if (FAULTS[fault]?.cheapest?.(got) ?? true) cheapest++;
        }
        const [most] = [...wrong].sort(([, a], [, b]) => b - a);
        return { right, cheapest, most };
      });
      const shares = found.map(({ right }) => ((100 * right) / runs).toFixed(1).padStart(5)).join(' ');
      const settings = found
        .map(({ cheapest }) => ((100 * cheapest) / runs).toFixed(1).padStart(5))
        .join(' ');
      const errors = found.flatMap(({ most }) => (most === undefined ? [] : [`${most[0]} ${most[1]}`]));
      say(
        `${fault.padEnd(26)} ${shares} | cheapest ${settings}${errors.length > 0 ? `  else: ${errors.join('; ')}` : ''}`,
      );
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  say(
    `columns: ${ASKED.map(({ prompts, repeats, icc }) => `${prompts} prompts x ${repeats}, correlation ${icc}`).join('; ')}`,
  );
  table(process.argv.includes('--quick') ? 40 : 200);
}
