/** What a run found in answers, language by language: which tokens matter most where only a few can be sent. */

import { detectBy, type LanguageTag, policiesOf, splitReasoning } from '../../detectors/bare/index.js';
import { requestsIn } from '../../prompts/bare/index.js';
import type { RunStore } from '../../store/index.js';
import { loadIdentifier } from '../identifier/index.js';

/** Texts of findings by language, each as often as it was found. */
export type Found = ReadonlyMap<LanguageTag, readonly string[]>;

/** Judges the answers of a run anew, as its report does. Throws UserError: no such run. */
export async function foundIn(store: RunStore): Promise<Found> {
  const { detection = {} } = await store.manifest();
  const policyOf = policiesOf(detection);
  const identifier = await loadIdentifier(detection.lid ?? 'fasttext');
  const prompts = await store.prompts();
  const found = new Map<LanguageTag, string[]>();
  for await (const { answer, reasoning, error, refusal, language, prompt } of store.samples()) {
    const policy = policyOf(language);
    if (error !== undefined || refusal !== undefined || !answer || policy === undefined) continue;
    const record = prompts.get(prompt);
    // Logs number their questions anew in every language.
    const asked = record?.language === language ? record : undefined;
    const { findings } = detectBy(
      splitReasoning(answer, { isApart: reasoning !== undefined }).answer,
      policy,
      {
        identifier,
        ...(asked && asked.exempt !== false && { prompt: requestsIn(asked.messages) }),
        ...(asked?.allow && { allow: asked.allow }),
      },
    );
    const texts = found.get(language) ?? [];
    found.set(language, texts);
    for (const { text } of findings) texts.push(text);
  }
  return found;
}
