/** A request that names another language: what it wants of it, and a script of it. */

export type Request = readonly [language: string, prompt: string, script: string];
