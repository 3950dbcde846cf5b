/** `offscript prompts check`: the packs, or files of somebody's own. */

import { existsSync } from 'node:fs';
import { type Command, Option } from 'commander';
import type { Identifier, IdentifierName } from '../../../detectors/index.js';
import { problemLine, UserError } from '../../../files/index.js';
import {
  describePacks,
  type FileOptions,
  PROMPT_FIELDS,
  type PromptFields,
  packManifest,
  packNames,
  packPath,
  readPrompts,
} from '../../../prompts/bare/index.js';
import type { CheckOptions, PromptEntry, PromptProblem } from '../../../prompts/index.js';
import { escapeHidden, plural } from '../../../reports/display/index.js';
import { loadIdentifier } from '../../identifier/index.js';
import { policiesFrom, policyOption, wholeNumber } from '../options/index.js';
import { exitCodes, print, tell } from '../terminal/index.js';

interface Options {
  readonly language?: string;
  readonly fields?: PromptFields;
  readonly longest?: number;
  readonly policy?: string;
  readonly lid: IdentifierName;
  readonly json?: boolean;
}

/** `text=question,language=lang`. Throws UserError. */
function fieldsOption(value: string): PromptFields {
  const pairs = value.split(',').map((pair) => pair.split('='));
  const wrong = pairs.find(
    ([name = '', path = '']) => !PROMPT_FIELDS.some((field) => field === name) || path === '',
  );
  if (wrong !== undefined)
    throw new UserError(
      `"${wrong.join('=')}" names no field`,
      '--fields',
      `write NAME=FIELD; the names are ${PROMPT_FIELDS.join(', ')}`,
    );
  return Object.fromEntries(pairs);
}

/** The prompts of a file, and its problems in the order of its records. */
async function checkFile(
  path: string,
  options: FileOptions & CheckOptions,
  ids: Map<string, string>,
): Promise<{ readonly prompts: number; readonly problems: readonly PromptProblem[] }> {
  const entries: PromptEntry[] = [];
  const unread: PromptProblem[] = [];
  const order = new Map<string, number>();
  for await (const read of readPrompts(path, options)) {
    const { where } = read;
    order.set(where, order.size);
    if (read.kind === 'prompt') entries.push(read);
    else {
      const message = problemLine({ ...read.error.problem, where: '' });
      unread.push({ where, id: '', rule: 'record', message });
    }
  }
  if (order.size === 0) throw new UserError('there are no prompts in it', path, 'add at least one');
  const { checkPrompts } = await import('../../../prompts/index.js');
  const problems = [...unread, ...checkPrompts(entries, options), ...repeatedOver(ids, entries)];
  const place = ({ where }: PromptProblem): number => order.get(where) ?? 0;
  return { prompts: entries.length, problems: problems.sort((a, b) => place(a) - place(b)) };
}

/** Packs that are not as the manifest says. */
async function staleManifest(): Promise<PromptProblem[]> {
  const { version, packs } = packManifest();
  const now = await describePacks();
  const names = [...new Set([...Object.keys(packs), ...Object.keys(now)])];
  return names
    .filter((name) => packs[name]?.sha256 !== now[name]?.sha256)
    .map((name) => ({
      where: packPath(name),
      id: '',
      rule: 'record',
      message: `the pack is not that of version ${version} in the manifest; npm run manifest -- VERSION writes a new one`,
    }));
}

/** A file, or else a pack of that name. */
function toSource(name: string): { readonly path: string; readonly pack?: string } {
  const isPack = !existsSync(name) && packNames().includes(name);
  return isPack ? { path: packPath(name), pack: name } : { path: name };
}

const placeOf = ({ prompt }: PromptEntry): string => JSON.stringify([prompt.language, prompt.id]);

/** Ids that stand in an earlier file too, in the same language: a suite that names both is refused. */
function* repeatedOver(
  files: Map<string, string>,
  entries: readonly PromptEntry[],
): Generator<PromptProblem> {
  for (const entry of entries) {
    const { where, prompt } = entry;
    const before = files.get(placeOf(entry));
    if (before !== undefined)
      yield { where, id: prompt.id, rule: 'id', message: `the id stands at ${before} too` };
  }
  for (const entry of entries) files.set(placeOf(entry), entry.where);
}

async function check(files: readonly string[], options: Options): Promise<void> {
  const { language, fields, longest, policy: policyFile, lid, json = false } = options;
  const policyOf = await policiesFrom(policyFile);
  if (language !== undefined) policyOption(language, '--language', policyOf);
  const identifier: Identifier = await loadIdentifier(lid);
  const sources = (files.length > 0 ? files : packNames()).map(toSource);
  const ids = new Map<string, string>();
  let problems: readonly PromptProblem[] = files.length > 0 ? [] : await staleManifest();
  let prompts = 0;
  for (const { path, pack } of sources) {
    const checkOptions = {
      language,
      fields,
      policyOf,
      identifier,
      ...(pack !== undefined && { pack }),
      ...(longest !== undefined && { longest }),
    };
    const checked = await checkFile(path, checkOptions, ids);
    prompts += checked.prompts;
    problems = problems.concat(checked.problems);
  }
  for (const problem of problems) {
    const { where, id, rule, message } = problem;
    const name = id === '' ? '' : `${id}: `;
    print(
      json
        ? `${JSON.stringify(problem)}\n`
        : `${escapeHidden(where)}  ${rule}  ${escapeHidden(name + message)}\n`,
    );
  }
  const doubles = problems.filter(({ rule }) => rule === 'double').length;
  const share = prompts === 0 ? '' : `, ${((100 * doubles) / prompts).toFixed(1)}% near-doubles`;
  tell(
    `${plural(prompts, 'prompt')} in ${plural(sources.length, 'file')}: ${plural(problems.length, 'problem')}${share}\n`,
  );
  if (problems.length > 0) process.exitCode = exitCodes.found;
}

export function addCheckPrompts(prompts: Command): void {
  prompts
    .command('check')
    .description(
      'what is wrong with prompts: ids, tags, language, near-doubles; exit code 1 where something is',
    )
    .argument(
      '[files...]',
      'JSONL, YAML, CSV, or names of packs (default: all packs that come with Offscript)',
    )
    .option('--language <tag>', 'language of prompts that name none')
    .option(
      '--fields <names>',
      'what the fields are called, such as text=question,language=lang',
      fieldsOption,
    )
    .option('--longest <n>', 'characters that a prompt may have (default: 8000)', wholeNumber('--longest', 1))
    .option('--policy <file>', 'policies of your own, YAML or JSON: docs/policies.md')
    .addOption(
      new Option('--lid <name>', 'what tells the language of lines')
        .choices(['fasttext', 'franc'])
        .default('fasttext'),
    )
    .option('--json', 'a line of JSON a problem')
    .action(check);
}
