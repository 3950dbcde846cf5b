/** What a user caused: what is wrong, where it stands, and what to do about it. */

/** A problem of the user's, in parts: every place that shows it puts them together as it needs. */
export interface Problem {
  /** What is wrong. */
  readonly what: string;
  /** `file:line:column`, a key path or an option; empty where there is no place. */
  readonly where: string;
  /** What to do about it; empty where `what` says it already. */
  readonly todo: string;
}

/** `where: what; todo` on one line. */
export function problemLine({ what, where, todo }: Problem): string {
  return `${where === '' ? '' : `${where}: `}${what}${todo === '' ? '' : `; ${todo}`}`;
}

/** UTF-16 code units of a part: what a file holds may stand in it, and a pipe takes 64 KiB before the process ends. */
const LONGEST = 2000;

/** Carries a {@link Problem} to the command line, which prints its line and exits with 2. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly problem: Problem;

  /** The parts are those of a {@link Problem}; what is very long of them is cut. */
  constructor(what: string, where = '', todo = '') {
    const cut = (part: string): string => shortened(part, LONGEST);
    const problem = { what: cut(what), where: cut(where), todo: cut(todo) };
    super(problemLine(problem));
    this.problem = problem;
  }
}

/** At most `units` UTF-16 code units of a text, with an ellipsis where it was cut; never half a surrogate pair. */
export function shortened(text: string, units: number): string {
  if (text.length <= units) return text;
  return `${text.slice(0, units).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** `64 MiB` */
export const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`;
