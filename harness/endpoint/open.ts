/** Opens endpoints. The client, a few hundred files, is loaded with the first of them: who reads, estimates or merges does without. */

import type { SuiteTarget } from '../suite/index.js';
import type { Endpoint, EndpointOptions } from './endpoint.js';

/** Opens the endpoint of a target. Rejects with UserError: a key that is not set, a proxy or certificates that are none. */
export async function openEndpoint(target: SuiteTarget, options: EndpointOptions = {}): Promise<Endpoint> {
  const { endpointOf } = await import('./endpoint.js');
  return endpointOf(target, options);
}
