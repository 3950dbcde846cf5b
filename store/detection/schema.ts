/** Settings of detection as files hold them: in a suite, a policy file and `run.json`. docs/policies.md describes each field. */

import * as v from 'valibot';
import {
  type DetectionSettings,
  EXEMPTIONS,
  type ExemptionName,
  IDENTIFIERS,
  isLanguageTag,
  isScript,
  type PolicyOverride,
  policyFor,
  scriptsOf,
  tagAsWritten,
} from '../../detectors/bare/index.js';
import { byName } from '../mappings/index.js';

const text = v.pipe(v.string(), v.minLength(1, 'must not be empty'));

/** A language tag, also where it is written in another way (`ja_JP`, `Japanese`). */
export const languageTag = v.pipe(
  v.string(),
  v.transform(tagAsWritten),
  v.check(isLanguageTag, ({ input }) => `"${input}" is no language tag; use BCP 47, such as ja or zh-Hans`),
);

const script = v.pipe(
  v.string(),
  v.check(isScript, ({ input }) => {
    const meant = scriptsOf(input);
    const instead = meant === undefined ? 'use ISO 15924, such as Latn or Hani' : `use ${meant.join(', ')}`;
    return `"${input}" is no script of Unicode; ${instead}`;
  }),
);

const isExemption = (name: string): name is ExemptionName => (EXEMPTIONS as readonly string[]).includes(name);

const exemption = v.pipe(
  v.string(),
  v.guard(isExemption, ({ input }) => `"${input}" is no exemption; there are ${EXEMPTIONS.join(', ')}`),
);

const override = v.strictObject({
  scripts: v.exactOptional(v.pipe(v.array(script), v.minLength(1, 'must name at least one script'))),
  tolerated: v.exactOptional(v.array(script)),
  latin: v.exactOptional(v.picklist(['own', 'guest'])),
  han: v.exactOptional(v.picklist(['japanese', 'simplified', 'traditional', 'chinese', 'any'])),
  close: v.exactOptional(v.array(languageTag)),
  allow: v.exactOptional(v.array(text)),
  exempt: v.exactOptional(byName(exemption, v.boolean())),
  min_letters: v.exactOptional(
    v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(1, 'must be at least 1')),
  ),
});

/** Why an override makes no policy; undefined where it does. */
function problemOf(tag: string, { scripts, latin }: PolicyOverride): string | undefined {
  const base = policyFor(tag);
  if (scripts === undefined && base?.origin !== 'listed')
    return `needs "scripts": ${tag} is none of the listed languages (offscript languages)`;
  const written = scripts ?? base?.scripts ?? [];
  if (latin === 'guest' && written.every((code) => code === 'Latn'))
    return 'needs other "scripts" where Latin script is a guest';
  const contradiction =
    scripts !== undefined && latin !== undefined && scripts.includes('Latn') !== (latin === 'own');
  if (!contradiction) return undefined;
  return `has "latin: ${latin}", and its "scripts" say otherwise; leave "latin" out`;
}

const policies = v.pipe(
  byName(languageTag, override),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { value: input } = dataset;
    for (const [key, value] of Object.entries(input)) {
      const message = problemOf(key, value);
      if (message === undefined) continue;
      addIssue({ message, path: [{ type: 'object', origin: 'value', input, key, value }] });
    }
  }),
);

/** The fields of a suite that detection goes by. */
export const detectionEntries = {
  lid: v.exactOptional(v.picklist(IDENTIFIERS)),
  allow: v.exactOptional(v.array(text)),
  policies: v.exactOptional(policies),
};

/** A policy file, or `detection` in `run.json`. */
export const detectionSchema = v.strictObject(detectionEntries);

/** The settings among the fields of a file; undefined where it has none. */
export function detectionOf({
  lid,
  allow,
  policies: overrides,
}: DetectionSettings): DetectionSettings | undefined {
  if (lid === undefined && allow === undefined && overrides === undefined) return undefined;
  return { ...(lid && { lid }), ...(allow && { allow }), ...(overrides && { policies: overrides }) };
}
