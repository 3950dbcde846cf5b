import { expect } from 'chai';
import { renderHtml } from '../../../../reports/formats/html/index.js';
import { reportFixture } from '../../fixture/index.js';
import { answerShown, examplesFixture } from '../../stories.js';

describe('a page of texts that take much room', () => {
  const [example] = examplesFixture().shown;
  const { length: empty } = renderHtml(reportFixture(), { shown: [], flagged: 0 });

  /** A sample with this text, as it comes. */
  const withText = (text: string, fields: { readonly prompt?: string; readonly prompt_id?: string } = {}) => {
    if (example === undefined) throw new Error('the fixture has examples');
    return answerShown({ ...example, ...fields, text, findings: [] });
  };

  /** Megabytes that as many texts as a page shows make it longer. */
  function megabytes(text: string, fields: Parameters<typeof withText>[1]): number {
    const shown = Array.from({ length: 400 }, () => withText(text, fields));
    return (renderHtml(reportFixture(), { shown, flagged: 400 }).length - empty) / 1e6;
  }

  for (const [what, unit] of [
    ['a hidden character again and again', '\u200b'],
    ['hidden characters by turns', '\u200b\u2060'],
    ['characters that HTML writes by name', '"&'],
    ['brackets', '<b>'],
    ['letters', 'あ'],
    ['hidden characters between letters', 'あ\u202e'],
  ] as const)
    it(`is bounded: ${what}`, () => {
      const text = unit.repeat(20_000 / unit.length);
      expect(megabytes(text, { prompt: text, prompt_id: text })).to.be.lessThan(50);
    });

  it('has answers of some thousand characters whole', () => {
    const text = `${'あ'.repeat(4000)}。`;
    expect(megabytes(text, { prompt: text })).to.be.greaterThan((400 * 2 * 4000) / 1e6);
  });

  it('says how often a hidden character stands in a row', () => {
    const text = `あ${'\u200b'.repeat(321)}`;
    const page = renderHtml(reportFixture(), { shown: [withText(text)], flagged: 1 });
    expect(page).to.include('<span class="chip">U+200B ×321</span>');
  });
});
