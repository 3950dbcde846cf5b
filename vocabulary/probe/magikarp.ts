/**
 * The verification of under-trained tokens as Land and Bartolo published it ("Fishing for Magikarp", EMNLP 2024): the largest probability that a
 * token has in the first three places behind three prompts in each of which it is due.
 */

import { idsAsContent, nextToken } from '../../harness/endpoint/index.js';
import type { SuiteTarget } from '../../harness/suite/index.js';
import type { Prompt } from '../../prompts/index.js';
import type { Logprobs, Sample, TokenName } from '../../store/index.js';
import type { TokenId } from '../tokenizer/index.js';
import type { Parts } from './parts.js';
import { leftOf, probabilityOf } from './probabilities.js';
import { singleId, tokenOf } from './prompts.js';
import { scoringNext } from './scoring.js';
import type { Finding, Framed, Magikarp, Verdict } from './types.js';

/** A published prompt: so many times the phrase with its completion, then the phrase, and its completion up to the token. */
interface Verification {
  readonly name: string;
  readonly times: number;
  readonly preamble: string;
  /** Texts around the token, as often as it stands there. */
  readonly phrase: readonly [string, string];
  readonly completion: readonly [string, string];
}

const VERIFICATIONS: readonly Verification[] = [
  {
    name: 'input_output',
    times: 20,
    preamble: 'This device repeats its input exactly, as shown in these 100 identical trials.',
    phrase: ['\nInput: «', '»\nOutput:'],
    completion: [' «', '»'],
  },
  {
    name: 'assistant_explain',
    times: 0,
    preamble:
      'This helpful assistant explains what a phrase means, replying with identical responses to identical questions for reliability.',
    phrase: [
      "\nUser: What does 'edslfkj' mean?\nAssistant: 'edslfkj' has no specific meaning I am aware of.\nUser: what does '",
      "' mean?\nAssistant:",
    ],
    completion: [" '", "'"],
  },
  {
    name: 'repeats',
    times: 50,
    preamble: "Below is the output, as you can see it's just giving the same phrase repeated indefinitely:\n",
    phrase: ['', ''],
    completion: ['', ''],
  },
];

/** Places behind a prompt that are looked at. */
const PLACES = 3;

/** Published thresholds of the largest probability: strongly verified below the first, weakly up to the second. */
const STRONG = 0.001;
const WEAK = 0.1;

/** The likeliest tokens that are asked for in each place: of OpenAI's API as many as it gives. */
const LIKELIEST = 20;
const LIKELIEST_OF_LLAMA = 50;

/** The texts of a prompt between which the token stands. */
function textsOf({ times, preamble, phrase, completion }: Verification): string[] {
  const texts = [preamble];
  const add = ([before, behind]: readonly [string, string]): void => {
    texts[texts.length - 1] += before;
    texts.push(behind);
  };
  for (let i = 0; i < times; i++) {
    add(phrase);
    add(completion);
  }
  add(phrase);
  texts[texts.length - 1] += completion[0];
  return texts;
}

const promptOf = (name: string, id: TokenId, content: string): Prompt => ({
  id: `${singleId(id)}/${name}`,
  language: 'en',
  messages: [{ role: 'user', content }],
});

/** The token that a prompt is for. */
const tokenIn = (prompt: string): TokenId => tokenOf(prompt.replace(/\/.*$/, ''));

function* prompts(parts: Parts, byIds: boolean): Generator<Prompt> {
  for (const verification of VERIFICATIONS) {
    const texts = textsOf(verification);
    const encoded = byIds ? texts.map((text) => (text === '' ? [] : parts.encode(text))) : [];
    for (const { id, text } of parts.probing.choice.tokens) {
      const content = byIds
        ? idsAsContent(encoded.flatMap((ids, i) => (i === 0 ? ids : [id, ...ids])))
        : texts.join(text);
      yield promptOf(verification.name, id, content);
    }
  }
}

