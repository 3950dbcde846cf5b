/** Cross-lingual prompts: a prompt in one language, and an instruction in it to answer in another. Made when asked for, never stored. */

import { hash } from 'node:crypto';
import { axisOf } from './axes.js';
import { namesOfItself } from './own-names.js';
import type { ChatMessage, Prompt } from './types.js';

/** Where the instruction stands: before or after what the user says, or in the system message. */
export const PLACES = ['start', 'end', 'system'] as const;
export type Place = (typeof PLACES)[number];

export interface Crossing {
  /** Languages to answer in. The prompt's own is passed over. */
  readonly to: readonly string[];
  /** All of them where missing. */
  readonly place?: readonly Place[];
  /** Language of the instruction; that of each prompt where missing. */
  readonly instruction_language?: string;
  /**
   * Handlebars template of the instruction, with `{{language}}`. Without one, each prompt has one of several instructions that come
   * with Offscript in the language of the instruction.
   */
  readonly instruction?: string;
}

/** Where the text of a prompt is what the instruction would contradict, or is about a word of its language. */
const UNFIT: ReadonlySet<string> = new Set([
  'translate-into',
  'rewrite',
  'code-with-comments',
  'rare-word',
  'repeat-word',
  'mixed-context',
]);

/** True where a prompt can be answered in another language than its own: by its tags, and if it does not name its own. */
export function canCross({ tags = [], language, messages }: Prompt): boolean {
  if (tags.some((tag) => UNFIT.has(tag))) return false;
  const names = namesOfItself(language);
  return !messages.some(({ content }) => names.test(content));
}

/** With the instruction in the last user message, or in the system message. */
function withInstruction(
  messages: readonly ChatMessage[],
  instruction: string,
  place: Place,
): readonly ChatMessage[] {
  const at = messages.findLastIndex(({ role }) => role === (place === 'system' ? 'system' : 'user'));
  if (at < 0) return [{ role: 'system', content: instruction }, ...messages];
  const joined = (said: string): string =>
    place === 'start' ? `${instruction}\n\n${said}` : `${said}\n\n${instruction}`;
  return messages.map((message, i) =>
    i === at ? { ...message, content: joined(message.content) } : message,
  );
}

/**
 * The prompts once for every language to answer in and every place of the instruction: `en-story-003.ja.end`; with the language of the
 * instruction where it is a third one, and the beginning of the hash of an instruction of one's own: `en-story-003.ja.end.de.1f0c9a`. They
 * keep the task and the length of their prompt, their risk is `cross-lingual`; prompts that {@link canCross} rules out are left out.
 * Throws UserError, naming the place `where`: no instruction in a prompt's language, or one that is no template.
 */
export async function crossPrompts(
  prompts: readonly Prompt[],
  crossing: Crossing,
  where = '',
): Promise<Prompt[]> {
  const { to, place = PLACES, instruction, instruction_language } = crossing;
  // Templates take longer to load than most commands take.
  const { instructionsOf } = await import('./instructions.js');
  const instructionFor = instructionsOf(crossing, where);
  const own = instruction === undefined ? undefined : hash('sha256', instruction).slice(0, 6);
  return prompts.filter(canCross).flatMap((prompt) =>
    to
      .filter((language) => language !== prompt.language)
      .flatMap((language) => {
        const said = instructionFor(prompt, language);
        // One suite may hold the cells of several instructions, to compare them.
        const third = instruction_language === prompt.language ? undefined : instruction_language;
        const kinds = [third, own].filter((kind) => kind !== undefined);
        return place.map(
          (one): Prompt => ({
            id: [prompt.id, language, one, ...kinds].join('.'),
            language,
            messages: withInstruction(prompt.messages, said, one),
            tags: [
              ...(prompt.tags ?? []).filter((tag) => axisOf(tag) !== 'risk'),
              'cross-lingual',
              `from:${prompt.language}`,
              `place:${one}`,
              ...kinds.map((kind) => `instruction:${kind}`),
            ],
            ...(prompt.allow && { allow: prompt.allow }),
            ...(prompt.exempt === false && { exempt: false }),
          }),
        );
      }),
  );
}
