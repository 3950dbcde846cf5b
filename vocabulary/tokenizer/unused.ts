/** Tokens that were kept for later, by their names: `<unused12>`, `[unused3]`, `<|reserved_special_token_4|>`, `<|vision_reserved_special_token_4|>`, `<｜place▁holder▁no▁5｜>`. */

const GAP = '[_ ▁-]?';
const NAME = new RegExp(
  `^[<[][|｜]?(?:unused|(?:[a-z]+_)*reserved|dummy|empty|place${GAP}holder)${GAP}(?:special${GAP})?(?:token|id|no)?${GAP}\\d+[|｜]?[>\\]]$`,
  'i',
);

/** Whether a token's name says that it is not in use. */
export const isUnusedName = (name: string): boolean => NAME.test(name);
