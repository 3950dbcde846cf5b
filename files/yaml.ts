/** Reads YAML (or JSON, which is YAML) against a schema, with the line and column of whatever is wrong. */

import * as v from 'valibot';
import { type Document, isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { UserError } from './problem.js';

/** The key itself, where it stands on `path`. */
function keyNode(document: Document, path: readonly unknown[]): unknown {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  return parent.items.find(({ key }) => isScalar(key) && String(key.value) === path.at(-1))?.key;
}

/** The deepest node on `path` that is there. */
function valueNode(document: Document, path: readonly unknown[]): Node | undefined {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node;
  }
  return undefined;
}

/** `targets[0].model` */
const keyPath = (path: readonly unknown[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');

/**
 * The content of a file that is called `whole`, "a suite". Throws UserError: malformed, or what `schema` does not let pass.
 * `path` names the file in errors.
 */
export function readYaml<S extends v.GenericSchema>(
  text: string,
  path: string,
  schema: S,
  whole: string,
): v.InferOutput<S> {
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
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const keys = issue.path?.map(({ key }) => key) ?? [];
  const isKey = issue.path?.at(-1)?.origin === 'key';
  const key = isKey ? keyNode(document, keys) : undefined;
  const node = isNode(key) ? key : valueNode(document, keys);
  const { line, col } = lines.linePos(node?.range?.[0] ?? 0);
  throw new UserError(describe(issue, keys, isKey, whole), `${path}:${line}:${col}`);
}

function describe(
  issue: v.BaseIssue<unknown>,
  keys: readonly unknown[],
  isKey: boolean,
  whole: string,
): string {
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return `there is no field "${String(keys.at(-1))}" here`;
  if (issue.received === 'undefined') return `"${keyPath(keys)}" is missing`;
  const what =
    issue.kind === 'schema' && issue.type !== 'union'
      ? `must be ${issue.expected}, not ${issue.received}`
      : issue.message;
  // What is wrong with a key, its message names.
  const subject = isKey ? keys.slice(0, -1) : keys;
  return `${subject.length === 0 ? whole : `"${keyPath(subject)}"`} ${what}`;
}
