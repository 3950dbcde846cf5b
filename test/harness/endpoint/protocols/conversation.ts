/** What the tests of protocols ask. */

import type { Prompt } from '../../../../prompts/index.js';

/** Of all roles. */
export const conversation: Prompt = {
  id: 'p',
  language: 'ja',
  messages: [
    { role: 'system', content: '短く。' },
    { role: 'user', content: 'やあ' },
    { role: 'assistant', content: 'はい' },
    { role: 'user', content: '天気は？' },
  ],
};

export const LIMIT = { sampling: { max_tokens: 50, temperature: 0.5 } };
