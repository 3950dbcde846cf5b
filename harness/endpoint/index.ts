/** Endpoints: OpenAI-compatible servers, local or hosted. */

export { type Endpoint, openEndpoint, type Reply, readKey } from './endpoint.js';
