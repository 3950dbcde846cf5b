/** Vendors' clients, each loaded when a target asks by it: they are hundreds of files. */

import type { Client, ClientOptions } from './client.js';

export type { Client, ClientOptions } from './client.js';

/** The client of a target's protocol. */
export async function openClient(options: ClientOptions): Promise<Client> {
  if (options.target.api === 'messages') {
    const { openAnthropic } = await import('./anthropic.js');
    return openAnthropic(options);
  }
  const { openOpenAI } = await import('./openai.js');
  return openOpenAI(options);
}
