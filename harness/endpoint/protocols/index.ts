/** Protocols: chat completions, text completions, responses (OpenAI's), messages (Anthropic's). */

import type { SuiteTarget } from '../../suite/index.js';
import { chat } from './chat.js';
import { completions } from './completions.js';
import { messages } from './messages.js';
import type { Protocol } from './protocol.js';
import { responses } from './responses.js';

export { nextToken } from './next-token.js';
export { prefill } from './prefill.js';
export type { Pieces, Protocol } from './protocol.js';
export { idsAsContent } from './tokens.js';

const PROTOCOLS: Readonly<Record<NonNullable<SuiteTarget['api']>, Protocol>> = {
  chat,
  completions,
  responses,
  messages,
};

/** The protocol of a target. */
export const protocolOf = ({ api = 'chat' }: Pick<SuiteTarget, 'api'>): Protocol => PROTOCOLS[api];
