import { expect } from 'chai';
import { renderHtml } from '../../../../reports/formats/html/index.js';
import { reportFixture, reportWithoutComparison, withSeries } from '../../fixture/index.js';
import { withVendors } from '../../fixture/vendors.js';
import { hostile, hostileExamples, hostileReport } from '../../hostile.js';
import { examplesFixture } from '../../stories.js';
import { lowContrast, opener } from './opened.js';

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
    expect(rows[1]?.trim().replaceAll(/\s+/g, ' ')).to.match(
      /^Reasoning *Japanese ja *vendor\/large *100 *31\.0% \(22\.8–40\.6\)/,
    );
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
