/** A first look by the next token: its probability where a copy is due, one token written for each. */

import { idsAsContent, nextToken } from '../../harness/endpoint/index.js';
import type { SuiteTarget } from '../../harness/suite/index.js';
import type { TokenId } from '../tokenizer/index.js';
import type { Parts } from './parts.js';
import { leftOf, probabilityIn } from './probabilities.js';
import { singleId, tokenOf } from './prompts.js';
import { scoringNext } from './scoring.js';
import { isEnough, type Screened, screenedBy } from './screened.js';

/** What a device copies before it copies a token: with sixteen of them a small model gives a copy three times the probability that it has with four. */
const SHOWN = [
  'apple',
  ' 漢字',
  'дом',
  ' garden',
  'ที่',
  '한국',
  'Über',
  ' 42',
  'μ',
  'کتاب',
  '();',
  ' नाम',
  'Kubernetes',
  'ção',
  ' x',
  '日本',
];

/** What comes before all tokens, so that a server computes it once, and what stands between a token and its copy. */
const BEFORE = `This device repeats its input exactly, as shown in these trials.${SHOWN.map((text) => `\nInput: «${text}»\nOutput: «${text}»`).join('')}\nInput: «`;
const BETWEEN = '»\nOutput: «';

/** The likeliest tokens that are asked for: what is not among them has less than a half, and more is not needed to know that. */
const LIKELIEST = 10;

/** Asks for the probability of each token. */
export async function screenByNextToken(parts: Parts, target: SuiteTarget, name: string): Promise<Screened> {
  const { tokens } = parts.probing.choice;
  const [before, between] = [parts.encode(BEFORE), parts.encode(BETWEEN)];
  let unasked: ReadonlySet<string> = new Set();
  if (!parts.isStopped)
    unasked = await parts.run({
      name,
      what: `${target.id}: next tokens`,
      targets: [scoringNext(target, { places: 1, likeliest: LIKELIEST })],
      prompts: tokens.map(({ id }) => ({
        id: singleId(id),
        language: 'en',
        messages: [{ role: 'user', content: idsAsContent([...before, id, ...between]) }],
      })),
      repeats: 1,
      protocol: nextToken,
    });
  const probabilities = new Map<TokenId, number>();
  const requests = { asked: 0, failed: 0 };
  await parts.read(name, ({ prompt, logprobs, error }) => {
    requests.asked++;
    if (error !== undefined) requests.failed++;
    const likeliest = logprobs?.[0]?.[2] ?? [];
    if (likeliest.length === 0) return;
    const id = tokenOf(prompt);
    probabilities.set(id, probabilityIn(logprobs, 0, id) ?? leftOf(likeliest));
  });
  const isWhole = unasked.size === 0 && isEnough(requests.asked, requests.failed);
  return screenedBy({ tokens, probabilities, requests, isWhole });
}
