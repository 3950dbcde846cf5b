/**
 * Normalisation of texts that anybody may have written. Putting marks in order takes time by the square of their number, so of a row
 * of marks so many are looked at together as the Stream-Safe Text Format allows (UAX #15, 13): no language has as many.
 */

/** Marks in a row that are put in order together. */
export const MARKS_TOGETHER = 30;

const MARK = /^\p{M}/u;
const MARKS = new RegExp(`\\p{M}{${MARKS_TOGETHER}}(?=\\p{M})`, 'gu');

/** Stretches without a mark that most texts are made of: they are told without a look at the character. */
const isPlain = (unit: number): boolean =>
  unit < 0x300 || (unit >= 0x3400 && unit < 0xa66f) || (unit >= 0xac00 && unit < 0xd800);

/** Whether a text may have more marks in a row than are put in order together: those would reach over one of the units looked at. */
function mayHaveMany(text: string): boolean {
  for (let at = MARKS_TOGETHER; at < text.length; at += MARKS_TOGETHER) {
    const unit = text.charCodeAt(at);
    if (isPlain(unit)) continue;
    // Marks beyond the BMP are written as two units, of which the second one may be met.
    if (
      unit >= 0xdc00 && unit < 0xe000
        ? MARK.test(text.slice(at - 1, at + 1))
        : MARK.test(text.slice(at, at + 2))
    )
      return true;
  }
  return false;
}

/** The text in a normalisation form, NFC without one. Of more than 30 marks in a row, every 30 are by themselves. */
export function normalForm(text: string, form: 'NFC' | 'NFKC' = 'NFC'): string {
  if (!mayHaveMany(text)) return text.normalize(form);
  const pieces: string[] = [];
  let from = 0;
  for (const { 0: marks, index } of text.matchAll(MARKS)) {
    pieces.push(text.slice(from, index + marks.length).normalize(form));
    from = index + marks.length;
  }
  pieces.push(text.slice(from).normalize(form));
  return pieces.join('');
}