/** A target as it is asked for the likeliest tokens of its answer's first places. */
function likely(target: SuiteTarget): SuiteTarget {
  const { stream: _, sampling = {}, ...rest } = target;
  const limit = sampling.max_completion_tokens === undefined ? 'max_tokens' : 'max_completion_tokens';
  return { ...rest, logprobs: LIKELIEST, sampling: { temperature: 0, [limit]: PLACES } };
}

/** Whether the name of a token in an answer is that of `token`: its id, its text or its bytes. */
function isNamed(name: TokenName, { id, text }: Framed, byIds: boolean): boolean {
  if (byIds) return name === String(id);
  return typeof name === 'string' ? name === text : Buffer.from(name).equals(Buffer.from(text));
}

/** What is known of a token's largest probability: that it has at least `least`, and no more than `most`. */
interface Bounds {
  least: number;
  most: number;
  /** Prompts that told of it. */
  prompts: number;
}

function look(bounds: Bounds, places: Logprobs, is: (name: TokenName) => boolean): void {
  const seen = places.slice(0, PLACES).filter((place) => (place[2]?.length ?? 0) > 0);
  if (seen.length === 0) return;
  bounds.prompts++;
  for (const [name, logprob, likeliest = []] of seen) {
    const known = probabilityOf([[name, logprob] as const, ...likeliest].find(([one]) => is(one))?.[1]);
    bounds.least = Math.max(bounds.least, known ?? 0);
    bounds.most = Math.max(bounds.most, known ?? leftOf(likeliest));
  }
}

function verdictOf({ least, most, prompts: told }: Bounds): Magikarp {
  if (least > WEAK) return 'rejected';
  if (told < VERIFICATIONS.length || most > WEAK) return 'undecided';
  return most < STRONG ? 'strong' : 'weak';
}

/** What each verification makes of a token. */
const VERDICTS: Readonly<Record<Magikarp, Verdict>> = {
  strong: 'forgotten',
  weak: 'forgotten',
  rejected: 'written',
  undecided: 'undecided',
};

function findingOf(id: TokenId, bounds: Bounds): Finding {
  const magikarp = verdictOf(bounds);
  // What is not among the likeliest has at most this.
  const probability = magikarp === 'rejected' ? bounds.least : bounds.most;
  return {
    id,
    verdict: VERDICTS[magikarp],
    by: 'probability',
    written: 0,
    of: 0,
    magikarp,
    ...(bounds.prompts > 0 && { probability }),
  };
}

export interface Verified {
  readonly findings: ReadonlyMap<TokenId, Finding>;
  readonly asked: number;
  readonly failed: number;
}

/** Asks a target for the probabilities of all tokens; by ids of llama.cpp, by texts of any other. */
export async function verify(
  parts: Parts,
  target: SuiteTarget,
  { name, byIds }: { readonly name: string; readonly byIds: boolean },
): Promise<Verified> {
  const { tokens } = parts.probing.choice;
  if (!parts.isStopped)
    await parts.run({
      name,
      what: `${target.id}: verification`,
      targets: [
        byIds ? scoringNext(target, { places: PLACES, likeliest: LIKELIEST_OF_LLAMA }) : likely(target),
      ],
      prompts: [...prompts(parts, byIds)],
      repeats: 1,
      ...(byIds && { protocol: nextToken }),
    });
  const known = new Map(tokens.map((token) => [token.id, token]));
  const bounds = new Map<TokenId, Bounds>();
  let [asked, failed] = [0, 0];
  await parts.read(name, ({ prompt, logprobs, error }: Sample) => {
    asked++;
    const token = known.get(tokenIn(prompt));
    if (error !== undefined || token === undefined) failed++;
    else {
      const own = bounds.get(token.id) ?? { least: 0, most: 0, prompts: 0 };
      bounds.set(token.id, own);
      look(own, logprobs ?? [], (one) => isNamed(one, token, byIds));
    }
  });
  const findings = new Map(
    tokens.map(({ id }) => [id, findingOf(id, bounds.get(id) ?? { least: 0, most: 0, prompts: 0 })]),
  );
  return { findings, asked, failed };
}
