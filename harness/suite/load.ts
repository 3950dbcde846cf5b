/** Reads a suite: YAML (or JSON, which is YAML), checked, with the line and column of whatever is wrong. */

import { readFileSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import * as v from 'valibot';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { languages, policyFor } from '../../detectors/index.js';
import { type Prompt, readPack, readPromptFile, selectPrompts, UserError } from '../../prompts/index.js';
import { type PromptChoice, type SuiteFile, type SuiteTarget, suiteSchema } from './schema.js';

export interface Suite {
  readonly name: string;
  readonly seed?: number;
  readonly repeats: number;
  readonly baseline?: string;
  readonly targets: readonly SuiteTarget[];
  /** In order, each id once. */
  readonly prompts: readonly Prompt[];
}

/** Line and column of the deepest node on `path` that is there. */
function placeOf(document: Document, lines: LineCounter, path: readonly unknown[]): string {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) {
      const { line, col } = lines.linePos(node.range[0]);
      return `${line}:${col}`;
    }
  }
  return '1:1';
}

/** `targets[0].model` */
const keyPath = (path: readonly unknown[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');

function checkSuite(text: string, path: string): SuiteFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw new UserError(`malformed YAML: ${error.message.replace(/\s+/g, ' ')}`, `${path}:${line}:${col}`);
  }
  let value: unknown;
  try {
    value = document.toJS();
  } catch (problem) {
    throw new UserError(`malformed YAML: ${(problem as Error).message}`, path);
  }
  const parsed = v.safeParse(suiteSchema, value);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const keys = issue.path?.map(({ key }) => key) ?? [];
  const last = keys.at(-1);
  const unknown = issue.type === 'strict_object' && issue.expected === 'never';
  const missing = issue.received === 'undefined';
  const what = unknown
    ? `there is no field "${String(last)}" here`
    : missing
      ? `"${keyPath(keys)}" is missing`
      : `${keys.length === 0 ? 'a suite' : `"${keyPath(keys)}"`} ${issue.kind === 'schema' && issue.type !== 'union' ? `must be ${issue.expected}, not ${issue.received}` : issue.message}`;
  throw new UserError(what, `${path}:${placeOf(document, lines, keys)}`);
}

function readChoice(choice: PromptChoice, folder: string, where: string): Prompt[] {
  const all =
    'file' in choice
      ? readPromptFile(resolve(folder, choice.file), choice.language)
      : readPack(choice.language, where);
  return selectPrompts(all, choice);
}

function readPrompts(file: SuiteFile, path: string): Prompt[] {
  const byId = new Map<string, Prompt>();
  for (const [i, choice] of file.prompts.entries()) {
    const where = `${path}: prompts[${i}]`;
    const chosen = readChoice(choice, dirname(path), where);
    if (chosen.length === 0)
      throw new UserError(
        'the prompt pack is empty: no prompt has all of these tags',
        where,
        'ask for fewer tags',
      );
    for (const prompt of chosen) {
      if (policyFor(prompt.language) === undefined) {
        throw new UserError(
          `no policy for the language "${prompt.language}" of prompt ${prompt.id}`,
          where,
          `there are policies for ${languages.join(', ')}`,
        );
      }
      const other = byId.get(prompt.id);
      if (other !== undefined && JSON.stringify(other) !== JSON.stringify(prompt)) {
        throw new UserError(`two different prompts have the id "${prompt.id}"`, where);
      }
      byId.set(prompt.id, prompt);
    }
  }
  return [...byId.values()];
}

/** The suite in `path`. Throws UserError: no such file, malformed (with line and column), unknown field or target, no prompts. */
export function loadSuite(path: string): Suite {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new UserError('no such suite, or it cannot be read', path, 'examples/ has suites to start from');
  }
  const file = checkSuite(text, path);
  return {
    name: file.name ?? basename(path, extname(path)),
    repeats: file.repeats ?? 1,
    targets: file.targets,
    prompts: readPrompts(file, path),
    ...(file.seed !== undefined && { seed: file.seed }),
    ...(file.baseline !== undefined && { baseline: file.baseline }),
  };
}
