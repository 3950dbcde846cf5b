/** Prompts that are tokens by their ids: a message whose content is a JSON list of them. For what asks for probabilities and not for answers. */

import type { Prompt } from '../../../prompts/index.js';

/** Ids as the content of a message. */
export const idsAsContent = (ids: readonly number[]): string => JSON.stringify(ids);

/** The ids of a prompt that {@link idsAsContent} made. */
export const idsIn = ({ messages }: Pick<Prompt, 'messages'>): unknown =>
  JSON.parse(messages.at(-1)?.content ?? '[]');
