/** Exit codes of the command line. */
export const exitCodes = { found: 1, usage: 2, incomplete: 3 } as const;
