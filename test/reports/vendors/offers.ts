/** Offers of the same weights that answer, slip and take as long as a test says. */

import { buildReport, type Report } from '../../../reports/index.js';
import { CLEAN, CYRILLIC, type Given, run } from '../runs.js';

/** Seconds after the beginning, as samples have it. */
const at = (seconds: number): string => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();

export type Answering = (prompt: number, repeat: number) => Omit<Given, 'target' | 'prompt' | 'repeat'>;

export function asked(target: string, answering: Answering, prompts = 60, repeats = 4): Given[] {
  return Array.from({ length: prompts * repeats }, (_, i): Given => {
    const [prompt, repeat] = [i % prompts, Math.floor(i / prompts)];
    return { target, prompt: `p${prompt}`, repeat, ...answering(prompt, repeat) };
  });
}

/** A vendor whose answers are mixed for these, and take as long as `ms` says. */
export const vendor =
  (
    isMixed: (prompt: number, repeat: number) => boolean,
    ms: (prompt: number, repeat: number) => number,
    start = 0,
  ): Answering =>
  (prompt, repeat) => ({
    answer: `${isMixed(prompt, repeat) ? CYRILLIC : CLEAN}${prompt} ${repeat}`,
    more: {
      started_at: at(start + prompt + 60 * repeat),
      latency_ms: ms(prompt, repeat),
      usage: { prompt_tokens: 100, completion_tokens: 50 },
      finish_reason: 'stop',
    },
  });

export const never = (): boolean => false;
export const steady = (prompt: number, repeat: number): number =>
  1000 + 37 * ((prompt * 7 + repeat * 13) % 60);

export const built = async (given: readonly Given[], reference?: string, more = {}): Promise<Report> => {
  const prices = { input: 1, output: 4 };
  const targets = [...new Set(given.map(({ target }) => target))].map((id) => ({ id, model: 'm', prices }));
  const { report } = await buildReport([run('r', given, { repeats: 4, seed: 3, targets, ...more })], {
    vendors: reference === undefined ? {} : { reference },
  });
  return report;
};

export const targetIn = ({ targets }: Report, id: string) => {
  const found = targets.find((target) => target.id === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
};

export const vendorIn = (report: Report, id: string) => {
  const { vendor } = targetIn(report, id);
  if (vendor === undefined) throw new Error(`${id} is no vendor`);
  return vendor;
};

export const pairIn = ({ vendors }: Report, candidate: string, measure: string) => {
  const found = vendors?.pairs.find((row) => row.candidate === candidate && row.measure === measure);
  if (found === undefined) throw new Error(`no ${measure} of ${candidate}`);
  return found;
};
