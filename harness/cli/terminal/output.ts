/** What commands write beside their results: colours on standard output, warnings on standard error. */

import { styleText } from 'node:util';
import type { Policy } from '../../../detectors/index.js';
import { escapeHidden, type Paint } from '../../../reports/display/index.js';
import { tell } from './write.js';

/** Whether colours are wanted on standard output (https://no-color.org). */
export function wantsColor(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR;
}

/** Formats text for standard output, where colours are wanted there. */
export function painter(): Paint {
  return wantsColor() ? (format, text) => styleText(format, text) : (_, text) => text;
}

/** How a command comes to the policy of a language tag. */
export type PolicyOf = (tag: string) => Policy | undefined;

/** One line on standard error that names the tags whose scripts are assumed, in any of `sources`; nothing where there are none. */
export function warnOfAssumed(tags: Iterable<string>, ...sources: readonly PolicyOf[]): void {
  const assumed = [...new Set(tags)].flatMap((tag) => {
    const policies = sources.map((policyOf) => policyOf(tag));
    const policy = policies.find((one) => one?.origin === 'likely-script');
    return policy === undefined ? [] : [`${tag} (${policy.scripts.join(', ')})`];
  });
  if (assumed.length === 0) return;
  tell(
    `offscript: warning: no policy is listed for ${assumed.join(', ')}; assuming the likely script, which "policies" in a suite or --policy can set\n`,
  );
}

/** What of a suite was taken otherwise than it stands there: a line each on standard error. */
export function warnOfHints(hints: readonly string[] = []): void {
  for (const hint of hints) tell(`offscript: warning: ${escapeHidden(hint)}\n`);
}
