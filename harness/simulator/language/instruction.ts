/** The part of a message that asks for something, apart from what it brings along to be read, translated or mended. */

/** Fenced code, and what stands in quotation marks. */
const BROUGHT = /```.*?(?:```|$)|[“„][^”“„]*[”“]|«[^«»]*»|「[^「」]*」|『[^『』]*』|"[^"\n]*"/gsu;

/** Letters that are enough to tell a language by: a greeting has fewer. */
const ENOUGH = 12;

/** The first paragraphs of `text` outside quotations; all of it where that leaves nothing. */
export function instructionOf(text: string): string {
  let instruction = '';
  let letters = 0;
  for (const paragraph of text.replace(BROUGHT, ' ').split(/\n\s*\n/)) {
    instruction += `${paragraph}\n`;
    letters += paragraph.match(/\p{L}/gu)?.length ?? 0;
    if (letters >= ENOUGH) break;
  }
  return letters > 0 ? instruction : text;
}
