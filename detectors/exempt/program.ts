/** Programs that stand without a fence: a text all of whose lines are statements, commands or tags. */

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

const FORMS = [STATEMENT, CALL, ASSIGNMENT, LITERAL, TAGS, KEYWORD, COMMAND];

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
