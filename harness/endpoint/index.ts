/** Endpoints: OpenAI-compatible servers, local or hosted. */

export { type Endpoint, openEndpoint, type Reply } from './endpoint.js';
export { type Probe, probe } from './probe.js';
export { estimateTokens } from './tokens.js';
