/** Languages of computers, whose names stand in logs where a language is looked for, and may be tags of spoken ones. */

import { hasPolicy, nameOfLanguage, tagOfLanguage } from './languages.js';

/** Names and endings of files, as data sets of code have them. */
const NAMES: ReadonlySet<string> = new Set(
  `c c++ cpp c# csharp f# java kotlin kt javascript js jsx typescript tsx python py ruby rb go golang rust rs php perl swift scala
  clojure clj haskell hs ocaml fsharp elixir erlang elm dart zig nim julia lua r matlab octave fortran cobol pascal delphi ada lisp
  racket rkt scheme prolog coq lean groovy solidity sol vhdl verilog cuda bash shell zsh powershell awk sed sql html css scss tex latex
  json yaml yml xml toml csv tsv txt markdown assembly visualbasic vbnet objectivec objective-c sas stata tcl d nix`.split(
    /\s+/,
  ),
);

/** Endings that are tags of languages whose texts people have: Czech and C#, Serbian and the shell, Tsonga and TypeScript. */
const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['cs', 'C#'],
  ['sh', 'shell'],
  ['ts', 'TypeScript'],
  ['pl', 'Perl'],
  ['ml', 'OCaml'],
  ['el', 'Emacs Lisp'],
  ['sv', 'SystemVerilog'],
  ['ps', 'PostScript'],
  ['sc', 'Scala'],
  ['cr', 'Crystal'],
]);

/** What a column that holds such a name holds besides, with one of them; null where nothing else stands there. */
export type Column = { readonly of: 'computers' | 'people' | 'both'; readonly witness: string } | null;

const plain = (written: string): string => written.trim().toLowerCase();

/** Whether a name may be of either kind, so that the column has to say. */
export const isAmbiguous = (written: string): boolean =>
  (NAMES.has(plain(written)) || ENDINGS.has(plain(written))) && isSpoken(written);

/** What the names of a column say of those that may be of either kind. */
export function columnOf(names: Iterable<string>): Column {
  let computers: string | undefined;
  let people: string | undefined;
  for (const name of names) {
    if (isAmbiguous(name)) continue;
    if (NAMES.has(plain(name))) computers ??= name;
    else if (hasPolicy(tagOfLanguage(name))) people ??= name;
  }
  if (computers !== undefined) return { of: people === undefined ? 'computers' : 'both', witness: computers };
  return people === undefined ? null : { of: 'people', witness: people };
}

/** Whether a name is the tag of a language that is spoken: a policy is made for any that looks like one. */
function isSpoken(written: string): boolean {
  const tag = tagOfLanguage(written);
  return hasPolicy(tag) && nameOfLanguage(tag) !== tag;
}

/** Whether a name is that of a language of computers, in such a column. Where it does not say, an ending is a tag, and a name a name. */
export function isOfComputers(written: string, column: Column): boolean {
  if (NAMES.has(plain(written))) return column?.of !== 'people' || !isSpoken(written);
  return ENDINGS.has(plain(written)) && column?.of === 'computers';
}

/** `C#` for `cs`; of a name that is one already, that it is. */
export const nameOfComputers = (written: string): string => ENDINGS.get(plain(written)) ?? 'one of computers';
