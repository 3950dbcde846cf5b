import { expect } from 'chai';
import { renderHtml } from '../../../../reports/formats/html/index.js';
import { UNITS } from '../../../../reports/formats/html/samples/excerpt.js';
import { reportFixture, reportWithoutComparison, withSeries } from '../../fixture/index.js';
import { withVendors } from '../../fixture/vendors.js';
import { hostile, hostileExamples, hostileReport } from '../../hostile.js';
import { examplesFixture } from '../../stories.js';
import { lowContrast, opener, styleOf } from './opened.js';

describe('the page in a browser', () => {
  const open = opener();
  const good = () => renderHtml(reportFixture(), examplesFixture(), { generatedAt: '2025-11-24 02:30 UTC' });
  const full = () => renderHtml(withVendors(withSeries(reportFixture())), examplesFixture());
  const bad = () =>
    renderHtml(withVendors(withSeries(hostileReport())), hostileExamples(), {
      title: hostile,
      generatedAt: hostile,
    });

  for (const [name, html] of [
    ['a report', good],
    ['a report on vendors and a series', full],
    ['a hostile report', bad],
  ] as const) {
    for (const scheme of ['light', 'dark'] as const) {
      for (const width of [1280, 400]) {
        it(`shows ${name} without a request, a complaint or overflow: ${scheme}, ${width} pixels`, async () => {
          const { page, complaints } = await open(html(), { width, scheme });
          await page.evaluate(
            'for (const details of document.querySelectorAll("details")) details.open = true',
          );
          expect(await page.evaluate('document.documentElement.scrollWidth')).to.be.at.most(width);
          expect(complaints).to.deep.equal([]);
          await page.close();
        });
      }
    }
  }

  it('says what is not answered yet, that the fingerprint changed, and what the reasoning came to', async () => {
    const { page } = await open(good());
    const notes = await page.locator('.notes li').allTextContents();
    expect(notes.map((note) => note.trim()).slice(2)).to.deep.equal([
      'vendor/large: 12 questions without an answer yet',
      'vendor/large: 61 samples took more than one request; 891 requests in all',
      'vendor/large: answered by another model than asked for: model-2026-05 (100)',
      'vendor/large: system_fingerprint changed: fp_44709d6fcb (700), fp_9f3b1c2a07 (100)',
    ]);
    const rows = await page.locator('table.channels tbody tr').allTextContents();
    expect(rows[1]).to.match(/^Reasoning *Japanese ja *vendor\/large *100 *31\.0% \(22\.8–40\.6\)/);
    await page.close();
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

  it('says what changed, with interval and n, and that endpoints are simulated', async () => {
    const { page } = await open(good());
    const headline = ((await page.locator('.headline').first().textContent()) ?? '')
      .trim()
      .replace(/\s+/g, ' ');
    expect(headline).to.match(
      /^before simulated endpoint → after simulated endpoint ?: script mixing 22\.0% → 9\.1% \( ?−12\.9 points, 95% interval −16\.4 to −9\.4; n = 792 a side ?\) ▼ better$/,
    );
    const simulated = reportFixture().targets.filter((target) => target.simulated).length;
    expect(await page.locator('.targets .badge').count()).to.equal(simulated);
    expect(await page.locator('.heat caption .badge').count()).to.equal(simulated);
    expect(await page.locator('.languages .badge').count()).to.equal(simulated * 9);
    while (await page.locator('#more').isVisible()) await page.locator('#more').click();
    expect(await page.locator('.sample .badge').count()).to.equal(30);
    await page.close();
  });

  it('has no headline and no changes where nothing is compared', async () => {
    const { page, complaints } = await open(renderHtml(reportWithoutComparison(), { shown: [], flagged: 0 }));
    expect(await page.locator('.headline, .changes').count()).to.equal(0);
    expect(await page.locator('.languages tbody').count()).to.equal(9);
    expect(complaints).to.deep.equal([]);
    await page.close();
  });

  it('says what was exempted: by name, with counts and why, the most frequent first', async () => {
    const { page } = await open(good());
    const rows = await page.evaluate(
      '[...document.querySelectorAll(".exemptions tbody tr")].map((row) => [...row.cells].map((cell) => cell.textContent))',
    );
    expect(rows).to.deep.equal([
      [
        'Names words with a capital letter or a digit, and the small words between them',
        ...Array(3).fill('412 in 160'),
      ],
      [
        'Code code blocks, inline code, HTML tags, keys of JSON, calls and options',
        ...Array(3).fill('61 in 18'),
      ],
      ['Acronyms words in capitals, or of consonants alone', ...Array(3).fill('40 in 31')],
      ['Glosses brackets that explain a word, or give its original form', ...Array(3).fill('22 in 12')],
    ]);
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

  it('lists all samples without its script', async () => {
    const { page } = await open(good(), { script: false });
    expect(await page.locator('.sample:visible').count()).to.equal(40);
    expect(await page.locator('#filters:visible, #keys:visible, .more:visible').count()).to.equal(0);
    await page.close();
  });

  it('is readable: text has the contrast of WCAG AA in light and dark', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const { page } = await open(full(), { scheme });
      expect(await page.evaluate(lowContrast), scheme).to.deep.equal([]);
      await page.close();
    }
  });
});

describe('the page as text', () => {
  it('never says NaN, null or undefined', () => {
    const empty = { mixed: 0, of: 0, rate: null, low: null, high: null };
    const report = reportFixture();
    const targets = report.targets.map((target) => ({
      ...target,
      scored: 0,
      mixing: empty,
      wrong_language: empty,
      languages: Object.fromEntries(
        Object.entries(target.languages).map(([tag, cell]) => [
          tag,
          { ...cell, scored: 0, mixing: empty, wrong_language: empty, scripts: { Cyrl: empty } },
        ]),
      ),
    }));
    const html = renderHtml({ ...report, targets, comparisons: [] }, { shown: [], flagged: 0 });
    const text = html.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ');
    expect(text).not.to.match(/NaN|null|undefined|\[object/);
    expect(text).to.include('–');
  });

  it('has no style attribute and no address', () => {
    const html = renderHtml(reportFixture(), examplesFixture());
    expect(html).not.to.match(/ style=|https?:|url\(|@import/);
  });
});
