/** OpenAI Batches: a suite as the input of one, and that input read again. */

export { type BatchRequest, type BatchRequests, readBatchRequests, requestIn } from './requests.js';
export { parseCustomId, writeBatch } from './write.js';
