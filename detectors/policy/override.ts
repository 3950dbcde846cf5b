/** What a suite or a policy file changes about policies, and the policies that come of it. */

import type { IdentifierName } from '../identify/index.js';
import { localeOf } from '../tags.js';
import type { ExemptionName, LanguageTag, ScriptCode } from '../types.js';
import { type Policy, policyWith } from './policies.js';
import { languageOf, policyFor } from './resolve.js';

/** Changes to the policy of one language, named as in a suite and in `run.json`. What is missing stays as it was. */
export interface PolicyOverride {
  readonly scripts?: readonly ScriptCode[];
  readonly tolerated?: readonly ScriptCode[];
  /** `own` adds Latin script to the language's scripts, `guest` takes it away; without it the scripts decide. */
  readonly latin?: Policy['latin'];
  /** `any` lets every form stand. */
  readonly han?: NonNullable<Policy['han']> | 'any';
  readonly close?: readonly LanguageTag[];
  /** Terms, besides those of the policy. */
  readonly allow?: readonly string[];
  /** `false` switches an exemption off, `true` on again. */
  readonly exempt?: Readonly<Partial<Record<ExemptionName, boolean>>>;
  readonly min_letters?: number;
}

/** What a suite, a run or a policy file says about detection; all of it has defaults. */
export interface DetectionSettings {
  /** What tells the language of lines. */
  readonly lid?: IdentifierName;
  /** Terms that may stand in any response, whatever its language. */
  readonly allow?: readonly string[];
  readonly policies?: Readonly<Record<LanguageTag, PolicyOverride>>;
}

function scriptsUnder({ scripts }: Policy, override: PolicyOverride): readonly ScriptCode[] {
  const chosen = override.scripts ?? scripts;
  if (override.latin === 'guest') return chosen.filter((code) => code !== 'Latn');
  return override.latin === 'own' && !chosen.includes('Latn') ? [...chosen, 'Latn'] : chosen;
}

function disabledUnder({ disabled }: Policy, { exempt = {} }: PolicyOverride): readonly ExemptionName[] {
  const names = Object.keys(exempt) as ExemptionName[];
  return [
    ...disabled.filter((name) => exempt[name] === undefined),
    ...names.filter((name) => exempt[name] === false),
  ];
}

/** `base` with the changes of `override`; a policy of its own, `base` stays as it is. */
export function applyPolicy(base: Policy, override: PolicyOverride): Policy {
  const { essential, han: hanBefore, letters, ...rest } = base;
  const scripts = scriptsUnder(base, override);
  const has = (code: ScriptCode): boolean => scripts.includes(code);
  const han = override.han ?? hanBefore;
  return {
    ...rest,
    // Without scripts of the user's own, those of a language that is not listed are still assumed.
    origin:
      base.origin === 'likely-script' && override.scripts === undefined ? 'likely-script' : 'overridden',
    scripts,
    tolerated: override.tolerated ?? base.tolerated,
    latin: has('Latn') ? 'own' : 'guest',
    ...(essential?.every(has) && { essential }),
    // The letters are those of the language in its own script.
    ...(letters !== undefined && base.scripts.every(has) && { letters }),
    ...(han !== undefined && han !== 'any' && has('Hani') && { han }),
    close: override.close ?? base.close,
    disabled: disabledUnder(base, override),
    allow: [...base.allow, ...(override.allow ?? [])],
    minLetters: override.min_letters ?? base.minLetters,
  };
}

/**
 * {@link policyFor} under a user's settings. An override holds for its own tag and for tags that come to the same policy (`pt` for
 * `pt-BR`); of several the one for the very tag holds. Allowed terms of the settings are in every policy. Returns the same object for
 * the same tag.
 */
export function policiesOf({
  allow = [],
  policies: overrides = {},
}: DetectionSettings = {}): (tag: LanguageTag) => Policy | undefined {
  const byTag = new Map(
    Object.entries(overrides).map(([tag, override]) => [localeOf(tag)?.baseName ?? tag, override]),
  );
  const known = new Map<LanguageTag, Policy | undefined>();

  function overridden(tag: LanguageTag): Policy | undefined {
    const policy = policyFor(tag);
    if (byTag.size === 0) return policy;
    const locale = localeOf(tag);
    const language = policy?.language ?? (locale === undefined ? tag : languageOf(locale));
    const override = byTag.get(locale?.baseName ?? tag) ?? byTag.get(language);
    if (override === undefined) return policy;
    if (policy === undefined && override.scripts === undefined) return undefined;
    return applyPolicy(policy ?? policyWith(language, []), override);
  }

  return (tag) => {
    if (known.has(tag)) return known.get(tag);
    const policy = overridden(tag);
    const allowing =
      policy === undefined || allow.length === 0 ? policy : { ...policy, allow: [...policy.allow, ...allow] };
    known.set(tag, allowing);
    return allowing;
  };
}
