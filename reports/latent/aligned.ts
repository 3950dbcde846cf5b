/** Which of a response's tokens make its answer: reasoning may stand before it, and what ends it behind it. */

import type { Logprobs, TokenName } from '../../store/index.js';
import { bytesOf } from './pieces.js';

/** A place of an answer: its token, and the likeliest ones there. */
export interface Place {
  readonly name: TokenName | null;
  readonly bytes: readonly number[] | null;
  readonly logprob: number | null;
  readonly top: readonly (readonly [TokenName | null, number | null])[];
  /** Of the first of several tokens whose bytes are not told, the text that they made. */
  readonly made?: string;
}

/** Units that may stand behind an answer: what ended it, or a stop text that was cut off. */
const MOST_BEHIND = 64;

/** Units that a server may have added to an answer that was cut off in the midst of a token. */
const MOST_ADDED = 2;

/** Units that each token whose bytes are not told may have made. */
const MOST_MADE = 4;

const placesOf = (logprobs: Logprobs): Place[] =>
  logprobs.map(([name, logprob, top = []]) => ({ name, bytes: bytesOf(name), logprob, top }));

/** Where each token ends in the text of all of them; bytes that are no character yet are at the end of the one before. */
function endsOf(places: readonly Place[]): { readonly text: string; readonly ends: readonly number[] } {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  const ends = places.map(({ bytes }) => {
    text += decoder.decode(Uint8Array.from(bytes ?? []), { stream: true });
    return text.length;
  });
  return { text: text + decoder.decode(), ends };
}

/** Where the answer begins in a text that it is the end of; undefined where it is not. */
function beginOf(text: string, answer: string): number | undefined {
  for (let added = 0; added <= Math.min(MOST_ADDED, answer.length); added++) {
    const stored = added === 0 ? answer : answer.slice(0, -added);
    const at = text.lastIndexOf(stored);
    if (at < 0) continue;
    const behind = text.length - at - stored.length;
    if (behind <= (added === 0 ? MOST_BEHIND : 0)) return at;
  }
  return undefined;
}

/** The tokens of an answer of which some do not tell their bytes: they made what stands between the others. */
function around(places: readonly Place[], answer: string): Place[] | undefined {
  let at = 0;
  const made = new Map<number, string>();
  for (let i = 0; i < places.length; ) {
    if (places[i]?.bytes !== null) {
      let next = i;
      while (next < places.length && places[next]?.bytes !== null) next++;
      const { text } = endsOf(places.slice(i, next));
      const isLast = next === places.length && answer.length - at < text.length;
      if (!answer.startsWith(isLast ? text.slice(0, answer.length - at) : text, at)) return undefined;
      if (isLast && text.length - (answer.length - at) > MOST_BEHIND) return undefined;
      at = Math.min(answer.length, at + text.length);
      i = next;
      continue;
    }
    let next = i;
    while (next < places.length && places[next]?.bytes === null) next++;
    let behind = next;
    while (behind < places.length && places[behind]?.bytes !== null) behind++;
    const { text } = endsOf(places.slice(next, behind));
    const most = at + MOST_MADE * (next - i);
    const found = text === '' ? Math.min(answer.length, most) : answer.indexOf(text, at + 1);
    if (found < 0 || found > most) return undefined;
    made.set(i, answer.slice(at, found));
    at = found;
    i = next;
  }
  if (answer.length - at > MOST_ADDED) return undefined;
  return places.map((place, i) => (made.has(i) ? { ...place, made: made.get(i) ?? '' } : place));
}

/** The places of an answer, and that at which it ended; undefined where the tokens are not its text. */
export function placesOfAnswer(logprobs: Logprobs, answer: string): readonly Place[] | undefined {
  const places = placesOf(logprobs);
  if (places.some(({ bytes }) => bytes === null)) return around(places, answer);
  const { text, ends } = endsOf(places);
  const begin = beginOf(text, answer);
  if (begin === undefined) return undefined;
  if (begin === 0) return places;
  // A token of which only white space stands before the answer is the answer's first.
  const first = ends.findIndex((end, i) => {
    const from = ends[i - 1] ?? 0;
    return from >= begin || (end > begin && text.slice(from, begin).trim() === '');
  });
  return first < 0 ? [] : places.slice(first);
}
