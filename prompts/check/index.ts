/** Checks prompts, Offscript's own and anybody's: form, tags, language, near-doubles. */

import { nearDoubles } from './doubles.js';
import { checkId, checkLength, checkRecord, checkTags, checkText } from './form.js';
import { checkAllow, checkLanguage } from './language.js';
import type { CheckOptions, PromptEntry, PromptProblem, Rule, RuleName } from './types.js';

export type { CheckOptions, PromptEntry, PromptProblem, RuleName } from './types.js';

const rules: readonly (readonly [RuleName, Rule])[] = [
  ['record', checkRecord],
  ['id', checkId],
  ['tags', checkTags],
  ['length', checkLength],
  ['text', checkText],
  ['language', checkLanguage],
  ['allow', checkAllow],
];

function* repeatedIds(entries: readonly PromptEntry[]): Generator<PromptProblem> {
  const first = new Map<string, string>();
  for (const { where, prompt } of entries) {
    const place = JSON.stringify([prompt.language, prompt.id]);
    const before = first.get(place);
    if (before === undefined) first.set(place, where);
    else yield { where, id: prompt.id, rule: 'id', message: `the id stands at ${before} too` };
  }
}

/** What is asked: many prompts may share a system message. */
function askedIn({ prompt: { messages } }: PromptEntry): string {
  const asked = messages.filter(({ role }) => role !== 'system');
  return (asked.length > 0 ? asked : messages).map(({ content }) => content).join('\n');
}

function* doublesAmong(entries: readonly PromptEntry[]): Generator<PromptProblem> {
  const texts = entries.map(askedIn);
  for (const { at, like, similarity } of nearDoubles(texts)) {
    const entry = entries[at];
    const other = entries[like];
    if (entry === undefined || other === undefined) continue;
    const message = `${Math.round(100 * similarity)}% the same as ${other.prompt.id} (${other.where})`;
    yield { where: entry.where, id: entry.prompt.id, rule: 'double', message };
  }
}

/** One text may be asked in several languages: doubles are such in one. */
function doubles(entries: readonly PromptEntry[]): PromptProblem[] {
  const languages = new Set(entries.map(({ prompt }) => prompt.language));
  return [...languages].flatMap((language) => [
    ...doublesAmong(entries.filter(({ prompt }) => prompt.language === language)),
  ]);
}

/** The problems of the prompts of one pack or file, in their order. */
export function checkPrompts(entries: readonly PromptEntry[], options: CheckOptions): PromptProblem[] {
  const single = entries.flatMap((entry) =>
    rules.flatMap(([rule, check]) =>
      Array.from(
        check(entry, options),
        (message): PromptProblem => ({
          where: entry.where,
          id: entry.prompt.id,
          rule,
          message,
        }),
      ),
    ),
  );
  const order = new Map(entries.map(({ where }, i) => [where, i]));
  const place = ({ where }: PromptProblem): number => order.get(where) ?? 0;
  return [...single, ...repeatedIds(entries), ...doubles(entries)].sort((a, b) => place(a) - place(b));
}
