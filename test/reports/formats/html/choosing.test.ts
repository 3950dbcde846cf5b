import { expect } from 'chai';
import { renderHtml } from '../../../../reports/formats/html/index.js';
import { reportFixture } from '../../fixture/index.js';
import { examplesFixture } from '../../stories.js';
import { opener } from './opened.js';

describe('samples on the page', () => {
  const open = opener();
  const good = () => renderHtml(reportFixture(), examplesFixture(), { generatedAt: '2025-11-24 02:30 UTC' });

  it('chooses samples by target, language, script and text, and says how many', async () => {
    const { page } = await open(good());
    const status = page.locator('#count');
    const seen = () => page.locator('.sample:visible').count();
    const says = (text: string) => page.locator('#count', { hasText: text }).waitFor();
    expect(await status.textContent()).to.equal('shown 40 of 1,234 flagged');
    expect(await seen()).to.equal(25);
    await page.locator('#more').click();
    expect(await seen()).to.equal(40);
    await page.locator('#by-target').selectOption('vendor/large');
    await says('shown 10 of 1,234 flagged');
    expect(await seen()).to.equal(10);
    await page.locator('#by-language').selectOption('ja');
    await says('shown 2 of 1,234 flagged');
    await page.locator('#by-script').selectOption('Hang');
    await says('shown 1 of');
    expect(await seen()).to.equal(1);
    await page.locator('#all').click();
    await says('shown 40 of');
    await page.locator('#by-kind').selectOption('wrong_language');
    await says('shown 4 of');
    await page.locator('#by-kind').selectOption('');
    await page.locator('#by-text').fill('ПОСМОТРЕТЬ');
    await says('shown 4 of');
    expect(await seen()).to.equal(4);
    await page.locator('#by-text').fill('посмотр(еть|ит)');
    await says('shown 0 of');
    await page.locator('#as-regex').check();
    await says('shown 4 of');
    await page.locator('#by-text').fill('(');
    await says('no regular expression');
    await page.close();
  });

  it('goes through the samples that are chosen by key and by button, and on where more are shown', async () => {
    const { page } = await open(good());
    const current = () => page.locator('.sample.current').getAttribute('data-key');
    await page.locator('#by-language').selectOption('ko');
    await page.locator('#count', { hasText: 'shown 4 of' }).waitFor();
    await page.locator('h1').click();
    await page.keyboard.press('j');
    const [first, second] = examplesFixture().shown.filter(({ language }) => language === 'ko');
    expect(await current()).to.equal(first?.key);
    await page.keyboard.press('j');
    expect(await current()).to.equal(second?.key);
    await page.getByRole('button', { name: 'Previous' }).click();
    expect(await current()).to.equal(first?.key);
    expect(await page.evaluate('document.activeElement.dataset.key')).to.equal(first?.key);
    await page.keyboard.press('x');
    await page.locator('#count', { hasText: 'shown 40 of' }).waitFor();
    for (let steps = 0; steps < 26; steps++) await page.keyboard.press('j');
    await page.locator('.sample.current').waitFor();
    expect(await page.locator('.sample:visible').count()).to.equal(40);
    await page.close();
  });

  it('has an address for every choice and every sample, which shows the same again', async () => {
    const { page } = await open(good());
    const hash = () => page.evaluate('decodeURIComponent(location.hash)');
    const says = (text: string) => page.locator('#count', { hasText: text }).waitFor();
    await page.locator('#by-target').selectOption('vendor/large');
    await page.locator('#by-language').selectOption('ja');
    await says('shown 2 of');
    expect(await hash()).to.equal('#target=vendor/large&language=ja');
    await page.goBack();
    await says('shown 10 of');
    expect(await page.locator('#by-language').inputValue()).to.equal('');
    const [, sample] = examplesFixture().shown;
    await page.evaluate(`location.hash = 'sample=${sample?.key}'`);
    await says('one sample');
    expect(await page.locator('.sample:visible').getAttribute('data-key')).to.equal(sample?.key);
    await page.reload();
    await says('one sample');
    expect(await page.locator('.sample:visible').getAttribute('data-key')).to.equal(sample?.key);
    await page.evaluate("location.hash = 'sample=none'");
    await says('does not have the sample none');
    expect(await page.locator('#count').textContent()).to.match(/offscript view .+ shows all\.$/);
    await page.close();
  });

  it('shows the answers of other targets to one question side by side, by button, key and address', async () => {
    const { shown } = examplesFixture();
    const pair = shown.map((sample) => ({ ...sample, repeat: 0 }));
    const { page } = await open(renderHtml(reportFixture(), { shown: pair, flagged: 40 }));
    const first = page.locator('.sample').first();
    await first.getByRole('button', { name: 'Beside' }).click();
    const targets = page.locator('.pair .sample .target bdi');
    expect(await targets.allTextContents()).to.have.members(['before', 'vendor/large', 'after']);
    const boxes = await page
      .locator('.pair > .sample')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    expect(new Set(boxes).size).to.equal(1);
    await page.keyboard.press('b');
    expect(await page.locator('.pair').count()).to.equal(0);
    await page.evaluate(`location.hash = 'sample=${pair[0]?.key}&beside=1'`);
    await page.locator('.pair').waitFor();
    expect(await page.locator('.pair > .sample').count()).to.equal(3);
    await page.close();
  });

  it('gives a sample as JSON, as a command that detects in it again, and as a link', async () => {
    const sample = examplesFixture().shown[0];
    const hidden = `${'\u202e'.repeat(3)}a\u200bb`;
    const shown = examplesFixture().shown.map((one, i) =>
      i === 0
        ? { ...one, texts: one.texts.map((text) => ({ ...text, text: `${text.text}${hidden}` })) }
        : one,
    );
    const { page } = await open(renderHtml(reportFixture(), { shown, flagged: 40 }));
    await page.evaluate('navigator.clipboard.writeText = async (text) => { globalThis.copiedText = text; }');
    const copied = async (name: string): Promise<string> => {
      await page.locator('.sample').first().getByRole('button', { name }).click();
      await page.locator('.said', { hasText: 'copied' }).first().waitFor();
      return page.evaluate('copiedText');
    };
    const record = JSON.parse(await copied('Copy JSON'));
    expect(record).to.deep.include({
      key: sample?.key,
      target: sample?.target,
      language: sample?.language,
      repeat: 0,
      answer: `${sample?.texts[0]?.text}${hidden}`,
    });
    const [command = '', line = '', end] = (await copied('Copy command')).split('\n');
    expect([command, end]).to.deep.equal(["offscript detect --jsonl --explain <<'OFFSCRIPT'", 'OFFSCRIPT']);
    expect(line).not.to.match(/[\u202e\u200b]/);
    expect(JSON.parse(line)).to.include({ text: record.answer, language: sample?.language });
    expect(await copied('Copy link')).to.match(new RegExp(`#sample=${sample?.key}$`));
    await page.close();
  });
});
