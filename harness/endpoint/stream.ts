/** A streamed response: chunks are joined to the completion that they are pieces of. */

import type { RawCompletion, RawMessage, RawToolCall, RawUsage } from './answer.js';
import type { RawLogprob } from './logprobs.js';

/** A chunk as servers really send it. */
export interface RawChunk {
  readonly choices?: readonly {
    readonly delta?: RawMessage | null;
    readonly finish_reason?: string | null;
    readonly logprobs?: { readonly content?: readonly RawLogprob[] | null } | null;
  }[];
  readonly model?: unknown;
  readonly system_fingerprint?: unknown;
  readonly usage?: RawUsage | null;
  readonly error?: unknown;
}

const TEXTS = ['content', 'reasoning_content', 'reasoning', 'refusal'] as const;

/** Joins the pieces of tool calls, which name the call that they belong to by its index. */
function joinToolCalls(
  calls: { name: string; arguments: string }[],
  pieces: readonly RawToolCall[] | null | undefined,
): void {
  for (const { index = 0, function: piece = {} } of Array.isArray(pieces) ? (pieces as RawToolCall[]) : []) {
    calls[index] ??= { name: '', arguments: '' };
    const call = calls[index];
    if (typeof piece.name === 'string') call.name += piece.name;
    if (typeof piece.arguments === 'string') call.arguments += piece.arguments;
  }
}

/**
 * The completion that `chunks` make; null where they end before the server said why it stopped: then they were cut off. `onToken`
 * is called once, at the first piece of any channel.
 */
export async function joinChunks(
  chunks: AsyncIterable<RawChunk>,
  onToken: () => void,
): Promise<RawCompletion | null> {
  const texts: Partial<Record<(typeof TEXTS)[number], string>> = {};
  const calls: { name: string; arguments: string }[] = [];
  const logprobs: RawLogprob[] = [];
  let last: Pick<RawCompletion, 'model' | 'system_fingerprint' | 'usage'> = {};
  let finish: string | undefined;
  let begun = false;
  for await (const { choices, model, system_fingerprint, usage } of chunks) {
    last = {
      model: model ?? last.model,
      system_fingerprint: system_fingerprint ?? last.system_fingerprint,
      usage: usage ?? last.usage ?? null,
    };
    const choice = choices?.[0];
    if (choice === undefined) continue;
    const delta = choice.delta ?? {};
    for (const name of TEXTS) {
      const piece = delta[name];
      if (typeof piece !== 'string') continue;
      texts[name] = (texts[name] ?? '') + piece;
      if (!begun && piece !== '') {
        begun = true;
        onToken();
      }
    }
    joinToolCalls(calls, delta.tool_calls);
    for (const one of choice.logprobs?.content ?? []) logprobs.push(one);
    finish = choice.finish_reason ?? finish;
  }
  if (finish === undefined) return null;
  const tool_calls = calls.filter((call) => call !== undefined).map((call) => ({ function: call }));
  const message = { content: null, ...texts, ...(tool_calls.length > 0 && { tool_calls }) };
  return {
    ...last,
    choices: [
      { message, finish_reason: finish, ...(logprobs.length > 0 && { logprobs: { content: logprobs } }) },
    ],
  };
}
