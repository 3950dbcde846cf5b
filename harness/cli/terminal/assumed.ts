/** Warns of policies that are not listed but assumed. */

import type { Policy } from '../../../detectors/index.js';

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
  process.stderr.write(
    `offscript: warning: no policy is listed for ${assumed.join(', ')}; assuming the likely script, which "policies" in a suite or --policy can set\n`,
  );
}
