/** What tokens are, and which of them are made less likely. */

/** The text of each token by its id; null where it has none of its own: a piece of a character, a token that steers. */
export type TokenTexts = readonly (string | null)[];

/** Tokens by id with what is added to their logits, as a request has it. */
export type BiasMap = Readonly<Record<string, number>>;
