/** Keys that stand in a suite, which many read and which a run keeps: only names of environment variables belong there. */

/** What vendors begin their keys with, and tokens of the web (RFC 7519); words of a model's or a person's name are shorter or have blanks. */
const VENDORS = [
  'sk-(?:[a-z]+\\d*-)*[A-Za-z0-9_]{16,}',
  'sk_(?:live|test)_[A-Za-z0-9]{16,}',
  '(?:gsk|hf|r8|fw|csk|pplx|xai|nvapi|tgp_v1|tvly|jina|voyage|dsk|ghp|gho|ghs|github_pat|glpat|lin_api)[-_](?=[A-Za-z_-]*\\d)[A-Za-z0-9_-]{16,}',
  'AIza[A-Za-z0-9_-]{30,}',
  '(?:AKIA|ASIA)[A-Z0-9]{16}',
  'eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+',
];
const KEY = new RegExp(`(?<![A-Za-z0-9])(?:${VENDORS.join('|')})`);

/** Whether a text holds what looks like a vendor's key. */
export const holdsKey = (text: string): boolean => KEY.test(text);

/** Whether a text behind a scheme of HTTP is written out: `Bearer abc`, in whatever header. */
export const holdsCredentials = (text: string): boolean => /^\s*(?:bearer|basic)\s+[^\s$]/i.test(text);

/** Headers and parameters that authenticate. Their values must come from the environment. */
const AUTHENTICATING = /auth|cookie|key|token|secret|password|passwd|credential|signature|^sig$|^code$/i;
export const authenticates = (name: string): boolean => AUTHENTICATING.test(name);

/** Words of a field's name in small: `apiKey`, `API_KEY`, `api-key` are `api key`. */
const wordsOf = (name: string): string =>
  name
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .toLowerCase()
    .trim();

/**
 * Fields of a body that authenticate. Narrower than of headers: `max_tokens`, `prompt_cache_key`, `eos_token` and `skip_special_tokens`
 * are no keys.
 */
const BODY_FIELD =
  /(?:^|\b(?:api|access|auth|secret|private|subscription|client|account|master|bearer|session|refresh|id|security|virtual|aws|azure|vertex|hf|user)(?: [a-z]+)? ?)(?:key|keys|token|apikey)$|\b(?:apikey|secret|password|passwd|passphrase|pwd|credential|credentials|authorization|auth|bearer|cookie|signature)$|^(?:secret|credentials|vertex credentials)\b/;

const fieldAuthenticates = (name: string): boolean => BODY_FIELD.test(wordsOf(name));

/** Whether a value is a key where its field authenticates: a text or a long number. */
const isKey = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(isKey)
    : typeof value === 'number'
      ? value >= 1e6
      : typeof value === 'string' && value !== '';

/** Whether a text within such a field is one; what a schema of a tool says of a field has blanks, or is a word. */
const isInnerKey = (text: string): boolean => /^\S{8,}$/.test(text) && /\d/.test(text);

/** The path of the first field of a body that holds a key; undefined where none does. */
export function keyIn(
  body: unknown,
  path = '',
  within = false,
  seen = new Set<unknown>(),
): string | undefined {
  if (typeof body === 'string') return holdsKey(body) || (within && isInnerKey(body)) ? path : undefined;
  // An alias of YAML may stand within its own anchor.
  if (body === null || typeof body !== 'object' || seen.has(body)) return undefined;
  seen.add(body);
  for (const [name, value] of Object.entries(body)) {
    const inner = path === '' ? name : `${path}.${name}`;
    const own = !Array.isArray(body) && fieldAuthenticates(name);
    if (own && isKey(value)) return inner;
    const found = keyIn(value, inner, within || own, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Letters and digits of a word of a variable's name. */
const LONGEST_WORD = 14;
const MOST_DIGITS = 3;

/**
 * Whether what stands for a variable reads as a name, so that it may be shown: words of one case between underscores, few digits. A key
 * that was pasted there has neither.
 */
export function readsAsName(variable: string): boolean {
  if (holdsKey(variable) || /^(?:sk|gsk|hf|r8|xai|pplx|nvapi|csk|fw)_[a-z0-9]/.test(variable)) return false;
  const isOneCase = variable === variable.toUpperCase() || variable === variable.toLowerCase();
  const digits = variable.replace(/\D/g, '').length;
  return (
    isOneCase && digits <= MOST_DIGITS && variable.split('_').every(({ length }) => length <= LONGEST_WORD)
  );
}

/** Letters and digits of what may be a key, in a path. */
const OPAQUE = 10;

/**
 * A URL as it may be stored and shown: a part of its path that no person made up, as some gateways have keys and accounts there, is
 * `...`.
 */
export function shownUrl(url: string): string {
  const [, server = '', path = ''] = /^(https?:\/\/[^/]*)(.*)$/i.exec(url) ?? [];
  const isOpaque = (word: string): boolean => word.length >= OPAQUE && /\d/.test(word) && /[a-z]/i.test(word);
  const shown = path.replace(/[^/]+/g, (segment) =>
    segment.split(/[-._~:%@+]/).some(isOpaque) ? '...' : segment,
  );
  return server + shown;
}
