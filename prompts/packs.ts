/** The packs that come with Offscript: `packs/<language>.jsonl`, and `packs/regressions.jsonl` in several languages. */

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sha256, UserError } from '../files/index.js';
import { readPromptFile } from './file.js';
import type { Prompt } from './types.js';

/** `packs/manifest.json`: what the packs held when they got their version. */
export interface PackManifest {
  /** Of all packs together: the year and month of the last change, and a number. */
  readonly version: string;
  readonly licence: 'CC0-1.0';
  readonly packs: Readonly<Record<string, { readonly prompts: number; readonly sha256: string }>>;
}

const folder = fileURLToPath(new URL('./prompts/packs/', import.meta.resolve('offscript/package.json')));

/** Packs that are of no one language. */
const SPECIAL: ReadonlySet<string> = new Set(['regressions']);

/** True for the name of a pack that is of no one language. */
export function isSpecialPack(name: string): boolean {
  return SPECIAL.has(name);
}

/** Names of all packs, sorted: language tags, and the special ones last. */
export function packNames(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => name.slice(0, -'.jsonl'.length))
    .sort((a, b) => Number(SPECIAL.has(a)) - Number(SPECIAL.has(b)) || (a < b ? -1 : 1));
}

/** Languages that have a pack, sorted. */
export function packLanguages(): string[] {
  return packNames().filter((name) => !SPECIAL.has(name));
}

/** Path of a pack's file; there may be none. */
export function packPath(name: string): string {
  return `${folder}${name}.jsonl`;
}

/** The prompts of a pack. Throws UserError, naming the place `where`, when there is none of that name. */
export async function readPack(name: string, where = ''): Promise<Prompt[]> {
  const available = packNames();
  if (!available.includes(name)) {
    throw new UserError(
      `there is no prompt pack for "${name}"`,
      where,
      `there are packs for ${available.join(', ')}`,
    );
  }
  return readPromptFile(packPath(name));
}

/** SHA-256 of a pack: the whole of its prompts, in order. */
export function packHash(prompts: readonly Prompt[]): string {
  return sha256(prompts);
}

/** The manifest that comes with the packs. */
export function packManifest(): PackManifest {
  return JSON.parse(readFileSync(`${folder}manifest.json`, 'utf8'));
}

/** What the manifest should say of the packs as they are. */
export async function describePacks(): Promise<PackManifest['packs']> {
  const packs: Record<string, { prompts: number; sha256: string }> = {};
  for (const name of packNames()) {
    const prompts = await readPack(name);
    packs[name] = { prompts: prompts.length, sha256: packHash(prompts) };
  }
  return packs;
}
