/** Tokens that were kept for later, by their names: `<unused12>`, `[unused3]`, `<|reserved_200017|>`, `<|reserved_special_token_4|>`, `<extra_id_7>` not. */

const NAME =
  /^(?:<\|?|\[)(?:unused|reserved|placeholder|dummy|empty)(?:[_ -]?(?:special[_ -]?)?(?:token|id|tok))?[_ -]?\d+(?:\|?>|\])$/i;

/** Whether a token's name says that it is not in use. */
export const isUnusedName = (name: string): boolean => NAME.test(name);
