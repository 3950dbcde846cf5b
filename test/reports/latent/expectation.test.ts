import { expect } from 'chai';
import { offScriptUnder, policyFor } from '../../../detectors/bare/index.js';
import { latentOf, type Sampler } from '../../../reports/latent/index.js';
import type { Logprobs, TokenName } from '../../../store/index.js';

const policy = policyFor('ja');
if (policy === undefined) throw new Error('no policy');
const off = offScriptUnder(policy);

const PLAIN: Sampler = { given: 'model', temperature: 1, topK: 0, topP: 1, minP: 0 };

type Weights = readonly (readonly [TokenName, number])[];

/** A small model: what may come next, by the bytes of a character that is begun. */
const NEXT: Readonly<Record<string, Weights>> = {
  '': [
    ['あ', 0.42],
    [[0xe3, 0x81], 0.2],
    ['。', 0.1],
    [[0xd0], 0.07],
    ['а', 0.06],
    ['', 0.05],
    ['한국', 0.04],
    [[0xea], 0.03],
    ['い', 0.03],
  ],
  // Whatever follows is Cyrillic.
  '208': [
    [[0xb0], 0.8],
    [[0xb1], 0.15],
    ['あ', 0.05],
  ],
  // Kana.
  '227,129': [
    [[0x82], 0.85],
    [[0x84], 0.1],
    ['а', 0.05],
  ],
  // Hangul, or another script, or none.
  '234': [
    [[0xb0, 0x80], 0.5],
    [[0xb0], 0.3],
    ['。', 0.2],
  ],
  '234,176': [
    [[0x81], 0.9],
    ['い', 0.1],
  ],
};

/** A model that is surer of itself, so that pieces are rare. */
const RARE: typeof NEXT = {
  ...NEXT,
  '': [
    ['あ', 0.6],
    ['い', 0.2],
    ['。', 0.08],
    ['', 0.05],
    [[0xd0], 0.03],
    ['а', 0.02],
    [[0xea], 0.02],
  ],
};

const encoder = new TextEncoder();
const bytesOf = (name: TokenName): readonly number[] =>
  typeof name === 'string' ? [...encoder.encode(name)] : name;

/** The bytes at the end that begin a character. */
function pendingOf(bytes: readonly number[]): readonly number[] {
  for (let n = Math.min(3, bytes.length); n > 0; n--) {
    const lead = bytes.at(-n) ?? 0;
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;
    const rest = bytes.slice(bytes.length - n + 1);
    if (length > n && rest.every((byte) => byte >= 0x80 && byte < 0xc0)) return bytes.slice(-n);
  }
  return [];
}

/** By what tokens are drawn from a model's probabilities. */
function drawnBy(weights: Weights, { temperature, topK, topP, minP }: Sampler): Weights {
  const heated = [...weights]
    .map(([name, weight]) => [name, weight ** (1 / temperature)] as const)
    .sort((a, b) => b[1] - a[1]);
  const least = minP * (heated[0]?.[1] ?? 0);
  const cut = heated.filter(([, weight], i) => weight >= least && (topK === 0 || i < topK));
  const whole = cut.reduce((sum, [, weight]) => sum + weight, 0);
  let sum = 0;
  const kept = cut.filter(([, weight]) => {
    const isIn = sum < topP * whole;
    sum += weight;
    return isIn;
  });
  const left = kept.reduce((total, [, weight]) => total + weight, 0);
  return kept.map(([name, weight]) => [name, weight / left]);
}

type Entry = Logprobs[number];

/** How a server gives a place: the likeliest tokens, and the one that was drawn. */
type Listing = (weights: Weights, drawn: readonly [TokenName, number]) => Entry;

const sorted = (weights: Weights): Weights => [...weights].sort((a, b) => b[1] - a[1]);
const logs = (weights: Weights) => weights.map(([name, weight]) => [name, Math.log(weight)] as const);

const first =
  (n: number): Listing =>
  (weights, [name, weight]) => [name, Math.log(weight), logs(sorted(weights).slice(0, n))];

/** The one that was drawn stands behind the others where it is none of them. */
const appended =
  (n: number): Listing =>
  (weights, drawn) => {
    const top = sorted(weights).slice(0, n);
    return [drawn[0], Math.log(drawn[1]), logs(top.includes(drawn) ? top : [...top, drawn])];
  };

/** The one that was drawn comes first, and takes the place of the last one where it is none of them. */
const replaced =
  (n: number): Listing =>
  (weights, drawn) => {
    const top = sorted(weights).slice(0, n);
    const others = (top.includes(drawn) ? top : [...top, drawn]).filter((one) => one !== drawn);
    return [drawn[0], Math.log(drawn[1]), logs([drawn, ...others].slice(0, n))];
  };

/** Every answer of so many tokens, and those that its last character takes: its probability, the entries of its tokens, and its bytes. */
function* answers(
  model: typeof NEXT,
  sampler: Sampler,
  list: Listing,
  left: number,
  bytes: readonly number[] = [],
): Generator<{
  probability: number;
  entries: readonly (readonly [Entry, readonly number[]])[];
  bytes: readonly number[];
}> {
  if (left <= 0 && pendingOf(bytes).length === 0) {
    yield { probability: 1, entries: [], bytes };
    return;
  }
  const weights = model[pendingOf(bytes).join()] ?? [];
  const given = sampler.given === 'sampler' ? drawnBy(weights, sampler) : weights;
  for (const [name, probability] of drawnBy(weights, sampler)) {
    const drawn = given.find((one) => one[0] === name);
    if (drawn === undefined) throw new Error('drawn from nothing');
    const entry = list(given, drawn);
    const own = [...bytes, ...bytesOf(name)];
    const rest =
      name === '' ? [{ probability: 1, entries: [], bytes }] : answers(model, sampler, list, left - 1, own);
    for (const one of rest)
      yield {
        probability: probability * one.probability,
        entries: [[entry, own], ...one.entries],
        bytes: one.bytes,
      };
  }
}

