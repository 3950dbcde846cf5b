/** Reads a document that a command wrote, and checks it: people mend, cut and mistake files. */

import * as v from 'valibot';
import { readDocument, shortened, UserError } from '../../files/index.js';

/** What a file is to be. */
export interface FoundKind {
  /** What is said of one that is something else: `this is no scan`. */
  readonly other: string;
  /** The command that writes it. */
  readonly by: string;
}

/** UTF-16 code units of what is said of a wrong value, which is quoted there. */
const SHOWN = 200;

/** What a file holds by a schema. Rejects with UserError: no such file, no JSON, of another form. */
export async function readFound<Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
  { other, by }: FoundKind,
): Promise<v.InferOutput<Schema>> {
  const checked = v.safeParse(schema, await readDocument(path), { abortEarly: true });
  if (checked.success) return checked.output;
  const [issue] = checked.issues;
  const key = v.getDotPath(issue);
  throw new UserError(
    `${other}: ${key === null ? '' : `${key}: `}${shortened(issue.message, SHOWN)}`,
    path,
    `name a file that \`${by}\` wrote`,
  );
}
