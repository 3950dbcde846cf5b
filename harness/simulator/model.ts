/** What a simulated model says: running text in the language of the request, with its slips, the same for the same draw. */

import type { LanguageTag } from '../../detectors/index.js';
import { copyOf } from './copy.js';
import { languageOf } from './language/index.js';
import { type Phrases, phrasesOf } from './phrases.js';
import { below, draw, pick, type Random, randomOf } from './random.js';
import type { Message } from './request.js';
import { drawIntruders, slipInto } from './slips.js';
import type { SimulatedModel } from './types.js';

export interface Utterance {
  /** Language of the text; in a slip of kind `wrong` not the one asked for. */
  readonly language: LanguageTag;
  readonly content: string;
  /** What a reasoning model thought before; its slips are drawn apart. */
  readonly reasoning: string | null;
  /** The content token by token, where the model has a vocabulary. */
  readonly pieces?: readonly string[];
}

/** `sentences` in as many paragraphs, of one sentence at least. */
function paragraphs(sentences: readonly string[], count: number, { separator }: Phrases): string {
  const size = Math.ceil(sentences.length / count);
  const parts: string[] = [];
  for (let i = 0; i < sentences.length; i += size) parts.push(sentences.slice(i, i + size).join(separator));
  return parts.join('\n\n');
}

/** Mostly paragraphs; sometimes a Markdown list, or a heading before them. */
function layOut(sentences: readonly string[], phrases: Phrases, random: Random): string {
  const form = random();
  if (form < 0.15 && sentences.length > 3) {
    const items = sentences.slice(1).map((sentence) => `- ${sentence}`);
    return `${sentences[0]}\n\n${items.join('\n')}`;
  }
  const text = paragraphs(sentences, 1 + below(random, 3), phrases);
  return form < 0.3 ? `## ${pick(random, phrases.headings)}\n\n${text}` : text;
}

/** Between `fewest` and `most` sentences of `asked`, or of another language when that slips in. */
function speak(
  { slips }: SimulatedModel,
  asked: LanguageTag,
  random: Random,
  [fewest, most]: readonly [number, number],
): { readonly language: LanguageTag; readonly sentences: string[] } {
  const drawn = drawIntruders(slips[asked], random);
  const scripts = drawn.filter((intruder) => intruder !== 'wrong');
  const wrong = scripts.length < drawn.length;
  const language = wrong ? (asked === 'en' ? 'zh-Hans' : 'en') : asked;
  const phrases = phrasesOf(language);
  const clean = draw(random, phrases.sentences, fewest + below(random, most - fewest + 1));
  return { language, sentences: slipInto(clean, phrases, scripts, random) };
}

/** The model's response to `messages`; another `drawing` is another throw of the dice. */
export function utter(model: SimulatedModel, messages: readonly Message[], drawing: string): Utterance {
  const seed = `${model.id}\n${drawing}\n${JSON.stringify(messages)}`;
  const asked = languageOf(messages);
  const random = randomOf(seed);
  const pieces = model.vocabulary && copyOf(model.vocabulary, messages, random);
  if (pieces !== undefined) return { language: asked, content: pieces.join(''), reasoning: null, pieces };
  const { language, sentences } = speak(model, asked, random, [3, 7]);
  const content = layOut(sentences, phrasesOf(language), random);
  if (model.reasoning !== true) return { language, content, reasoning: null };
  const thought = speak(model, asked, randomOf(`reasoning\n${seed}`), [2, 4]);
  return { language, content, reasoning: thought.sentences.join(phrasesOf(thought.language).separator) };
}
