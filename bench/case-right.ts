/** What the `right` of a case says in words, as something that a line of `detect --jsonl` either is or is not. */

/** A line of `offscript detect --jsonl`. */
export interface Detected {
  readonly mixed: boolean;
  readonly damaged: boolean;
  readonly code_mixed: boolean;
  readonly wrong_language: boolean;
  readonly too_short: boolean;
  readonly asked_otherwise: boolean;
  readonly findings: readonly { readonly text: string; readonly kind: string; readonly script: string }[];
}

/** `read`: it says something that only a reader can judge. */
export type Mark = 'right' | 'wrong' | 'debatable' | 'read';

const clean = ({ mixed, damaged, wrong_language, too_short, asked_otherwise }: Detected): boolean =>
  !mixed && !damaged && !wrong_language && !too_short && !asked_otherwise;

const foundIn = ({ findings }: Detected, script: string): boolean =>
  findings.some(
    (finding) => finding.script === script || (script.startsWith('Han') && finding.script === 'Hani'),
  );

/** Each way in which cases say what is right, the first that fits; what stands in brackets explains and is left out. */
const WAYS: readonly (readonly [RegExp, (line: Detected, words: RegExpExecArray) => boolean])[] = [
  [/never "?clean"?/, (line) => !clean(line) || line.code_mixed],
  [/^named as damage/, ({ findings }) => findings.some(({ kind }) => kind === 'damage')],
  [/no language mixing|not mixed/, ({ mixed, wrong_language }) => !mixed && !wrong_language],
  [/^not wrong_language/, ({ wrong_language }) => !wrong_language],
  [/^wrong language or mixed/, ({ mixed, wrong_language }) => mixed || wrong_language],
  [/^clean/, clean],
  [/^mixed, (\p{Lu}\p{Ll}{3})\b/u, (line, [, script = '']) => line.mixed && foundIn(line, script)],
  [/^mixed/, ({ mixed }) => mixed],
  [/^script .* as the letters are/, (line) => line.mixed && !foundIn(line, 'Latn')],
  [/^reported somewhere/, ({ findings }) => findings.length > 0],
];

/** Whether a line is what the case says is right. */
export function markOf(right: string, line: Detected): Mark {
  if (right.startsWith('debatable') || right.includes('documented limit')) return 'debatable';
  for (const [way, holds] of WAYS) {
    const words = way.exec(right.replace(/\([^)]*\)/g, ''));
    if (words !== null) return holds(line, words) ? 'right' : 'wrong';
  }
  return 'read';
}
