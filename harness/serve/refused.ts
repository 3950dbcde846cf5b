/** What the server does not answer as it was asked to: a status and one error in JSON. */

import { type Problem, problemLine, shortened, UserError } from '../../files/index.js';

/** Thrown where a request is refused. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly problem: Problem;
  /** Headers that go with the status. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, problem: Problem, headers: Readonly<Record<string, string>> = {}) {
    super(problemLine(problem));
    this.status = status;
    this.problem = problem;
    this.headers = headers;
  }
}

/** Status of what is the user's to mend. */
const BAD_REQUEST = 400;

/** Code units that an error says of what is wrong: it may quote what was sent. */
const SHOWN = 300;

/** What is refused, for whatever was thrown; undefined where it is a fault of the server's own. */
export function refusedBy(error: unknown): Refused | undefined {
  if (error instanceof Refused) return error;
  if (!(error instanceof UserError)) return undefined;
  return new Refused(BAD_REQUEST, { ...error.problem, what: shortened(error.problem.what, SHOWN) });
}

/** `{"error": {"message", "what", "where", "todo"}}`: the line, and its parts. */
export function errorOf(problem: Problem): Readonly<Record<string, unknown>> {
  return { error: { message: problemLine(problem), ...problem } };
}
