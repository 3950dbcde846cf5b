/** Secrets of a target: read from the environment when a run begins, and redacted in all that comes back. */

import { UserError } from '../../files/index.js';
import type { SuiteTarget } from '../suite/index.js';

/** Shorter values are placeholders, such as vLLM's EMPTY, or regions and versions: redacting them would spoil answers. */
const SHORTEST_SECRET = 8;

/** What a target keeps in the environment. */
export interface Credentials {
  /** The bearer key; undefined where the target names no variable. */
  readonly key: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** False where no proxy may be used, undefined where the environment decides. */
  readonly proxy: string | false | undefined;
  /** A copy of JSON data in which every string is without the secrets: a server may send back what it was sent. */
  readonly redact: <T>(value: T) => T;
}

/** Characters that have names in HTML. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ['"', 'quot'],
  ['&', 'amp'],
  ["'", 'apos'],
  ['<', 'lt'],
  ['>', 'gt'],
]);

/** A pattern of the forms in which a character of ASCII may come back: in HTML, in JSON (and that in JSON), in a URL, as it is. */
function formsOf(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) return character;
  const code = character.charCodeAt(0);
  const lower = code.toString(16).padStart(2, '0');
  const hex = `(?:${lower}|${lower.toUpperCase()})`;
  const name = NAMED.get(character);
  const entities = [`#0*${code}`, `#[xX]0*${hex}`, ...(name === undefined ? [] : [name])];
  return `(?:&(?:${entities.join('|')});|%(?:25){0,2}${hex}|\\\\{1,8}u00${hex}|\\\\{0,8}\\x${lower})`;
}

/** Makes the function that redacts `secrets`. */
function redactor(secrets: readonly string[]): <T>(value: T) => T {
  const all = [...new Set(secrets)].filter(({ length }) => length >= SHORTEST_SECRET);
  if (all.length === 0) return (value) => value;
  // One may begin another.
  const patterns = all.sort((a, b) => b.length - a.length).map((secret) => [...secret].map(formsOf).join(''));
  const pattern = new RegExp(patterns.join('|'), 'g');
  function redact(value: unknown): unknown {
    if (typeof value === 'string') return value.replace(pattern, '[key]');
    if (Array.isArray(value)) return value.map(redact);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [redact(name), redact(inner)]));
  }
  return <T>(value: T): T => redact(value) as T;
}

/** Reads what a target needs of `env`. Throws UserError where a variable is not set or holds no key. */
export function readCredentials(
  { id, api_key_env, headers = {}, query = {}, proxy }: SuiteTarget,
  env: NodeJS.ProcessEnv = process.env,
): Credentials {
  const secrets: string[] = [];
  function read(variable: string): string {
    // A value from a file often ends in a line feed; sent without it, it has to be looked for without it.
    const value = env[variable]?.trim() ?? '';
    if (value === '')
      throw new UserError(
        `the environment variable ${variable} is not set`,
        `target ${id}`,
        'it must hold the key of the endpoint',
      );
    if (!/^[\x21-\x7e]+$/.test(value))
      throw new UserError(
        `the environment variable ${variable} holds no key`,
        `target ${id}`,
        'a key is printable ASCII without spaces',
      );
    secrets.push(value);
    return value;
  }
  const expand = (text: string): string =>
    text.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, variable: string) => read(variable));
  const expandAll = (values: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, expand(value)]));
  const credentials = {
    key: api_key_env === undefined ? undefined : read(api_key_env),
    headers: expandAll(headers),
    query: expandAll(query),
    proxy: typeof proxy === 'string' ? expand(proxy) : proxy,
  };
  return { ...credentials, redact: redactor(secrets) };
}
