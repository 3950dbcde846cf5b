/** Latin script inside a language of another script: foreign words, and whole lines of them. */

import { languages } from '../policy/index.js';
import type { ExemptionName, Finding } from '../types.js';
import type { Span } from './letters.js';
import { addExemption, addFinding, codeAt, glossAt, type Pass, quotationAt, unlessDisabled } from './pass.js';
import { weigh } from './share.js';
import { exemptParticles, foreignSpans, type LatinWord } from './words.js';

/** Fewest Latin words, and ordinary ones among them, of a line that is a finding as a whole. */
const LINE_WORDS = 3;
const LINE_FOREIGN = 2;

/** Least probability with which a line's language is named; more for one without a policy, mostly a name or a file. */
const SURE = 0.5;
const SURE_OF_RARE = 0.9;

/** Largest share of the language's own letters in such a line. */
const LINE_OWN = 0.1;

/** The reason of where a word stands, else of what it is, else that it is quoted or that the prompt gave it. */
function exemptionOf(pass: Pass, word: LatinWord): ExemptionName | null {
  const place = codeAt(pass, word.start) ?? glossAt(pass, word.start)?.reason ?? word.exempt ?? undefined;
  if (place !== undefined) return place;
  const quotation = quotationAt(pass, word.start);
  if (quotation !== undefined || word.fused) return quotation ?? null;
  const isGiven =
    pass.prompt.hasWord(pass.text.slice(word.start, word.end)) || pass.prompt.namesScript('Latn');
  return isGiven ? 'prompt' : null;
}

/** The line around `at`, without the white space at its ends. */
function lineAround(text: string, at: number): Span {
  const end = text.indexOf('\n', at);
  const start = text.lastIndexOf('\n', at) + 1;
  const line = text.slice(start, end < 0 ? text.length : end);
  return { start: start + line.length - line.trimStart().length, end: start + line.trimEnd().length };
}

/** Whether a line is in another language as a whole, by its words and the share of the language's own letters. */
function isForeignLine({ text, policy }: Pass, line: Span, words: readonly LatinWord[]): boolean {
  const foreign = words.filter(({ exempt }) => exempt === null).length;
  if (words.length < LINE_WORDS || foreign < LINE_FOREIGN) return false;
  return weigh(text.slice(line.start, line.end), policy, []).own <= LINE_OWN;
}

/**
 * Findings of kind `word` and `line` among the Latin words of the whole text, after those of other scripts: a line that a third
 * script intrudes on is taken word by word, so that no finding covers another.
 */
export function latinFindings(pass: Pass, found: readonly LatinWord[]): void {
  const { text } = pass;
  const scripts = [...pass.findings];
  const words = exemptParticles(
    text,
    found.map((word) => {
      const exempt = unlessDisabled(pass, exemptionOf(pass, word));
      return exempt === word.exempt ? word : { ...word, exempt };
    }),
  );
  if (words.every(({ exempt }) => exempt !== null)) {
    for (const word of words) if (word.exempt !== null) addExemption(pass, word, word.exempt);
    return;
  }
  for (let from = 0, script = 0; from < words.length; ) {
    const line = lineAround(text, (words[from] as LatinWord).start);
    let to = from;
    while (to < words.length && (words[to] as LatinWord).start < line.end) to++;
    const inLine = words.slice(from, to);
    from = to;
    while (script < scripts.length && (scripts[script] as Finding).end <= line.start) script++;
    const intruded = (scripts[script]?.start ?? line.end) < line.end;
    if (!intruded && isForeignLine(pass, line, inLine)) {
      const plain = text.slice(line.start, line.end).toLowerCase();
      const guess = pass.identifier.identify(plain)[0];
      addFinding(
        pass,
        line,
        'line',
        'Latn',
        guess !== undefined && guess.probability >= (languages.includes(guess.language) ? SURE : SURE_OF_RARE)
          ? guess.language
          : undefined,
      );
      continue;
    }
    for (const word of inLine) if (word.exempt !== null) addExemption(pass, word, word.exempt);
    for (const span of foreignSpans(text, inLine)) addFinding(pass, span, 'word', 'Latn');
  }
}
