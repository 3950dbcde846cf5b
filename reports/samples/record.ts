/** A sample as it is copied and looked through by programs: what was asked and answered, and what was found in it. */

import type { PromptRecord, Sample } from '../../store/index.js';
import type { ShownSample } from './sample.js';

/** The record of a sample, with its findings by the texts that they stand in. */
export function recordOfSample(
  sample: Sample,
  prompt: PromptRecord | undefined,
  { target, prompt: asked, texts }: ShownSample,
): Readonly<Record<string, unknown>> {
  const { key, language, repeat, answer, reasoning, tool_calls, refusal, error, finish_reason, model } =
    sample;
  return {
    key,
    target,
    language,
    prompt: sample.prompt,
    ...(prompt?.tags && { tags: prompt.tags }),
    repeat,
    ...(asked !== null && { asked }),
    answer,
    ...(reasoning !== undefined && { reasoning }),
    ...(tool_calls && { tool_calls }),
    ...(refusal !== undefined && { refusal }),
    ...(error && { error }),
    ...(finish_reason !== undefined && { finish_reason }),
    ...(model !== undefined && { model }),
    texts: texts.map(({ text: _, ...text }) => text),
  };
}
