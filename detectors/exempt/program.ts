/** Programs that stand without a fence: texts, or lines of them, that are statements, commands or tags. */

import type { Span } from '../types.js';

/** A line that ends as statements do, with signs of a program in it. */
const STATEMENT =
  /[=(){}[\]<>+*$].*;\s*$|^\s*[a-z]+;\s*$|(?:^\s*|[)=:(>,]\s*|^\s*[\w.#-]+ )\{\s*$|^[)\]},;\s]+$/;
/** One that is a call, an assignment, a literal, tags alone. */
const CALL = /^\s*(?:await |new |return |yield )?[\w.$]+\([^\n]*\)[,:]?\s*$/;
const ASSIGNMENT = /^\s*(?:(?:const|let|var) )?[\w.[\]"']+(?:: ?[\w[\]]+)? ?[-+*/%|&:]?=(?!=) ?\S/;
const LITERAL = /^\s*(?:true|false|null|nil|undefined|nan)\s*$/i;
const TAGS = /^\s*(?:<[A-Za-z!/?][^<>]*>\s*)+$/;
/** One that begins with a word of a language of programs, and goes on as that language does. */
const KEYWORD =
  /^\s*(?:(?:async )?(?:def|class|function|if|elif|else|for|while|try|except|switch|fn|func|impl|struct|enum)\b[^\n]*[:{]\s*$|(?:return|yield|throw|raise)(?: [\w.[\]()"']+(?: [-+*/%<>=&|]{1,3} [\w.[\]()"']+)*)?$|(?:import|from) [\w.*]+(?: import [\w.*, ]+| as \w+)?$|import [^\n]* from ["']|#include\b|#!|>>> )/;
/** A command of a shell. */
const COMMAND =
  /^\s*(?:\$ )?(?:sudo )?(?:(?:npm|yarn|pnpm) (?:add|ci|i|init|install|run|start|test)|pip3? install|git (?:add|branch|checkout|clone|commit|diff|fetch|init|log|merge|pull|push|rebase|reset|stash|status|switch)|docker (?:build|compose|exec|images|ps|pull|run)|(?:apt|apt-get|brew) (?:install|update|upgrade)|(?:cargo|go) (?:build|run|test)|(?:cat|cd|chmod|cp|curl|kubectl|ls|mkdir|mv|python3?|rm|ssh|wget) \S*[-/.~])/;
/** SQL, over as many lines as it takes. */
const QUERY =
  /^\s*(?:SELECT\b[^;]*\bFROM\b|INSERT INTO\b[^;]*\b(?:VALUES|SELECT)\b|UPDATE\b[^;]*\bSET\b|DELETE FROM\b|CREATE (?:TABLE|VIEW|INDEX)\b|ALTER TABLE\b|WITH \w+ AS ?\()[^;]*;?\s*$/i;

const COMMENT = /^\s*(?:#|\/\/|--\s|\*|\/\*)/;

/** A line that opens a block or a clause of SQL, and a list of literals. */
const OPENING = /^\s*[\w$.][^\u0080-\uffff]*[\w)"'\]] \{$/;
const CLAUSE =
  /^\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE(?: OR REPLACE)?|ALTER|DROP) (?:[A-Z]{2,} )*[\w*"`(]|^\s*(?:FROM|WHERE|(?:LEFT |RIGHT |INNER )?JOIN|GROUP BY|ORDER BY|VALUES|BEGIN|END;|EXECUTE|RETURN|FOR EACH)\b[^a-z]*[\w_.]*/;
const LIST =
  /^\s*(?:[\w.]+ ?= ?)?[[({](?:\s*(?:"[^"]*"|'[^']*'|[\d.]+|True|False|None|null)\s*,?){2,}[\])}][,;]?\s*$/;
/** One of a file of settings: `interface: 0.0.0.0`, `key = value`. Three of them in a row are such a file. */
const SETTING = /^\s*(?:- )?[a-z][\w.-]*(?:: |:$| ?= ?)\S*(?: \S+)?$/;
const SETTINGS = 3;
/** What may stand in a program beside such lines: no letter but those of ASCII, outside comments and texts, and a sign of a program. */
const TEXT = /"[^"\n]*"|'[^'\n]*'/g;
const SIGN = /[=(){}[\];]|""\s*:|\b[A-Z]{3,}\b.*,$|^\s*[\w.$"-]+(?: [\w.$"-]+)?[,:\\]$|^\s+\S+(?: \S+)?$/;
/** A command of TeX: its formulas are none. */
const TEX = /\\[A-Za-z]{2}|\\[[\]()]/;
const OTHER_LETTER = /[\p{L}--[A-Za-z]]/v;
/** Words as prose has them, without a sign between. */
const PHRASE = /[a-z]{2,} [a-z]{2,} [a-z]{2,}/;

const FORMS = [STATEMENT, CALL, ASSIGNMENT, LITERAL, TAGS, KEYWORD, COMMAND];

const STRONG = [STATEMENT, KEYWORD, COMMAND, OPENING, CLAUSE, LIST];

type LineForm = 'strong' | 'setting' | 'weak' | 'comment' | 'prose';

/** What no line of a program begins with, nor has before its first text or comment. */
const PROSE = /^[\s*•-]*[^"'#/\u00aa-\uffff-]*[\u0370-\u1fff\u2c00-\ud7ff\uf900-\ufaff]/;
/** Words that lines of programs begin with, where no sign tells them. */
const HEADS =
  '\\$ |sudo|import|from|return|yield|throw|raise|true|false|null|nil|undefined|nan|else|try|do|npm|yarn|pnpm|pip3?|git|docker|apt|apt-get|brew|cargo|go|cat|cd|chmod|cp|curl|kubectl|ls|mkdir|mv|python3?|rm|ssh|wget|[A-Z]{3,}';
/** What any line of a program has: a sign, or such a word. */
const HINT = new RegExp(`[=(){}[\\]<>;:#/]|[,\\\\]\\s*$|^\\s*(?:${HEADS})\\b`);
/** What a text has with a line that makes a program: most have none, and looking for that alone costs little. */
const MAYBE = new RegExp(
  `[;{}][ \\t]*$|^[ \\t]*(?:(?:${HEADS}|def|class|function|if|elif|for|while|switch|except|fn|func|impl|struct|enum|async)\\b|#include|#!|>>> |[a-z][\\w.-]*(?:: |:$| ?= ?)|(?:[\\w.]+ ?= ?)?[[({])`,
  'm',
);

function formOf(line: string): LineForm {
  // Most of what comes by is prose in the language.
  if (PROSE.test(line) || !HINT.test(line)) return 'prose';
  if (COMMENT.test(line)) return 'comment';
  const bare = line
    .replace(TEXT, '""')
    .replace(/(?:\s#|\/\/|--\s).*$/, '')
    .trimEnd();
  if (bare === '' || OTHER_LETTER.test(bare) || TEX.test(bare)) return 'prose';
  if (STRONG.some((form) => form.test(bare))) return 'strong';
  if (SETTING.test(bare)) return 'setting';
  return SIGN.test(bare) && !PHRASE.test(bare) ? 'weak' : 'prose';
}

/** Code units of the longest line that is looked at. */
const LONGEST_LINE = 400;

/** What a text for people has: several words, or a letter that no name in a program has. */
const SAID = /[^\S\n]|[^\u0000-\u007f]/;

/** What of a stretch of lines is no text for people. */
function withoutTexts(text: string, start: number, end: number): Span[] {
  const spans: Span[] = [];
  let from = start;
  for (const { 0: quoted, index } of text.slice(start, end).matchAll(TEXT)) {
    if (!SAID.test(quoted)) continue;
    spans.push({ start: from, end: start + index });
    from = start + index + quoted.length;
  }
  spans.push({ start: from, end });
  return spans;
}

/**
 * The stretches of whole lines, without a blank one, that are a program or a file of settings, but for texts for people in them; sorted
 * and disjoint.
 */
export function programLines(text: string): Span[] {
  const spans: Span[] = [];
  let open: { start: number; end: number; strong: boolean; settings: number } | undefined;
  const close = (): void => {
    if (open !== undefined && (open.strong || open.settings >= SETTINGS))
      for (const span of withoutTexts(text, open.start, open.end)) spans.push(span);
    open = undefined;
  };
  if (!MAYBE.test(text)) return spans;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = end - start > LONGEST_LINE ? '' : text.slice(start, end);
    const form = formOf(line);
    if (form === 'prose') close();
    else {
      open ??= { start, end, strong: false, settings: 0 };
      open.end = end;
      if (form === 'strong') open.strong = true;
      if (form === 'setting') open.settings++;
    }
    start = end + 1;
  }
  close();
  return spans;
}

/** Code units up to which a text is looked at. */
const LONGEST = 4000;

/** Whether a text is a program: every line is, but comments, of which at most half are. */
export function isProgram(text: string): boolean {
  if (text.length > LONGEST) return false;
  if (QUERY.test(text)) return true;
  let statements = 0;
  let comments = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    start = end + 1;
    if (line.trim() === '') continue;
    if (COMMENT.test(line)) comments++;
    // Most of what comes by is prose, and ends this at its first line.
    else if (FORMS.some((form) => form.test(line))) statements++;
    else return false;
  }
  return statements > 0 && comments <= statements;
}
