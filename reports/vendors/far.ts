/** When two askings of a question are far apart. */

/** Seconds between them from which on the hour may tell vendors apart. */
export const FAR = 600;
