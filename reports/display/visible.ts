/** Characters that cannot be seen, or that change how their neighbours are seen, are made visible. */

/**
 * Controls, lone surrogates, line separators, bidi controls, zero-width and other ignorable characters. Not:
 * variation selectors, which only choose the form of the character that they follow.
 */
const hidden =
  /[[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\uFFF9-\uFFFB]--\p{Variation_Selector}]/gv;

/** What ZERO WIDTH JOINER and NON-JOINER stand between where spelling needs them: Arabic and Indic letters. */
const joined =
  /[\p{scx=Arab}\p{scx=Syrc}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}]/v;

const emojiBefore = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Variation_Selector}]/v;
const emojiAfter = /\p{Extended_Pictographic}/v;

/** A stretch of text that shows as it is, or the name of a character that does not, and how often it stands there in a row. */
export type Piece = { readonly text: string } | { readonly codePoint: string; readonly times: number };

function hexOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
}

/** `text` on one line with every hidden character as `\u{202E}`. For ids and names, where none belongs. */
export function escapeHidden(text: string): string {
  return text.replace(hidden, (character) => `\\u{${hexOf(character)}}`);
}

/**
 * What a terminal obeys instead of showing it: controls of C0 and C1 (ECMA-48) but tabs and the ends of lines, DEL, and the controls of
 * bidirectional text. Lone surrogates and separators with them.
 */
const obeyed = /\r\n|\x1b\[[\d;]*m|[[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]--[\n\t]]/gv;

/** `text` with what a terminal obeys as JSON writes it, `\u001b`; `keep` leaves colours and weights (SGR), which move and set nothing. */
export function showObeyed(text: string, keep?: 'colours'): string {
  return text.replace(obeyed, (found) => {
    if (found === '\r\n' || (keep === 'colours' && found.length > 1)) return found;
    return Array.from(found, (one) =>
      one > ' ' && one < '\x7f' ? one : `\\u${hexOf(one).toLowerCase().padStart(4, '0')}`,
    ).join('');
  });
}

/**
 * The code units from `start` to `end` of a text, cut at its hidden characters, each named `U+202E`. Line feeds and tabs
 * stay, a carriage return before a line feed goes (HTML would drop it too), joiners stay where spelling needs them. Takes time by
 * what is between `start` and `end` alone, however long the text is.
 */
export function visiblePieces(text: string, start = 0, end = text.length): Piece[] {
  const pieces: Piece[] = [];
  const part = text.slice(start, end);
  let shown = 0;
  const show = (to: number): void => {
    if (to > shown) pieces.push({ text: part.slice(shown, to) });
  };
  const name = (codePoint: string): void => {
    const last = pieces.at(-1);
    const times = last !== undefined && 'codePoint' in last && last.codePoint === codePoint ? last.times : 0;
    if (times > 0) pieces.pop();
    pieces.push({ codePoint, times: times + 1 });
  };
  for (const { 0: character, index } of part.matchAll(hidden)) {
    const after = index + character.length;
    if (character === '\n' || character === '\t' || belongs(text, start + index, character)) continue;
    show(index);
    shown = after;
    if (character === '\r' && text[start + after] === '\n') continue;
    name(`U+${hexOf(character).padStart(4, '0')}`);
  }
  show(part.length);
  return pieces;
}

/** True for a joiner between letters of a script that is spelt with it, or inside an emoji sequence. */
function belongs(text: string, at: number, character: string): boolean {
  if (character !== '\u200C' && character !== '\u200D') return false;
  const before = lastCharacter(text.slice(Math.max(0, at - 2), at));
  const following = text.codePointAt(at + 1);
  const after = following === undefined ? '' : String.fromCodePoint(following);
  if (joined.test(before) && (joined.test(after) || character === '\u200D')) return true;
  return character === '\u200D' && emojiBefore.test(before) && emojiAfter.test(after);
}

function lastCharacter(text: string): string {
  return Array.from(text).at(-1) ?? '';
}
