/** Keys and hashes: what makes two prompts, two samples, two suites the same; and sets of keys, of which a run may have millions. */

import { hash, randomBytes } from 'node:crypto';
import { sha256 } from '../files/index.js';
import type { PromptRecord, RunTarget } from './manifest.js';
import type { SampleKey } from './sample.js';

/** SHA-256 of what is asked: the messages and the language. The id is a name and no part of it. */
export function promptHash({ messages, language }: Pick<PromptRecord, 'messages' | 'language'>): string {
  return sha256({ messages, language });
}

/**
 * SHA-256 of what users ask: {@link promptHash} of what they say alone. Prompts of one id of which it is the same are compared with each
 * other: a system message is what an experiment changes, and what a model has said before in a chat is its own.
 */
export function askedHash({ messages, language }: Pick<PromptRecord, 'messages' | 'language'>): string {
  const asked = messages.filter(({ role }) => role === 'user');
  return promptHash({ language, messages: asked.length === 0 ? messages : asked });
}

/** Hexadecimal digits of a hash that tell apart two prompts of one id. */
const TOLD_APART = 8;

/** The id of a prompt with that {@link promptHash} where another one has its id already: `81/2#1a2b3c4d`. */
export const idBeside = (id: string, hash: string): string => `${id}#${hash.slice(0, TOLD_APART)}`;

/** The id that a prompt came with, whether it was told apart from another one or not. */
export function givenId({ id, ...record }: PromptRecord): string {
  const given = id.slice(0, -TOLD_APART - 1);
  return id[given.length] === '#' && id === idBeside(given, promptHash(record)) ? given : id;
}

/** What of a target decides its answers. Where it is served does not: a checkpoint may move to another port. */
function identity(target: RunTarget): unknown {
  const { id, model, sampling = {}, extra_body = {}, system, api, template, logit_bias } = target;
  return {
    id,
    model,
    sampling,
    extra_body,
    ...(system !== undefined && { system }),
    ...(api && { api }),
    ...(template && { template }),
    ...(logit_bias && { logit_bias }),
  };
}

/** SHA-256 of a target's identity: id, model, sampling parameters, extra body, system message, and how it is asked where that is not by chat completions. */
export function targetHash(target: RunTarget): string {
  return sha256(identity(target));
}

/** Key of one sample: 24 hexadecimal digits. Takes the hashes, since one target and one prompt stand in many keys. */
export function sampleKey(
  target: string,
  promptId: string,
  prompt: string,
  repeat: number,
  seed: number | undefined,
): SampleKey {
  const text = `${target}\n${promptId}\n${prompt}\n${repeat}\n${seed ?? ''}`;
  return hash('sha256', text).slice(0, 24) as SampleKey;
}

/** SHA-256 of a suite: its targets' identities, its prompts, repeats and seed. */
export function suiteHash(
  targets: readonly RunTarget[],
  prompts: readonly PromptRecord[],
  repeats: number,
  seed: number | undefined,
): string {
  return sha256({
    targets: targets.map(identity),
    prompts: prompts.map((prompt) => [prompt.id, promptHash(prompt)]),
    repeats,
    seed: seed ?? null,
  });
}

/** Nobody who writes keys knows where they come to stand. */
const SALT = randomBytes(4).readUInt32LE();

/** Words of 32 bits in a key of 24 hexadecimal digits. */
const WORDS = 3;

const HEX = /^[0-9a-f]{24}$/;

/** A set of keys, exactly, in 24 to 48 bytes each: open addressing with linear probing; what is no 24 hexadecimal digits in a Set beside them. */
export class KeySet {
  #table = new Uint32Array(1024 * WORDS);
  #count = 0;
  /** Keys of another form, and the one that looks like an empty place. */
  readonly #others = new Set<string>();

  get size(): number {
    return this.#count + this.#others.size;
  }

  has(key: string): boolean {
    if (this.size === 0) return false;
    if (this.#others.size > 0 && this.#others.has(key)) return true;
    const words = wordsOf(key);
    return words !== null && this.#place(words) < 0;
  }

  /** Adds a key; false where it was there already. */
  add(key: string): boolean {
    const words = wordsOf(key);
    if (words === null) {
      const fresh = !this.#others.has(key);
      this.#others.add(key);
      return fresh;
    }
    const at = this.#place(words);
    if (at < 0) return false;
    this.#table.set(words, at);
    this.#count++;
    if (this.#count * WORDS * 2 > this.#table.length) this.#grow();
    return true;
  }

  /** Where the key goes; -1 where it is there already. All of a key decides where it is looked for: keys may be anybody's. */
  #place([a, b, c]: Words): number {
    const table = this.#table;
    const places = table.length / WORDS;
    const mixed = Math.imul(Math.imul(Math.imul(a ^ SALT, 0x9e3779b1) ^ b, 0x85ebca6b) ^ c, 0xc2b2ae35);
    for (let place = (mixed ^ (mixed >>> 15)) & (places - 1); ; place = (place + 1) & (places - 1)) {
      const at = place * WORDS;
      if (table[at] === 0 && table[at + 1] === 0 && table[at + 2] === 0) return at;
      if (table[at] === a && table[at + 1] === b && table[at + 2] === c) return -1;
    }
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += WORDS) {
      const words: Words = [old[at] as number, old[at + 1] as number, old[at + 2] as number];
      if (words.some((word) => word !== 0)) this.#table.set(words, this.#place(words));
    }
  }
}

type Words = [number, number, number];

function wordsOf(key: string): Words | null {
  if (!HEX.test(key)) return null;
  const word = (from: number): number => Number.parseInt(key.slice(from, from + 8), 16);
  const words: Words = [word(0), word(8), word(16)];
  return words.some((one) => one !== 0) ? words : null;
}
