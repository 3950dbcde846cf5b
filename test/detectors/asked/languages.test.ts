import { expect } from 'chai';
import { detect, policyFor } from '../../../detectors/index.js';
import { sentencesIn, WORDS } from '../../support/phrases.js';
import { COMPLAINTS, FORBIDDING, MENTIONS, type Request, WISHES } from './requests/index.js';

/** Whether the prompt excuses a word of a script in an answer of the language; without it, it is found. */
function excuses([language, prompt, script]: Request): boolean {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(language);
  const text = `${sentencesIn(language)[0]} ${WORDS[script]}`;
  const found = ({ findings }: { findings: readonly { text: string }[] }): boolean =>
    findings.some((finding) => finding.text === WORDS[script]);
  expect(found(detect(text, policy)), text).to.equal(true);
  return !found(detect(text, policy, { prompt }));
}

describe('a language that a prompt names', () => {
  for (const row of WISHES)
    it(`is excused where it is asked for: ${row[1]}`, () => {
      expect(excuses(row)).to.equal(true);
    });

  for (const row of MENTIONS)
    it(`is not where it is only spoken of: ${row[1]}`, () => {
      expect(excuses(row)).to.equal(false);
    });

  for (const row of FORBIDDING)
    it(`is not where it is forbidden: ${row[1]}`, () => {
      expect(excuses(row)).to.equal(false);
    });

  for (const row of COMPLAINTS)
    it(`is not where it is complained of or to go: ${row[1]}`, () => {
      expect(excuses(row)).to.equal(false);
    });

  it('is excused with those that are asked for beside it', () => {
    for (const script of ['Cyrl', 'Hang', 'Grek'])
      expect(excuses(['en', 'Translate this into Russian, Korean and Greek.', script]), script).to.equal(
        true,
      );
  });

  it('is not where the request stands in a text that it is about', () => {
    const article = 'The ministry said that nothing had changed. '.repeat(40);
    expect(
      excuses(['en', `Sum this up. ${article}They write letters in Russian. ${article}`, 'Cyrl']),
    ).to.equal(false);
  });
});
