/** `offscript prompts show`: one prompt, whole. */

import type { Command } from 'commander';
import { UserError } from '../../../files/index.js';
import { type Prompt, packNames, type Reported, readPack } from '../../../prompts/bare/index.js';
import { escapeHidden, languageName, scriptName } from '../../../reports/display/index.js';
import { promptHash } from '../../../store/index.js';
import { painter, print } from '../terminal/index.js';

/** Line feeds stay, whatever else is hidden is shown. */
const lines = (text: string): string[] => text.split('\n').map(escapeHidden);

function reportedLine({ model, script, mixed, of, source, note }: Reported): string {
  const rate = of === undefined ? [] : [`${mixed} of ${of}`];
  const what = script === undefined ? [] : [scriptName(script)];
  const facts = [...what, ...rate, ...(note === undefined ? [] : [note])].join(', ');
  return escapeHidden(`${model}: ${facts} (${source})`);
}

function describe(prompt: Prompt): string {
  const paint = painter();
  const { id, language, messages, tags = [], allow = [], expect = [], reported = [], note } = prompt;
  const facts: [string, readonly string[]][] = [
    ['language', [`${languageName(language)} (${language})`]],
    ['tags', [tags.join(', ')]],
    ['allow', allow.map(escapeHidden)],
    ['expect', expect.map(escapeHidden)],
    ['reported', reported.map(reportedLine)],
    ['note', note === undefined ? [] : lines(note)],
    ['hash', [promptHash(prompt)]],
  ];
  return [
    paint('bold', escapeHidden(id)),
    ...facts.flatMap(([name, values]) =>
      values.map((value, i) => `${paint('dim', (i === 0 ? name : '').padEnd(10))}${value}`),
    ),
    ...messages.flatMap(({ role, content }) => [
      '',
      paint('dim', role),
      ...lines(content).map((line) => `  ${line}`),
    ]),
  ].join('\n');
}

async function show(ids: readonly string[], { json = false }: { readonly json?: boolean }): Promise<void> {
  const all = new Map<string, Prompt>();
  for (const name of packNames()) for (const prompt of await readPack(name)) all.set(prompt.id, prompt);
  const found = ids.map((id) => {
    const prompt = all.get(id);
    if (prompt === undefined)
      throw new UserError(`there is no prompt "${id}"`, '', 'offscript prompts list PACK names them');
    return prompt;
  });
  for (const [i, prompt] of found.entries())
    print(json ? `${JSON.stringify(prompt)}\n` : `${i > 0 ? '\n' : ''}${describe(prompt)}\n`);
}

export function addShowPrompts(prompts: Command): void {
  prompts
    .command('show')
    .description('prompts of the packs, whole')
    .argument('<ids...>', 'ids, such as ja-everyday-014')
    .option('--json', 'as lines of JSON')
    .action(show);
}
