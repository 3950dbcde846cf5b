/** The output of Batches: OpenAI's, Anthropic's, Gemini's. */

export { anthropicBatch } from './anthropic.js';
export { unanswered } from './asked.js';
export { geminiBatch } from './gemini.js';
export { openaiBatch } from './openai.js';
