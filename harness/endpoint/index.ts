/** Endpoints: OpenAI-compatible servers, local or hosted. */

export { type Endpoint, openEndpoint, type Reply } from './endpoint.js';
export { CONCURRENCY } from './pace.js';
export { estimateTokens } from './tokens.js';
