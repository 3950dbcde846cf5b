/** A run of simulated answers of any size: running text of several languages, drawn anew for every answer, with slips at known rates. Seeded. */

import { basename, dirname } from 'node:path';
import { intruders, isOwn, wordSeparator } from '../../harness/simulator/intruders.js';
import { phrasesOf } from '../../harness/simulator/phrases.js';
import type { IntrudingScript } from '../../harness/simulator/types.js';
import {
  folderRuns,
  type PromptRecord,
  promptHash,
  type RunManifest,
  type Sample,
  sampleKey,
} from '../../store/index.js';
import { uniform } from './prompts.js';

export const LANGUAGES = ['ja', 'ko', 'zh-Hans', 'ar', 'ru', 'hi', 'de', 'en', 'fr', 'vi'] as const;

export const TARGETS = ['before', 'after'] as const;

/** Of all answers of a target. */
const RATES: Readonly<Record<(typeof TARGETS)[number], { readonly slip: number; readonly wrong: number }>> = {
  before: { slip: 0.03, wrong: 0.005 },
  after: { slip: 0.01, wrong: 0.008 },
};

/** UTF-8 bytes of an answer, on average. */
const BYTES = 400;

export interface Size {
  /** In each language. */
  readonly prompts: number;
  readonly repeats: number;
}

export const answersOf = ({ prompts, repeats }: Size): number =>
  LANGUAGES.length * TARGETS.length * prompts * repeats;

interface Words {
  readonly all: readonly string[];
  /** Places in `all` of each word, behind which others follow. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

function wordsIn(language: string): Words {
  const { sentences, separator } = phrasesOf(language);
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const all = sentences.flatMap((text) =>
    separator === ' '
      ? text.split(' ').map((word) => `${word} `)
      : Array.from(segmenter.segment(text), ({ segment }) => segment),
  );
  const places = new Map<string, number[]>();
  for (const [i, word] of all.entries()) {
    const known = places.get(word);
    if (known === undefined) places.set(word, [i]);
    else known.push(i);
  }
  return { all, places };
}

/** Text of so many bytes: each word follows the one before somewhere in a sentence, or begins anew. */
function textOf({ all, places }: Words, bytes: number, random: () => number): string {
  const pick = (among: readonly number[]): number => among[Math.floor(random() * among.length)] as number;
  const anywhere = (): number => Math.floor(random() * all.length);
  let text = '';
  let left = bytes;
  for (let at = anywhere(); left > 0; ) {
    const word = all[at] as string;
    text += word;
    left -= Buffer.byteLength(word);
    const next = random() < 0.4 ? anywhere() : pick(places.get(word) as readonly number[]) + 1;
    at = next < all.length ? next : anywhere();
  }
  return text.trim();
}

function slipped(text: string, script: IntrudingScript, random: () => number): string {
  const at = text.indexOf(' ', Math.floor(random() * text.length));
  const place = at < 0 ? Math.floor(text.length / 2) : at;
  const words = intruders[script];
  const space = wordSeparator(script) || ' ';
  return `${text.slice(0, place)}${space}${words[Math.floor(random() * words.length)]}${space}${text.slice(place)}`;
}

const SCRIPTS: readonly IntrudingScript[] = ['Cyrl', 'Hans', 'Arab', 'Hang', 'Latn'];

function scriptFor(language: string, random: () => number): IntrudingScript {
  const others = SCRIPTS.filter((script) => !isOwn(language, script));
  return others[Math.floor(random() * others.length)] as IntrudingScript;
}

function manifestOf({ prompts, repeats }: Size): RunManifest {
  return {
    schema: 1,
    made_by: 'run',
    suite: { name: 'simulated', hash: `simulated ${prompts} ${repeats}` },
    created_at: '2026-01-01T00:00:00.000Z',
    versions: { offscript: '0', node: process.versions.node, unicode: '0' },
    targets: TARGETS.map((id) => ({ id, model: id })),
    baseline: TARGETS[0],
    repeats,
    seed: 7,
    prompts: LANGUAGES.length * prompts,
  };
}

/** Writes the run to a folder that is not there yet; in the order in which a run asks: target by target, repeat by repeat. */
export async function writeRun(folder: string, size: Size): Promise<void> {
  const random = uniform(7);
  const words = new Map(LANGUAGES.map((language) => [language, wordsIn(language)] as const));
  const draft = await folderRuns(dirname(folder)).draft();
  const asked = (language: (typeof LANGUAGES)[number], nth: number): PromptRecord => ({
    id: `${language}-${nth}`,
    language,
    messages: [{ role: 'user', content: textOf(words.get(language) as Words, 100, uniform(nth)) }],
  });
  for (let nth = 0; nth < size.prompts; nth++)
    for (const language of LANGUAGES) await draft.addPrompt(asked(language, nth));
  for (const target of TARGETS)
    for (let repeat = 0; repeat < size.repeats; repeat++)
      for (let nth = 0; nth < size.prompts; nth++)
        for (const language of LANGUAGES) {
          const prompt = asked(language, nth);
          const { slip, wrong } = RATES[target];
          const written = random() < wrong ? 'en' : language;
          const text = textOf(words.get(written) as Words, BYTES * (0.5 + random()), random);
          const sample: Sample = {
            key: sampleKey(target, prompt.id, promptHash(prompt), repeat, 7),
            target,
            prompt: prompt.id,
            language,
            repeat,
            answer: random() < slip ? slipped(text, scriptFor(language, random), random) : text,
            finish_reason: 'stop',
            model: target,
            usage: { prompt_tokens: 20, completion_tokens: 140 },
            attempts: 1,
            started_at: '2026-01-01T00:00:00.000Z',
            latency_ms: Math.round(400 + 800 * random()),
          };
          await draft.addSample(sample);
        }
  await draft.publish(basename(folder), manifestOf(size));
}
