/** What commands end with; 0 is fine. */

export const exitCodes = { found: 1, usage: 2, incomplete: 3 } as const;
