/** Secrets of a target: read from the environment when a run begins, and redacted in all that comes back. */

import { UserError } from '../../files/index.js';
import { readsAsName, type SuiteTarget } from '../suite/index.js';
import { proxiesAround } from './dispatcher.js';
import { type Redactor, redactor } from './redaction/index.js';

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
  /** Takes the secrets out of what comes back: a server may send what it was sent. */
  readonly redactor: Redactor;
}

/** A key may be as short as this where it has both letters and digits. */
const SHORTEST_KEY = 6;

const isSecret = (value: string): boolean =>
  value.length >= SHORTEST_SECRET ||
  (value.length >= SHORTEST_KEY && /[a-z]/i.test(value) && /\d/.test(value));

/** What is behind a scheme of HTTP (RFC 9110, 11.4), and what that is of where it is base64: a user with a password. */
function behindScheme(header: string): string[] {
  const [, credentials] = /^(?:basic|bearer|token|key|apikey)\s+(\S+)$/i.exec(header.trim()) ?? [];
  if (credentials === undefined) return [];
  const [, password] = /^[^:]*:([\x21-\x7e]+)$/.exec(Buffer.from(credentials, 'base64').toString()) ?? [];
  return password === undefined ? [credentials] : [credentials, password];
}

/** The password of a URL, as it stands there and as it is meant. */
function passwordOf(url: string): string[] {
  if (!URL.canParse(url)) return [];
  const { password } = new URL(url);
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}

/** A variable as it is called in errors, unless it looks as if a key stood where its name belongs. */
const called = (variable: string, field: string): string =>
  readsAsName(variable)
    ? `the environment variable ${variable}`
    : `the environment variable that "${field}" names`;

/** Reads what a target needs of `env`. Throws UserError where a variable is not set or holds no key. */
export function readCredentials(target: SuiteTarget, env: NodeJS.ProcessEnv = process.env): Credentials {
  const { id, api_key_env, headers = {}, query = {}, proxy } = target;
  const secrets: string[] = [];
  function read(variable: string, field: string): string {
    // A value from a file often ends in a line feed; sent without it, it has to be looked for without it.
    const value = env[variable]?.trim() ?? '';
    if (value === '')
      throw new UserError(
        `${called(variable, field)} is not set`,
        `target ${id}`,
        readsAsName(variable)
          ? 'it must hold the key of the endpoint'
          : 'the name of a variable belongs there, not the key itself',
      );
    if (!/^[\x21-\x7e]+$/.test(value))
      throw new UserError(
        `${called(variable, field)} holds no key`,
        `target ${id}`,
        'a key is printable ASCII without spaces',
      );
    secrets.push(value);
    return value;
  }
  const expand = (text: string, field: string): string =>
    text.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, variable: string) => read(variable, field));
  const expandAll = (values: Readonly<Record<string, string>>, field: string): Record<string, string> =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, expand(value, field)]));
  const credentials = {
    key: api_key_env === undefined ? undefined : read(api_key_env, 'api_key_env'),
    headers: expandAll(headers, 'headers'),
    query: expandAll(query, 'query'),
    proxy: typeof proxy === 'string' ? expand(proxy, 'proxy') : proxy,
  };
  // What is literal in a header is the suite's to show, but for what a variable stands in.
  const composed = Object.entries(headers).flatMap(([name, text]) =>
    text.includes('${') ? behindScheme(credentials.headers[name] ?? '') : [],
  );
  const proxies = Object.values(proxiesAround(target, env));
  if (typeof credentials.proxy === 'string') proxies.push(credentials.proxy);
  const all = [...secrets, ...composed, ...proxies.flatMap(passwordOf)];
  return { ...credentials, redactor: redactor(all.filter(isSecret)) };
}
