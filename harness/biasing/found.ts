/** What a run found in answers, language by language: which tokens matter most where only a few can be sent. */

import { detectBy, type LanguageTag, policiesOf } from '../../detectors/bare/index.js';
import type { RunStore } from '../../store/index.js';
import { loadIdentifier } from '../identifier/index.js';

/** Texts of findings by language, each as often as it was found. */
export type Found = ReadonlyMap<LanguageTag, readonly string[]>;

/** Judges the answers of a run anew. Throws UserError: no such run. */
export async function foundIn(store: RunStore): Promise<Found> {
  const { detection = {} } = await store.manifest();
  const policyOf = policiesOf(detection);
  const identifier = await loadIdentifier(detection.lid ?? 'fasttext');
  const prompts = await store.prompts();
  const found = new Map<LanguageTag, string[]>();
  for await (const { answer, error, refusal, language, prompt } of store.samples()) {
    const policy = policyOf(language);
    if (error !== undefined || refusal !== undefined || !answer || policy === undefined) continue;
    const asked = prompts.get(prompt)?.messages.findLast(({ role }) => role === 'user')?.content;
    const { findings } = detectBy(answer, policy, {
      identifier,
      ...(asked !== undefined && { prompt: asked }),
    });
    const texts = found.get(language) ?? [];
    found.set(language, texts);
    for (const { text } of findings) texts.push(text);
  }
  return found;
}
