/** Whether a stretch is fused to letters of the language: a change of script inside a word. */

import type { Scene } from '../scene.js';
import type { Span } from '../types.js';
import { codePointBefore, letterScriptIds, scriptCodes } from '../unicode/index.js';

/** True where a letter of the language stands right before or after the span. Nothing that a span is by itself excuses that. */
export function touchesOwn({ text, policy }: Scene, { start, end }: Span): boolean {
  return [codePointBefore(text, start), text.codePointAt(end)].some((point) => {
    const script = scriptCodes[letterScriptIds[point ?? 0] as number];
    return script !== undefined && policy.scripts.includes(script);
  });
}
