/** Instructions to answer in another language: those that come with Offscript, and those of somebody's own, as templates. */

import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import * as v from 'valibot';
import { UserError } from '../files/index.js';
import type { Crossing } from './cross-lingual.js';
import type { Prompt } from './types.js';

type Template = HandlebarsTemplateDelegate<{ readonly language: string }>;

const folder = fileURLToPath(
  new URL('./prompts/instructions/', import.meta.resolve('offscript/package.json')),
);
const file = v.strictObject({ instructions: v.pipe(v.array(v.string()), v.minLength(1)) });

/** The instructions that come with Offscript in a language. Throws UserError where there are none. */
function instructionsIn(language: string, where: string): readonly string[] {
  const { language: base, script } = new Intl.Locale(language).maximize();
  const path = [language, `${base}-${script}`, base].map((tag) => `${folder}${tag}.json`).find(existsSync);
  if (path === undefined) {
    throw new UserError(
      `there is no instruction in "${language}" to answer in another language`,
      where,
      'write one as "instruction", with {{language}} in it, or name an "instruction_language"',
    );
  }
  return v.parse(file, JSON.parse(readFileSync(path, 'utf8'))).instructions;
}

/** The name of a language in another: `Japanese`, `японский`. In English where CLDR has none, whatever the machine's own language. */
function nameOf(language: string, within: string): string {
  return new Intl.DisplayNames([within, 'en'], { type: 'language' }).of(language) ?? language;
}

/** Characters of the longest instruction of one's own: a template takes time by the square of what it opens and does not close. */
const LONGEST = 10_000;

/**
 * What asks for the answer to a prompt in a language; the same for all places of a prompt. Throws UserError, naming the place `where`: no
 * instruction in a prompt's language, or one that is no template.
 */
export function instructionsOf(
  { instruction, instruction_language }: Crossing,
  where: string,
): (prompt: Prompt, language: string) => string {
  if (instruction !== undefined && instruction.length > LONGEST)
    throw new UserError(`the instruction is longer than ${LONGEST} characters`, where, 'write a shorter one');
  const known = new Map<string, readonly Template[]>();
  function templatesIn(language: string): readonly Template[] {
    const before = known.get(language);
    if (before !== undefined) return before;
    const sources = instruction === undefined ? instructionsIn(language, where) : [instruction];
    const templates = sources.map(
      (source): Template => Handlebars.compile(source, { noEscape: true, strict: true }),
    );
    known.set(language, templates);
    return templates;
  }
  return ({ id, language: own }, language) => {
    const from = instruction_language ?? own;
    const templates = templatesIn(from);
    // Without a pattern over prompts.
    const chosen = Number.parseInt(hash('sha256', `${id}\n${language}`).slice(0, 8), 16) % templates.length;
    try {
      return templates[chosen]?.({ language: nameOf(language, from) }) ?? '';
    } catch (error) {
      const [line = ''] = (error as Error).message.split('\n');
      const what = line.replace(/ in \[object Object\].*/, '');
      throw new UserError(`the instruction cannot be filled in: ${what}`, where, 'it may hold {{language}}');
    }
  };
}
