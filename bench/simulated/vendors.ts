/** Simulated vendors: prompts that differ in how easily they slip and how long they take, the same ones asked of all. Seeded. */

import type { Judge, Report } from '../../reports/index.js';
import { buildReport } from '../../reports/index.js';
import type { Sample, SampleKey } from '../../store/index.js';
import { difficulty, KINDS, normal } from './prompts.js';

export interface SimulatedVendor {
  readonly id: string;
  /** Share of answers that are mixed. */
  readonly rate: number;
  /** Median milliseconds. */
  readonly ms: number;
}

export interface VendorSetting {
  readonly prompts: number;
  readonly repeats: number;
  /** Correlation of two answers to one prompt, of slips and of logarithms of times. */
  readonly icc: number;
}

/** Standard deviation of logarithms of times: the slowest in twenty takes 2.7 times the median. */
const SPREAD = 0.6;

/** Milliseconds that an answer takes to a prompt that is `effect` standard deviations slower than others. */
export const timeOf = (ms: number, effect: number, icc: number, random: () => number): number =>
  ms * Math.exp(SPREAD * (Math.sqrt(icc) * effect + Math.sqrt(1 - icc) * normal(random)));

/** The quantile of times whose normal quantile is `z`. */
export const trueQuantile = (ms: number, z: number): number => ms * Math.exp(SPREAD * z);

export const effects = (prompts: number, random: () => number): number[] =>
  Array.from({ length: prompts }, () => normal(random));

const MIXED = 'm';

/** Judges by what was drawn, so that nothing but the comparison is looked at. */
const judge: Judge = {
  identifier: () => 'none',
  async *judge(cases) {
    for await (const one of cases) {
      const isMixed = one.sample.answer?.startsWith(MIXED) ?? false;
      yield {
        case: one,
        judgement: {
          outcome: isMixed
            ? { state: 'mixed', scripts: ['Cyrl'], counted: ['script_mixing'] }
            : { state: 'clean', scripts: [], counted: [] },
          findings: [],
          instead: null,
          fingerprint: Number.parseInt(one.sample.answer?.slice(1) ?? '0', 10),
          measures: {},
        },
      };
    }
  },
};

/** The report on vendors that were asked the same, compared with the first of them or each with each. */
export async function reportOnVendors(
  vendors: readonly SimulatedVendor[],
  { prompts, repeats, icc }: VendorSetting,
  random: () => number,
  reference?: string,
): Promise<Report> {
  const kinds = Array.from({ length: prompts }, () => Math.floor(random() * KINDS));
  const slow = effects(prompts, random);
  let serial = 0;
  const samples = vendors.flatMap(({ id, rate, ms }) => {
    const { rates } = difficulty(rate, icc);
    return kinds.flatMap((kind, prompt) =>
      Array.from(
        { length: repeats },
        (_, repeat): Sample => ({
          key: String(serial++) as SampleKey,
          target: id,
          prompt: `p${prompt}`,
          language: 'ja',
          repeat,
          attempts: 1,
          answer: `${random() < (rates[kind] ?? 0) ? MIXED : 'c'}${serial}`,
          latency_ms: timeOf(ms, slow[prompt] ?? 0, icc, random),
          finish_reason: 'stop',
        }),
      ),
    );
  });
  const run = {
    path: 'simulated',
    manifest: {
      made_by: 'run' as const,
      suite: { name: 'simulated' },
      created_at: '2026-01-01T00:00:00.000Z',
      targets: vendors.map(({ id }) => ({ id, model: 'm' })),
      repeats,
      prompts: 0,
      seed: Math.floor(random() * 2 ** 31),
    },
    prompts: new Map(),
    async *samples() {
      yield* samples;
    },
  };
  const { report } = await buildReport([run], {
    judge,
    vendors: reference === undefined ? {} : { reference },
  });
  return report;
}
