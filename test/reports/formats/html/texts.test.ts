import { expect } from 'chai';
import { renderHtml } from '../../../../reports/formats/html/index.js';
import { UNITS } from '../../../../reports/formats/html/samples/excerpt.js';
import { reportFixture, withSeries } from '../../fixture/index.js';
import { withVendors } from '../../fixture/vendors.js';
import { hostile, hostileExamples, hostileReport } from '../../hostile.js';
import { examplesFixture } from '../../stories.js';
import { opener, styleOf } from './opened.js';

describe('texts of samples on the page', () => {
  const open = opener();
  const good = () => renderHtml(reportFixture(), examplesFixture(), { generatedAt: '2025-11-24 02:30 UTC' });
  const bad = () =>
    renderHtml(withVendors(withSeries(hostileReport())), hostileExamples(), {
      title: hostile,
      generatedAt: hostile,
    });

  it('shows in which channel of a sample something is flagged, folded beside the answer, and chooses by it', async () => {
    const examples = examplesFixture();
    const shown = examples.shown.map((example, i) =>
      i % 3 === 0
        ? {
            ...example,
            texts: example.texts.flatMap((text) => [
              { ...text, state: 'clean' as const, findings: [], instead: null, flagged: false },
              { ...text, channel: 'reasoning' as const },
            ]),
          }
        : example,
    );
    const { page } = await open(renderHtml(reportFixture(), { ...examples, shown }));
    await page.locator('.rare summary').click();
    await page.locator('#by-channel').selectOption('reasoning');
    const states = await page.locator('.sample:visible .state').allTextContents();
    expect(states.length).to.equal(Math.ceil(shown.length / 3));
    for (const state of states) expect(state).to.match(/^reasoning: (?:mixed|wrong language)/);
    expect(await page.locator('.sample .reasoning mark:visible').count()).to.equal(0);
    await page.locator('.beside summary').first().click();
    expect(await page.locator('.sample .reasoning mark:visible').count()).to.be.above(0);
    await page.close();
  });

  it('marks exactly the findings', async () => {
    const { page } = await open(good(), { script: false });
    for (const { key, texts } of examplesFixture().shown) {
      expect(await page.locator(`[id="sample=${key}"] mark`).allTextContents()).to.deep.equal(
        texts.flatMap(({ findings }) => findings.map((found) => found.text)),
      );
    }
    await page.close();
  });

  it('sets each response in its language and direction', async () => {
    const { page } = await open(good());
    const arabic = page.locator('.sample[data-language="ar"] .response[lang="ar"]').first();
    expect(await styleOf(arabic, 'direction')).to.equal('rtl');
    expect(await arabic.locator('mark').count()).to.equal(2);
    const mark = arabic.locator('mark').first();
    expect(await styleOf(mark, 'direction')).to.equal('ltr');
    expect(await styleOf(mark, 'unicodeBidi')).to.equal('isolate');
    const english = page.locator('.sample[data-language="ar"] .response[lang="en"]').first();
    expect(await styleOf(english, 'direction')).to.equal('ltr');
    for (const [lang, font] of [
      ['ja', 'Noto Sans CJK JP'],
      ['ko', 'Noto Sans CJK KR'],
      ['zh-Hans', 'Noto Sans CJK SC'],
      ['zh-Hant', 'Noto Sans CJK TC'],
      ['th', 'Noto Sans Thai'],
    ]) {
      const response = page.locator(`.response[lang="${lang}"]`).first();
      expect(await styleOf(response, 'fontFamily')).to.include(font);
    }
    const simplified = page.locator('.response[lang="ja"] mark[lang="zh-Hans"]').first();
    expect(await styleOf(simplified, 'fontFamily')).to.include('CJK SC');
    await page.close();
  });

  it('shows hostile text as text', async () => {
    const { page, complaints } = await open(bad());
    expect(await page.title()).to.include('<script>document.title="owned"</script>');
    expect(await page.locator('img, textarea, main script, main style, main b').count()).to.equal(0);
    const response = page.locator('.response').first();
    const text = (await response.textContent()) ?? '';
    for (const part of [
      '<script>document.title',
      '</textarea></style>"><img src=x',
      '{{#each this}}{{handlebars}}',
    ]) {
      expect(text).to.include(part);
    }
    expect(text.match(/あ/g)?.length).to.be.within(15_000, UNITS);
    const chips = await response.locator('.chip').allTextContents();
    for (const chip of ['U+001B', 'U+202E', 'U+202C', 'U+D83D', 'U+0000', 'U+200B', 'U+2028']) {
      expect(chips).to.include(chip);
    }
    expect(text).not.to.match(/[\u001B\u202E\u200B\u2028\uFFFD]/);
    expect(await response.locator('mark').allTextContents()).to.deep.equal([
      '<script>',
      'посмотреть',
      'привет',
    ]);
    const notes = await page.locator('.sample').first().locator('.note').allTextContents();
    expect(notes[0]).to.match(/^This is a part of the text, 1\d,\d{3} of 40,\d{3} characters/);
    expect(notes[1]).to.match(/^7 findings have no place/);
    expect(complaints).to.deep.equal([]);
    await page.close();
  });

  it('lists all samples without its script', async () => {
    const { page } = await open(good(), { script: false });
    expect(await page.locator('.sample:visible').count()).to.equal(40);
    expect(await page.locator('#filters:visible, #keys:visible, .more:visible').count()).to.equal(0);
    await page.close();
  });
});
