/** Writes packs/manifest.json anew: `npm run manifest -- VERSION`. Packs that changed need another version. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describePacks } from '../dist/prompts/index.js';

const path = new URL('./packs/manifest.json', import.meta.url);
const before = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { version: '', packs: {} };
const packs = await describePacks();
const [version = before.version] = process.argv.slice(2);

if (!/^\d{4}\.\d{1,2}\.\d+$/.test(version)) throw new Error(`"${version}" is no version such as 2026.11.1`);
if (JSON.stringify(packs) !== JSON.stringify(before.packs) && version === before.version)
  throw new Error(`the packs are not those of version ${version}: name a new one`);
writeFileSync(path, `${JSON.stringify({ version, licence: 'CC0-1.0', packs }, null, 2)}\n`);
