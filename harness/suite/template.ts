/** Prompts as text: what a text completion goes on from, which knows no messages. */

import { createRequire } from 'node:module';
import type Handlebars from 'handlebars';
import type { Prompt } from '../../prompts/index.js';

type Messages = Prompt['messages'];

/** What a template may name. */
interface Names {
  readonly messages: Messages;
  /** The last message of the user. */
  readonly prompt: string;
  /** System messages; empty where there are none. */
  readonly system: string;
}

let library: typeof Handlebars | undefined;
const compiled = new Map<string, HandlebarsTemplateDelegate<Names>>();

function templateOf(source: string): HandlebarsTemplateDelegate<Names> {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  // Few suites have templates, and the library takes as long to load as all that a suite is read with.
  library ??= createRequire(import.meta.url)('handlebars') as typeof Handlebars;
  const template = library.compile<Names>(source, { noEscape: true, strict: true });
  compiled.set(source, template);
  return template;
}

/** The text of a prompt: by a template, or without one its messages as they stand, an empty line between two. */
export function asText(messages: Messages, template: string | undefined): string {
  if (template === undefined) return messages.map(({ content }) => content).join('\n\n');
  return templateOf(template)({
    messages,
    prompt: messages.findLast(({ role }) => role === 'user')?.content ?? '',
    system: messages
      .filter(({ role }) => role === 'system')
      .map(({ content }) => content)
      .join('\n\n'),
  });
}

/** Stands for a prompt in none that anybody writes. */
const PROBE = 'offscript-probe-0f5c';

/** The shortest prompt, and one of all roles: a template may say other things where there is a system message, or an earlier turn. */
const PROBES: readonly Messages[] = [
  [{ role: 'user', content: PROBE }],
  [
    { role: 'system', content: 'system' },
    { role: 'user', content: 'user' },
    { role: 'assistant', content: 'assistant' },
    { role: 'user', content: PROBE },
  ],
];

/** Characters of the longest template: it is read in time by the square of what it opens and does not close. */
const LONGEST = 10_000;

/** Whether a template is of a length that can be read, can be filled in, and holds what is asked then. */
export function canRender(template: string): boolean {
  if (template.length > LONGEST) return false;
  try {
    return PROBES.every((messages) => asText(messages, template).includes(PROBE));
  } catch {
    return false;
  }
}
