/** YAML, and JSON, which is YAML: a file against a schema, or a list item by item, with the place of whatever is wrong. */

import * as v from 'valibot';
import {
  Composer,
  type CST,
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  Parser,
  YAMLParseError,
} from 'yaml';
import { shortened, UserError } from './problem.js';
import type { Unread, Value } from './row.js';
import { longNumber, plainValue, wrongIn } from './yaml-checks.js';

/** Code units of a text, of which each takes some 40 bytes when it is parsed. */
const LONGEST = 32 << 20;

/** Lists and mappings within each other: what is deeper takes more of the stack than there is, and ends the process. */
const DEEPEST = 100;

/** A place in a text, both from 1. */
interface Place {
  readonly line: number;
  readonly col: number;
}

interface Parsed {
  readonly document: Document;
  /** The place of a code unit; of the beginning where there is none. */
  placeOf(offset: number | undefined): Place;
  /** The first thing that is malformed. */
  readonly error?: Place & { readonly message: string };
}

/** The tokens of a text. Throws UserError at the place where it goes too deep. */
function* tokensOf(text: string, path: string, lines: LineCounter): Generator<CST.Token> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    if (parser.stack.length > DEEPEST) {
      const { line, col } = lines.linePos(parser.offset);
      throw new UserError(`nested more than ${DEEPEST} deep`, `${path}:${line}:${col}`);
    }
    yield* parser.next(lexeme);
  }
  yield* parser.end();
}

/** The only document of a text, as yaml's `parseDocument` makes it; its errors say where there is another one. */
function documentOf(text: string, path: string, lines: LineCounter): Document {
  const composer = new Composer({ prettyErrors: false, merge: true, uniqueKeys: false });
  const documents = composer.compose(tokensOf(text, path, lines), true, text.length);
  const { value: document } = documents.next();
  // Of an empty text there is an empty one.
  if (document === undefined) throw new Error('no document');
  const { value: other } = documents.next();
  if (other !== undefined)
    document.errors.push(
      new YAMLParseError(
        [other.range[0], other.range[1]],
        'MULTIPLE_DOCS',
        'there is more than one document',
      ),
    );
  return document;
}

function parse(text: string, path: string): Parsed {
  if (text.length > LONGEST)
    throw new UserError(
      `the file is larger than ${LONGEST >> 20} MiB`,
      path,
      'write a list of prompts as JSONL',
    );
  const lines = new LineCounter();
  const document = documentOf(text, path, lines);
  const placeOf = (offset = 0): Place => lines.linePos(offset);
  const [first] = document.errors;
  const wrong =
    first === undefined
      ? wrongIn(document)
      : { at: first.pos[0], message: first.message.replace(/\s+/g, ' ') };
  if (wrong === undefined) return { document, placeOf };
  return { document, placeOf, error: { ...placeOf(wrong.at), message: wrong.message } };
}

/** Code units of a number in a message. */
const SHOWN = 40;

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
 * The content of a file that is called `whole`, "a suite". Throws UserError: malformed, too large, or what `schema` does not let pass.
 * `path` names the file in errors.
 */
export function parseYaml<S extends v.GenericSchema>(
  text: string,
  path: string,
  schema: S,
  whole: string,
): v.InferOutput<S> {
  const { document, placeOf, error } = parse(text, path);
  if (error !== undefined)
    throw new UserError(`malformed YAML: ${error.message}`, `${path}:${error.line}:${error.col}`);
  const long = longNumber(document);
  if (long !== undefined) {
    const { line, col } = placeOf(long.range?.[0]);
    const what = `the whole number ${shortened(long.source ?? '', SHOWN)} is beyond 2^53: its last digits would be lost`;
    throw new UserError(what, `${path}:${line}:${col}`, 'write a smaller one, or a text in quotation marks');
  }
  let value: unknown;
  try {
    value = plainValue(() => document.toJS());
  } catch (problem) {
    // An alias that is no anchor's, or one that would grow without end.
    throw new UserError(`malformed YAML: ${(problem as Error).message}`, path);
  }
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const keys = issue.path?.map(({ key }) => key) ?? [];
  const isKey = issue.path?.at(-1)?.origin === 'key';
  const key = isKey ? keyNode(document, keys) : undefined;
  const node = isNode(key) ? key : valueNode(document, keys);
  const { line, col } = placeOf(node?.range?.[0]);
  throw new UserError(describe(issue, keys, isKey, whole), `${path}:${line}:${col}`);
}

/** UTF-16 code units of a text that is quoted where one of a few belongs. */
const QUOTED = 24;

/** What stands where something else belongs. A text is quoted only where it looks like a choice: a key may have been pasted there. */
function receivedBy({ type, received }: v.BaseIssue<unknown>): string {
  if (!received.startsWith('"')) return /^\d{7}/.test(received) ? 'a number' : received;
  const isChoice = type === 'picklist' || type === 'literal';
  return isChoice && /^"[A-Za-z-]+\d?"$/.test(received) && received.length <= QUOTED ? received : 'a text';
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
      ? `must be ${issue.expected}, not ${receivedBy(issue)}`
      : issue.message;
  // What is wrong with a key, its message names.
  const subject = isKey ? keys.slice(0, -1) : keys;
  return `${subject.length === 0 ? whole : `"${keyPath(subject)}"`} ${what}`;
}

/**
 * The items of a list, or of the one under `key` of a mapping; nothing where the text is empty. `path` names the file in places. Throws
 * UserError where it is too large.
 */
export function* parseYamlRows(text: string, path: string, key: string): Generator<Value | Unread> {
  const { document, placeOf, error } = parse(text, path);
  const unread = (line: number, reason: string): Unread => ({
    kind: 'unread',
    where: `${path}:${line}`,
    reason,
  });
  const malformed = 'malformed YAML or JSON: ';
  if (error !== undefined) {
    yield unread(error.line, malformed + error.message);
    return;
  }
  const { contents } = document;
  const list = isMap(contents) ? contents.get(key) : contents;
  if (!isSeq(list)) {
    if (contents !== null)
      yield { ...unread(1, `the file holds no list of ${key}`), todo: `write a list, or one under "${key}"` };
    return;
  }
  for (const item of list.items) {
    const { line } = placeOf(isNode(item) ? item.range?.[0] : undefined);
    let value: unknown;
    try {
      value = plainValue(() => (isNode(item) ? item.toJS(document) : item));
    } catch (problem) {
      yield unread(line, malformed + (problem as Error).message);
      continue;
    }
    yield { kind: 'value', where: `${path}:${line}`, number: line, value };
  }
}
