/** A response that somebody else collected: what every importer brings. */

import type { Prompt } from '../../prompts/index.js';

export interface Response {
  /** file:line, for messages. */
  readonly where: string;
  /** Id of the target: the model. */
  readonly target: string;
  /** BCP 47 tag of the language asked for. */
  readonly language: string;
  readonly promptId: string;
  readonly messages?: Prompt['messages'];
  readonly answer: string | null;
}
