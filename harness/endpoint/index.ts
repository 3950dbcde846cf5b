/** Endpoints: OpenAI-compatible servers, local or hosted. */

export { type Answer, type RawCompletion, toAnswer } from './answer.js';
export { type Endpoint, openEndpoint, type Reply, readKey } from './endpoint.js';
