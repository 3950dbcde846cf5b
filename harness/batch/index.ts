/** OpenAI Batches: a suite as the input of one, and that input read again. */

export { type BatchRequest, type BatchRequests, readBatchRequests, requestIn } from './requests.js';
export { type BatchFile, parseCustomId, writeBatch } from './write.js';
