/** Endpoints: OpenAI-compatible servers, local or hosted. */

export { type Answer, type RawCompletion, toAnswer } from './answer.js';
export { bodyFor } from './client.js';
export { type Endpoint, openEndpoint, type Reply } from './endpoint.js';
export { estimateTokens } from './pace.js';
export { type Probe, probe } from './probe.js';
