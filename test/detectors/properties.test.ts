import { expect } from 'chai';
import fc from 'fast-check';
import {
  type Context,
  type Detection,
  detect,
  isMixing,
  languages,
  policyFor,
} from '../../detectors/index.js';
import { loadIdentifier } from '../../harness/identifier/index.js';

/** Any sequence of UTF-16 code units: lone surrogates, controls, bidi marks, unassigned ones included. */
const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
  .map((codes) => String.fromCharCode(...codes));

/** Pieces that rules look at, so that random text reaches them. */
const pieces = fc.constantFrom(
  '(',
  ')',
  '（',
  '）',
  '`',
  '```',
  '```\n',
  '~~~\n',
  '$',
  '$$',
  '\\(',
  '\\)',
  '\\alpha',
  '"',
  '“',
  '”',
  '«',
  '»',
  '「',
  '」',
  "'",
  '’',
  '\n',
  '\r\n',
  ' ',
  '\u00a0',
  '\u200b',
  '\u200f',
  '\u202e',
  '\u2066',
  '\ufeff',
  '\ufffd',
  '\0',
  '\ud800',
  '\udc00',
  '😀',
  '👩‍💻',
  'https://example.com/путь',
  'a@example.com',
  'C:\\x\\y',
  '/usr/bin',
  'file.txt',
  '12 km',
  '5',
  'Title:',
  'NASA',
  'iPhone',
  'house',
  'This is a whole sentence in English.',
  'Это целое предложение.',
  'Це ціле речення про їжака.',
  'これは日本語の文です。',
  '这是一个中文句子。',
  '這是一個句子。',
  '한국어 문장입니다.',
  'هذه جملة عربية.',
  'यह एक वाक्य है।',
  'Đây là một câu.',
  'ประโยค',
  'שלום',
  'β',
  'Ω',
  'é',
  'e\u0301',
  'か\u3099',
  'ᄀ\u1161',
  '々',
  'ー',
  '・',
  '-',
  '_',
  '*',
  '#',
  '|',
  '{"a": "b"}',
);
const spliced = fc.array(fc.oneof(pieces, units), { maxLength: 25 }).map((parts) => parts.join(''));

const languageOf = fc.constantFrom(...languages);
const prompts = fc.option(spliced, { nil: undefined });

function check(
  text: string,
  { findings, exemptions, letters, mixed, wrongLanguage, tooShort }: Detection,
): void {
  let end = 0;
  for (const finding of findings) {
    expect(finding.start).to.be.at.least(end);
    expect(finding.end).to.be.greaterThan(finding.start).and.at.most(text.length);
    expect(finding.text).to.equal(text.slice(finding.start, finding.end));
    end = finding.end;
  }
  let start = 0;
  for (const exemption of exemptions) {
    expect(exemption.start).to.be.at.least(start);
    expect(exemption.end).to.be.greaterThan(exemption.start).and.at.most(text.length);
    expect(exemption.text).to.equal(text.slice(exemption.start, exemption.end));
    start = exemption.start;
  }
  expect(letters).to.be.at.least(0).and.at.most(text.normalize('NFC').length);
  const mixing = findings.some(isMixing);
  expect(mixed).to.equal(wrongLanguage === null && !tooShort && mixing);
  if (tooShort) expect([letters < 2 || !mixing, wrongLanguage]).to.deep.equal([true, null]);
  if (wrongLanguage?.share !== undefined) expect(wrongLanguage.share).to.be.within(0, 1);
}

describe('detection of any string', () => {
  let identifier: NonNullable<Context['identifier']>;
  before(async () => {
    identifier = await loadIdentifier('fasttext');
  });

  for (const name of ['fasttext', 'franc'] as const) {
    it(`gives findings inside the text, sorted and disjoint, with ${name}`, () => {
      fc.assert(
        fc.property(spliced, languageOf, prompts, (text, language, prompt) => {
          const policy = policyFor(language);
          if (policy === undefined) return false;
          const context = {
            ...(prompt !== undefined && { prompt }),
            ...(name === 'fasttext' && { identifier }),
          };
          const detection = detect(text, policy, context);
          check(text, detection);
          expect(detect(text, policy, context)).to.deep.equal(detection);
          return true;
        }),
        { numRuns: 1500 },
      );
    });
  }

  it('accepts every single UTF-16 code unit, in every language', () => {
    for (const language of languages) {
      const policy = policyFor(language);
      if (policy === undefined) throw new Error(language);
      for (let unit = 0; unit < 0x10000; unit += 31) {
        const text = String.fromCharCode(unit);
        check(text, detect(text, policy));
      }
    }
  });

  it('does not depend on what was judged before', () => {
    const policy = policyFor('ja');
    if (policy === undefined) throw new Error('ja');
    const text = 'この问题は решение です。';
    const alone = detect(text, policy);
    fc.assert(
      fc.property(spliced, languageOf, (other, language) => {
        const theirs = policyFor(language);
        if (theirs === undefined) return false;
        detect(other, theirs);
        expect(detect(text, policy)).to.deep.equal(alone);
        return true;
      }),
      { numRuns: 100 },
    );
  });
});

describe('hostile text', () => {
  const MANY = 300_000;
  const intruder = ' решение ';
  for (const piece of ['(', '（', '`', '`a', '```\n', '$', '\\[', '“', '"a" ', '<a', '{', '['] as const) {
    it(`of ${MANY} times ${JSON.stringify(piece)} hides no intruder that stands on a line of its own before it`, () => {
      const policy = policyFor('ja');
      if (policy === undefined) throw new Error('ja');
      const text = `これは${intruder}です。\n${piece.repeat(MANY)}`;
      const { findings } = detect(text, policy);
      expect(findings[0]?.text).to.equal(intruder.trim());
    });
  }
});
