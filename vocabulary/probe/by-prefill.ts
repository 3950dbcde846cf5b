/** A first look by prefill: the probabilities of a prompt that is a segment of the vocabulary twice, all tokens of a segment in one request. */

import { idsAsContent, prefill } from '../../harness/endpoint/index.js';
import type { SuiteTarget } from '../../harness/suite/index.js';
import type { TokenId } from '../tokenizer/index.js';
import type { Parts } from './parts.js';
import { probabilityIn } from './probabilities.js';
import { scoringPrompts } from './scoring.js';
import { CLEAR, isEnough, type Screened, screenedBy } from './screened.js';

/** Tokens of a segment, where a model takes as many twice. */
const SEGMENT = 8000;

/** What stands before a segment and between it and its copy. */
const BEFORE = 'Repeat this text exactly:\n\n';
const BETWEEN = '\n\nThe same text once more:\n\n';

/** Where segments are kept, and how many tokens they may have. */
interface Pass {
  readonly name: string;
  readonly what: string;
  readonly size: number;
  readonly ids: readonly TokenId[];
}

/** Probabilities by token, each the largest that was seen, and the requests that told. */
interface Scores {
  readonly probabilities: Map<TokenId, number>;
  readonly requests: { asked: number; failed: number };
}

/** Tokens in segments, equally long, as many as there were before where there were some: they are gone on with, whatever a server says of itself today. */
function segmentsOf(ids: readonly TokenId[], size: number, before: number): Map<string, readonly TokenId[]> {
  const count = before > 0 ? before : Math.ceil(ids.length / size);
  const each = Math.ceil(ids.length / count);
  const segments = new Map<string, readonly TokenId[]>();
  for (let i = 0; i < ids.length; i += each)
    segments.set(`segment-${segments.size + 1}`, ids.slice(i, i + each));
  return segments;
}

/** Asks for segments, and adds what they tell; whether all were asked. */
async function score(
  parts: Parts,
  target: SuiteTarget,
  { name, what, size, ids }: Pass,
  { probabilities, requests }: Scores,
): Promise<boolean> {
  const [before, between] = [parts.encode(BEFORE), parts.encode(BETWEEN)];
  const segments = segmentsOf(ids, size, (await parts.promptsOf(name)).length);
  let unasked: ReadonlySet<string> = new Set();
  if (!parts.isStopped)
    unasked = await parts.run({
      name,
      what,
      targets: [scoringPrompts(target)],
      prompts: Array.from(segments, ([id, own]) => ({
        id,
        language: 'en',
        messages: [{ role: 'user', content: idsAsContent([...before, ...own, ...between, ...own]) }],
      })),
      repeats: 1,
      protocol: prefill,
    });
  await parts.read(name, ({ prompt, logprobs, error }) => {
    requests.asked++;
    if (error !== undefined) requests.failed++;
    const own = segments.get(prompt) ?? [];
    const start = before.length + own.length + between.length;
    // A prompt that the server cut or added to has other tokens in its places.
    if (logprobs?.length !== start + own.length) return;
    for (const [i, id] of own.entries()) {
      const probability = probabilityIn(logprobs, start + i, id);
      if (probability !== undefined) probabilities.set(id, Math.max(probability, probabilities.get(id) ?? 0));
    }
  });
  return unasked.size === 0;
}

/**
 * Asks for the probabilities of all tokens, and of those that have little once more, beside others: what stands before a token may be why.
 * `context` is what a prompt may hold, where that is known.
 */
export async function screenByPrefill(
  parts: Parts,
  target: SuiteTarget,
  { name, context }: { readonly name: string; readonly context: number | undefined },
): Promise<Screened> {
  const { choice, segment = SEGMENT } = parts.probing;
  const { tokens } = choice;
  const around = parts.encode(BEFORE).length + parts.encode(BETWEEN).length + 2;
  const room = context === undefined ? segment : Math.floor((context - around) / 2);
  const size = Math.max(1, Math.min(segment, room));
  const scores: Scores = { probabilities: new Map(), requests: { asked: 0, failed: 0 } };
  const ids = tokens.map(({ id }) => id);
  let isAsked = await score(parts, target, { name, what: `${target.id}: segments`, size, ids }, scores);
  const low = ids.filter((id) => (scores.probabilities.get(id) ?? 1) < CLEAR).sort((a, b) => a - b);
  if (low.length > 0 && parts.isWhole(target))
    isAsked = await score(
      parts,
      target,
      { name: `${name}-again`, what: `${target.id}: segments of what is unlikely`, size, ids: low },
      scores,
    );
  const { asked, failed } = scores.requests;
  return screenedBy({ tokens, ...scores, isWhole: isAsked && isEnough(asked, failed) });
}
