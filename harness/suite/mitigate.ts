/** Variants of a target that may mix less: another system message, tokens made less likely, other parameters. Each is a target of its own. */

import * as v from 'valibot';
import { logitBiasSchema } from '../../store/index.js';
import { byName } from '../../store/mappings/index.js';
import { connectionEntries, type TargetInput } from './target.js';
import { id, text } from './values.js';

const { sampling, extra_body, system } = connectionEntries;

const variant = v.pipe(
  v.strictObject({
    label: v.exactOptional(text),
    system,
    sampling,
    extra_body,
    logit_bias: v.exactOptional(logitBiasSchema),
  }),
  v.check(
    ({ label: _, ...changed }) => Object.keys(changed).length > 0,
    'must change something: "system", "logit_bias", "sampling" or "extra_body"',
  ),
);

export const mitigateSchema = v.strictObject({
  /** The targets that are to mix less; the baseline where missing, else the first target. */
  of: v.exactOptional(v.pipe(v.array(text), v.minLength(1, 'must name at least one target'))),
  variants: v.pipe(
    byName(id, variant),
    v.check((given) => Object.keys(given).length > 0, 'must have at least one variant'),
  ),
});

export type Mitigate = v.InferOutput<typeof mitigateSchema>;

/** Targets that are named and are not there. */
export const missingIn = ({ of = [] }: Mitigate, targets: readonly { readonly id: string }[]): string[] =>
  of.filter((name) => targets.every((target) => target.id !== name));

/** The variants of these targets. What they change is changed alone: what is not named stays as it is in the target. */
export function variantsOf(
  { of, variants }: Mitigate,
  targets: readonly TargetInput[],
  baseline: string | undefined,
): TargetInput[] {
  const [first] = targets;
  const named = of ?? [baseline ?? first?.id ?? ''];
  return targets
    .filter((target) => named.includes(target.id))
    .flatMap(({ factors: _, ...target }) =>
      Object.entries(variants).map(
        ([name, { label, sampling: own, extra_body: body, ...changed }]): TargetInput => ({
          ...target,
          ...changed,
          id: `${target.id}+${name}`,
          label: `${target.label ?? target.id}, ${label ?? name}`,
          ...(own && { sampling: { ...target.sampling, ...own } }),
          ...(body && { extra_body: Object.assign({}, target.extra_body, body) }),
          mitigates: { target: target.id, variant: name },
        }),
      ),
    );
}
