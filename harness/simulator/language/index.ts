/** Which language a request wants its answer in, told from its text alone. */

import type { LanguageTag } from '../../../detectors/index.js';
import type { Message } from '../request.js';
import { instructionOf } from './instruction.js';
import { requestedLanguage } from './requested.js';
import { languageOfText } from './script.js';

/**
 * BCP 47 tag of the language to answer in: the one that the last user message or else a system message asks for by its English
 * name ("Reply in Chinese."), otherwise the one that the last user message puts its question in.
 */
export function languageOf(messages: readonly Message[]): LanguageTag {
  const user = messages.findLast(({ role }) => role === 'user')?.text ?? '';
  const system = messages.filter(({ role }) => role === 'system' || role === 'developer');
  return (
    requestedLanguage(user) ??
    requestedLanguage(system.map(({ text }) => text).join('\n')) ??
    languageOfText(instructionOf(user))
  );
}
