/** Endpoints: servers with one of the protocols of OpenAI or Anthropic, local or hosted. */

export { type Answer, type RawCompletion, toAnswer } from './answer.js';
export { readAskedWait } from './asked-wait.js';
export { type Beside, openBeside, rootOf } from './beside.js';
export { bodyFor, estimateTokens } from './body.js';
export { proxiesOf } from './dispatcher.js';
export { decoded } from './encoding.js';
export type { Endpoint, Reply } from './endpoint.js';
export { BodyError, TooLarge } from './errors.js';
export { LeanHeaders } from './fetch.js';
export { openEndpoint } from './open.js';
export { CONCURRENCY } from './pace.js';
export { type Probe, probe } from './probe.js';
export { idsAsContent, nextToken, type Protocol, prefill, protocolOf } from './protocols/index.js';
