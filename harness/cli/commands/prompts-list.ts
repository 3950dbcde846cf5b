/** `offscript prompts list`: packs by language and tag, or the prompts of some packs. */

import type { Command } from 'commander';
import { UserError } from '../../../files/index.js';
import {
  AXES,
  type Axis,
  axisNames,
  axisOf,
  type Prompt,
  packManifest,
  packNames,
  readPack,
  selectPrompts,
} from '../../../prompts/bare/index.js';
import { borderlessTable, count, escapeHidden, type Paint, plural } from '../../../reports/display/index.js';
import { painter, print, tell } from '../terminal/index.js';

interface Options {
  readonly tag?: readonly string[];
  readonly json?: boolean;
}

interface Pack {
  readonly name: string;
  readonly prompts: readonly Prompt[];
}

/** `story,long`, beside those of the options before. Throws UserError: a tag that there is not. */
function tagsOption(value: string, before: readonly string[] = []): string[] {
  const tags = value.split(',').map((tag) => tag.trim());
  const unknown = tags.find((tag) => axisOf(tag) === undefined);
  if (unknown === undefined) return [...before, ...tags];
  throw new UserError(
    `there is no tag "${unknown}"`,
    '--tag',
    `the tags are ${axisNames.flatMap((axis) => AXES[axis]).join(', ')}`,
  );
}

/** Tags as heads of narrow columns. */
const HEADS: Readonly<Record<string, string>> = {
  everyday: 'every\nday',
  explain: 'ex-\nplain',
  summarise: 'sum-\nmary',
  'translate-into': 'trans\nlate',
  rewrite: 're-\nwrite',
  'code-with-comments': 'code',
  dialogue: 'dia-\nlogue',
  roleplay: 'role\nplay',
  'neighbour-language': 'neigh\nbour',
  'rare-name': 'rare\nname',
  'rare-word': 'rare\nword',
  'repeat-word': 're-\npeat',
  'mixed-context': 'mixed',
  reasoning: 'rea-\nson',
  'cross-lingual': 'cross',
  'system-prompt': 'sys-\ntem',
  'multi-turn': 'multi\nturn',
};

const withTag = (prompts: readonly Prompt[], tag: string): number =>
  prompts.filter(({ tags }) => tags?.includes(tag)).length;

const cell = (n: number): string => (n === 0 ? '' : count(n));

/** A table of packs by the tags of an axis; how many there are of each pack, the first one says. */
function tagTable(packs: readonly Pack[], axis: Axis, paint: Paint): string {
  const all = { name: 'all', prompts: packs.flatMap(({ prompts }) => prompts) };
  const counted = axis === 'length' ? ['prompts'] : [];
  const rows = (packs.length > 1 ? [...packs, all] : packs).map(({ name, prompts }) => [
    name,
    ...counted.map(() => count(prompts.length)),
    ...AXES[axis].map((tag) => cell(withTag(prompts, tag))),
  ]);
  const heads = [...counted, ...AXES[axis].map((tag) => HEADS[tag] ?? tag)];
  return borderlessTable(
    ['pack', ...heads],
    ['left', ...Array<'right'>(heads.length).fill('right')],
    rows,
    paint,
    1,
  ).join('\n');
}

/** Scripts whose characters take two columns. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60]/u;

/** As much of a text as fits into `width` columns. */
function fitting(text: string, width: number): string {
  let end = 0;
  let columns = 0;
  for (const character of text) {
    columns += WIDE.test(character) ? 2 : 1;
    if (columns > width) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** One line a prompt: id, tags, and as much of what the user says as fits. */
function promptLines(prompts: readonly Prompt[], width: number): string {
  const ids = prompts.reduce((most, { id }) => Math.max(most, id.length), 0);
  return prompts
    .map(({ id, tags = [], messages }) => {
      const said = messages.findLast(({ role }) => role === 'user')?.content ?? '';
      const head = `${escapeHidden(id).padEnd(ids)}  ${tags.join(' ')}  `;
      return head + fitting(escapeHidden(said.replace(/\s+/gu, ' ')), Math.max(20, width - head.length));
    })
    .join('\n');
}

function asData(packs: readonly Pack[]): unknown {
  const tags = axisNames.flatMap((axis) => AXES[axis]);
  return {
    version: packManifest().version,
    packs: Object.fromEntries(
      packs.map(({ name, prompts }) => [
        name,
        {
          prompts: prompts.length,
          tags: Object.fromEntries(tags.map((tag) => [tag, withTag(prompts, tag)])),
        },
      ]),
    ),
  };
}

async function readPacks(names: readonly string[], tags: readonly string[]): Promise<Pack[]> {
  const packs: Pack[] = [];
  for (const name of names) packs.push({ name, prompts: selectPrompts(await readPack(name), { tags }) });
  return packs;
}

async function list(names: readonly string[], { tag = [], json = false }: Options): Promise<void> {
  const packs = await readPacks(names.length === 0 ? packNames() : names, tag);
  const say = (text: string): void => void print(`${text}\n`);
  if (names.length > 0) {
    const prompts = packs.flatMap((pack) => pack.prompts);
    if (json) for (const prompt of prompts) say(JSON.stringify(prompt));
    else if (prompts.length === 0) tell(`no prompt has all of the tags ${tag.join(', ')}\n`);
    else say(promptLines(prompts, process.stdout.columns ?? 160));
    return;
  }
  if (json) {
    say(JSON.stringify(asData(packs), null, 2));
    return;
  }
  const paint = painter();
  const prompts = packs.reduce((sum, pack) => sum + pack.prompts.length, 0);
  say(`${plural(prompts, 'prompt')} in ${plural(packs.length, 'pack')}, version ${packManifest().version}\n`);
  for (const axis of ['length', 'task', 'risk'] as const) say(`${tagTable(packs, axis, paint)}\n`);
  say('offscript prompts list ja        the prompts of a pack');
  say('offscript prompts show ID        one prompt, whole');
  say('{ language: ja, tags: [story] }  in a suite: prompts with all of these tags');
}

export function addListPrompts(prompts: Command): void {
  prompts
    .command('list', { isDefault: true })
    .description('how many prompts each pack has, by tag; of packs that are named, the prompts')
    .argument('[packs...]', 'names of packs, such as ja or regressions')
    .option('--tag <tags>', 'only prompts that have all of these tags, such as story,long', tagsOption)
    .option('--json', 'as data')
    .action(list);
}
