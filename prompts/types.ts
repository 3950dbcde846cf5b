/** What a prompt is. */

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface Prompt {
  readonly id: string;
  /** BCP 47 tag of the language that the response must be in. */
  readonly language: string;
  readonly messages: readonly ChatMessage[];
  readonly tags?: readonly string[];
  /** Terms that may stand in another script in the response. */
  readonly allow?: readonly string[];
}
