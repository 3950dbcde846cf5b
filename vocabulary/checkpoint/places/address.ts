/** How checkpoints are addressed: a path, http(s)://host/..., hf://org/model[@revision][/file]. */

import { UserError } from '../../../files/index.js';

/** A key, and the one origin that it is sent to. */
export interface Token {
  readonly origin: string;
  readonly value: string;
}

export type Address =
  | { readonly kind: 'disk'; readonly path: string }
  | { readonly kind: 'http'; readonly url: URL; readonly isHub: boolean; readonly token: Token | undefined };

/** Names as the hub has them, a revision of which may be a pull request, and a file. */
const HUB =
  /^hf:\/\/(?<model>[\w.-]+(?:\/[\w.-]+)?)(?:@(?<revision>refs\/(?:pr|convert)\/[\w.-]+|[^/@\s]+))?(?:\/(?<file>[^?#\s]+))?\/?$/;

/** Where the hub is, unless HF_ENDPOINT names a mirror, as for its own tools. */
const ENDPOINT = 'https://huggingface.co';

function endpointOf(env: NodeJS.ProcessEnv): URL {
  const written = env.HF_ENDPOINT || ENDPOINT;
  if (/^https?:\/\//.test(written) && URL.canParse(written)) return new URL(written);
  throw new UserError('the environment variable HF_ENDPOINT holds no http or https address');
}

/** What of an address messages may show: a query may hold a signature. */
export const shownUrl = ({ origin, pathname }: URL): string => `${origin}${pathname}`;

/** A part of an address without its escapes. Throws UserError. */
export function unescaped(part: string, address: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new UserError('malformed address: a % without two digits', address);
  }
}

/** Takes an address apart. Throws UserError: malformed, or with a password in it. */
export function parseAddress(address: string, env: NodeJS.ProcessEnv): Address {
  if (address.startsWith('hf://')) {
    const { model, revision = 'main', file = '' } = HUB.exec(address)?.groups ?? {};
    if (model === undefined)
      throw new UserError('malformed address', address, 'write hf://org/model or hf://org/model@revision');
    const endpoint = endpointOf(env);
    const path = [model, 'resolve', encodeURIComponent(unescaped(revision, address)), file].filter(
      (one) => one !== '',
    );
    const url = new URL(`${endpoint.pathname.replace(/\/$/, '')}/${path.join('/')}`, endpoint);
    const value = env.HF_TOKEN?.trim();
    return { kind: 'http', url, isHub: true, token: value ? { origin: url.origin, value } : undefined };
  }
  if (!/^https?:\/\//i.test(address)) return { kind: 'disk', path: address };
  if (!URL.canParse(address)) throw new UserError('malformed address', address);
  const url = new URL(address);
  if (url.username !== '' || url.password !== '')
    throw new UserError('an address may hold no name and password', shownUrl(url));
  return { kind: 'http', url, isHub: false, token: undefined };
}
