/** What a prompt is. */

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What somebody reported of a prompt like this one. */
export interface Reported {
  /** The model, as the report names it. */
  readonly model: string;
  /** ISO 15924 code of the script that slipped in; missing where the report is of something else. */
  readonly script?: string;
  /** Mixed answers of so many; missing where the report gives no number. */
  readonly mixed?: number;
  readonly of?: number;
  /** URL of the report. */
  readonly source: string;
  /** What else the report says, in our words. */
  readonly note?: string;
}

export interface Prompt {
  readonly id: string;
  /** BCP 47 tag of the language that the response must be in. */
  readonly language: string;
  readonly messages: readonly ChatMessage[];
  readonly tags?: readonly string[];
  /** Terms that may stand in another script in the response. */
  readonly allow?: readonly string[];
  /** False where nothing in the response is excused by the prompt: neither its terms nor a language that it asks for. */
  readonly exempt?: boolean;
  /** Text that a right response contains, such as a name. */
  readonly expect?: readonly string[];
  readonly reported?: readonly Reported[];
  /** For whoever reads or repairs the prompt. */
  readonly note?: string;
}