/** One entry for all pieces of a character, which is that of the last. */
function joined(entries: readonly (readonly [Entry, readonly number[]])[]): Logprobs {
  let sent = 0;
  return entries.flatMap(([[, logprob, top], bytes]) => {
    if (pendingOf(bytes).length > 0) return [];
    const own = bytes.slice(sent);
    sent = bytes.length;
    const text = new TextDecoder().decode(Uint8Array.from(own));
    return [[text.includes('\ufffd') ? own : text, logprob, top ?? []] as const];
  });
}

const WHOLE = 4;

function expected(
  model: typeof NEXT,
  sampler: Sampler,
  list: Listing,
  isJoined = false,
): { slipped: number; least: number; most: number; seen: number } {
  const sums = { slipped: 0, least: 0, most: 0, seen: 0 };
  for (const { probability, entries, bytes } of answers(model, sampler, list, WHOLE)) {
    const whole = isJoined ? bytes.slice(0, bytes.length - pendingOf(bytes).length) : bytes;
    const answer = new TextDecoder().decode(Uint8Array.from(whole));
    const logprobs = isJoined ? joined(entries) : entries.map(([entry]) => entry);
    const found = latentOf(logprobs, answer, sampler, off);
    if ('untold' in found) throw new Error(`${found.untold}: ${answer}`);
    const slip = found[isJoined ? 'joined' : 'apart'];
    sums.slipped += probability * slip.slipped;
    sums.least += probability * slip.least;
    sums.most += probability * slip.most;
    sums.seen += probability;
  }
  return sums;
}

describe('the sum of hazards over every answer of a small model', () => {
  const cases: readonly (readonly [string, typeof NEXT, Sampler, Listing, boolean?])[] = [
    ['with all tokens listed', NEXT, PLAIN, first(20)],
    ['with the five likeliest listed', NEXT, PLAIN, first(5)],
    ['with only the likeliest listed', NEXT, PLAIN, first(1)],
    ['where the drawn token is put behind the others', NEXT, { ...PLAIN, asked: 4 }, appended(4)],
    ['where the drawn token takes the place of the last one', NEXT, PLAIN, replaced(5)],
    ['with probabilities of the sampler', NEXT, { ...PLAIN, given: 'sampler', temperature: 1.5 }, first(5)],
    ['with top_k as long as the list', NEXT, { ...PLAIN, temperature: 1.3, topK: 6 }, first(6)],
    ['with top_k shorter than the list', NEXT, { ...PLAIN, topK: 5 }, first(8)],
    ['with top_p', NEXT, { ...PLAIN, topP: 0.88 }, first(20)],
    ['with min_p', NEXT, { ...PLAIN, minP: 0.1 }, first(20)],
    ['with all of them', NEXT, { ...PLAIN, topK: 7, topP: 0.97, minP: 0.05 }, first(8)],
    ['where a character of several tokens has one entry', NEXT, { ...PLAIN, asked: 20 }, first(20), true],
    ['where it has one entry, and such are rare', RARE, { ...PLAIN, asked: 20 }, first(20), true],
    ['where it has one entry, with top_k', RARE, { ...PLAIN, topK: 6, temperature: 1.2 }, first(6), true],
  ];
  for (const [name, model, sampler, list, isJoined] of cases)
    it(`is the probability that one slips: ${name}`, () => {
      const { slipped, least, most, seen } = expected(model, sampler, list, isJoined);
      expect(seen).to.be.closeTo(1, 1e-12);
      expect(slipped).to.be.within(0.05, 0.95);
      expect(least).to.be.closeTo(slipped, 1e-9);
      expect(most).to.be.closeTo(slipped, 1e-9);
    });

  const bounded: typeof cases = [
    ['at another temperature, though all are listed', NEXT, { ...PLAIN, temperature: 0.7 }, first(20)],
    ['at another temperature', NEXT, { ...PLAIN, temperature: 0.7 }, first(5)],
    ['at a higher one', NEXT, { ...PLAIN, temperature: 1.4 }, first(5)],
    ['with top_p beyond the list', NEXT, { ...PLAIN, topP: 0.97 }, first(5)],
    ['with top_k beyond the list', NEXT, { ...PLAIN, topK: 7 }, first(5)],
    [
      'with all of them beyond the list',
      NEXT,
      { ...PLAIN, temperature: 0.8, topK: 8, topP: 0.99, minP: 0.01 },
      first(5),
    ],
    ['where a character of several tokens has one entry', RARE, PLAIN, first(5), true],
  ];
  for (const [name, model, sampler, list, isJoined] of bounded)
    it(`bounds that probability where a list does not tell it: ${name}`, () => {
      const { slipped, least, most } = expected(model, sampler, list, isJoined);
      expect(least).to.be.below(most);
      expect(slipped).to.be.within(least - 1e-9, most + 1e-9);
    });
});
