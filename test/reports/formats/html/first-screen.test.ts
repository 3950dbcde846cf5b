import { expect } from 'chai';
import { renderHtml } from '../../../../reports/formats/html/index.js';
import type { Built } from '../../../../reports/index.js';
import { reportFixture, withSeries } from '../../fixture/index.js';
import { withVendors } from '../../fixture/vendors.js';
import { hostile, hostileReport } from '../../hostile.js';
import { examplesFixture } from '../../stories.js';
import { reportOnLanguages, THIRTY } from './languages.js';
import { opener } from './opened.js';

const NONE = { shown: [], flagged: 0 };

const two = (): Promise<Built> =>
  reportOnLanguages(
    ['before', 'after'],
    ['ar', 'de', 'hi', 'ja'],
    (target, language) => (language === 'hi' ? (target === 'after' ? 0.6 : 0) : target === 'after' ? 0 : 0.3),
    { baseline: 'before' },
  );

const pageOf = ({ report, examples }: Built): string => renderHtml(report, examples);

describe('the first screen', function () {
  this.timeout(120_000);
  const open = opener();
  let built: Built;
  let page: string;
  before(async () => {
    built = await two();
    page = pageOf(built);
  });

  it('says whether to ship, as the gate of the report does, and what got worse by which script', async () => {
    expect(built.report.gate?.verdict).to.equal('fail');
    const { page: shown, complaints } = await open(page);
    expect(
      (await shown.locator('.candidate .answer').allTextContents()).map((text) => text.trim()),
    ).to.deep.equal(['✗ No']);
    const worse = (await shown.locator('.worst li').allTextContents()).map((text) =>
      text.replace(/\s+/g, ' ').trim(),
    );
    expect(worse).to.deep.equal(['Hindi: Mixing by Cyrillic 0.0% → 60.0%, +60.0 points ▲ worse']);
    const rates = await shown.locator('.rates tbody th').allTextContents();
    expect(rates).to.deep.equal([
      'Script mixing',
      'Word mixing',
      'Wrong language',
      'Damage',
      'Mixing in code',
    ]);
    expect(complaints).to.deep.equal([]);
    await shown.close();
  });

  it('leads from a row that got worse, and from a cell of the map, to its answers', async () => {
    const { page: shown } = await open(page);
    const address = async (selector: string) => shown.locator(selector).first().getAttribute('href');
    expect(await address('.worst a')).to.equal('#target=after&language=hi&state=mixed');
    expect(await address('.worst .by a')).to.equal('#target=after&language=hi&script=Cyrl');
    expect(await address('.heat .cell a')).to.match(/^#target=before&language=\w+&script=Cyrl$/);
    await shown.close();
  });

  it('draws two checkpoints as slopes, with a name for each language that changed', async () => {
    const { page: shown } = await open(page);
    const drawing = shown.locator('.leading .chart');
    expect(await drawing.getAttribute('role')).to.equal('img');
    expect(await drawing.getAttribute('aria-label')).to.match(
      /^Script mixing, before and after\. All languages 22\.5% → 15\.0%/,
    );
    const texts = (await drawing.locator('text').allTextContents()).join(' ');
    for (const name of ['Hindi', 'Japanese', 'Arabic', 'all languages']) expect(texts).to.include(name);
    await shown.close();
  });

  it('draws a series as one line, and vendors as dots with their intervals', async () => {
    for (const [report, drawn] of [
      [withSeries(reportFixture()), 'along the series'],
      [withVendors({ ...reportFixture(), comparisons: [] }), 'all languages'],
    ] as const) {
      const { page: shown } = await open(renderHtml(report, NONE));
      expect(await shown.locator('.leading figcaption').textContent()).to.include(drawn);
      expect(await shown.locator('.leading .chart :is(circle, path)').count()).to.be.above(
        report.targets.length,
      );
      await shown.close();
    }
  });

  it('puts languages that got worse first, then those that are worst, and folds what is inconclusive', async () => {
    const { page: shown } = await open(page);
    const first = await shown.locator('.heat').first().locator('tbody th').allTextContents();
    expect(first[0]).to.match(/^Hindi/);
    const changes = shown.locator('section[aria-labelledby="changes"]');
    const verdicts = await changes.locator('.changes:visible .judged').allTextContents();
    expect(verdicts.length).to.be.above(4);
    expect(verdicts.filter((text) => text.includes('inconclusive'))).to.deep.equal([]);
    await changes.locator('summary', { hasText: 'inconclusive row' }).click();
    expect(
      await changes.locator('.changes:visible .judged', { hasText: 'inconclusive' }).count(),
    ).to.be.above(1);
    await shown.close();
  });

  it('opens what its contents lead to, and folds by itself where there is no script', async () => {
    for (const script of [true, false]) {
      const { page: shown } = await open(page, { script });
      const part = shown.locator('section[aria-labelledby="reading"] dl');
      expect(await part.isVisible()).to.equal(false);
      if (script) await shown.locator('.contents a', { hasText: 'How to read' }).click();
      else await shown.locator('summary', { hasText: 'How to read' }).click();
      expect(await part.isVisible()).to.equal(true);
      await shown.close();
    }
  });

  it('sorts a table by the heading that is clicked, and back', async () => {
    const { page: shown } = await open(page);
    const table = shown.locator('table.languages');
    const column = (i: number) =>
      table.evaluate(
        (element, at) => [...element.tBodies[1].rows].map((row) => row.cells[at].textContent),
        i,
      );
    const button = table.locator('button', { hasText: 'Script mixing' });
    await button.click();
    const falling = (await column(3)).map(Number.parseFloat);
    expect(falling).to.deep.equal([...falling].sort((a, b) => b - a));
    expect(falling[0]).to.equal(60);
    expect(await table.locator('[aria-sort]').getAttribute('aria-sort')).to.equal('descending');
    await button.click();
    expect((await column(3)).map(Number.parseFloat)).to.deep.equal(falling.toReversed());
    await table.locator('button', { hasText: 'Language' }).first().click();
    const names = await column(0);
    expect(names).to.have.length(8);
    expect(names[0]).to.match(/^Arabic/);
    await shown.close();
  });

  it('asks nothing where nothing is compared', async () => {
    const alone = await reportOnLanguages(['one'], ['ar', 'ja'], () => 0.2);
    const { page: shown } = await open(pageOf(alone));
    expect(await shown.locator('#verdict').textContent()).to.equal('At a glance');
    expect(await shown.locator('.answer, .candidate').count()).to.equal(0);
    expect(await shown.locator('.leading .chart').getAttribute('aria-label')).to.match(/Japanese 20\.0% \(/);
    await shown.close();
  });

  it('shows hostile names in drawings as text', async () => {
    const { page: shown, complaints } = await open(
      renderHtml(withVendors({ ...hostileReport(), comparisons: [] }), NONE, { title: hostile }),
    );
    expect(await shown.locator('.chart script, .chart img, .chart foreignObject').count()).to.equal(0);
    expect(await shown.locator('.leading .chart').first().getAttribute('aria-label')).to.include('<script>');
    expect(complaints).to.deep.equal([]);
    await shown.close();
  });

  it('is complete at 1280 by 900 of five targets in thirty languages, in a page under 2 MB', async () => {
    const targets = ['base', 'a', 'b', 'c', 'd'];
    const many = await reportOnLanguages(
      targets,
      THIRTY,
      (target, language) => (target === 'd' && language === 'th' ? 0.7 : 0.3 / (targets.indexOf(target) + 1)),
      { baseline: 'base', series: true },
    );
    const html = pageOf(many);
    expect(Buffer.byteLength(html)).to.be.below(2_000_000);
    const { page: shown } = await open(html);
    const bottom = await shown
      .locator('.legend')
      .evaluate((element) => element.getBoundingClientRect().bottom);
    expect(bottom).to.be.below(900);
    const answers = await shown.locator('.candidate .answer').allTextContents();
    expect(answers).to.have.length(4);
    expect(await shown.locator('.candidate[open] .worst').textContent()).to.include('Thai');
    await shown.close();
  });
});

describe('the page on paper and for everybody', function () {
  this.timeout(120_000);
  const open = opener();

  it('takes two pages of paper for two checkpoints in eight languages', async () => {
    const eight = await reportOnLanguages(
      ['before', 'after'],
      ['ar', 'de', 'en', 'hi', 'ja', 'ko', 'ru', 'zh-Hans'],
      (target) => (target === 'before' ? 0.3 : 0.05),
      { baseline: 'before' },
    );
    const { page } = await open(pageOf(eight));
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).to.have.length(2);
    await page.close();
  });

  it('keeps its words in forced colours: no drawing vanishes into the ground', async () => {
    const { page } = await open(renderHtml(reportFixture(), examplesFixture()), { forced: true });
    const unseen = await page.evaluate(`(() => {
      const ground = getComputedStyle(document.body).backgroundColor;
      const drawn = [...document.querySelectorAll('.leading .chart :is(circle, path, line, text)')];
      const isUnseen = (color) => color === 'none' || color === ground || color === 'rgba(0, 0, 0, 0)';
      return [drawn.length, drawn.filter((one) => [getComputedStyle(one).fill, getComputedStyle(one).stroke].every(isUnseen)).length];
    })()`);
    const [all, lost] = unseen as [number, number];
    expect(all).to.be.above(10);
    expect(lost).to.equal(0);
    await page.close();
  });

  for (const scheme of ['light', 'dark'] as const)
    for (const width of [1280, 400])
      it(`has nothing that axe finds: ${scheme}, ${width} pixels, everything unfolded`, async () => {
        const html = renderHtml(withVendors(withSeries(reportFixture())), examplesFixture());
        const { page } = await open(html, { width, scheme, checked: true });
        await page.evaluate(
          'for (const details of document.querySelectorAll("details")) details.open = true',
        );
        const found = await page.evaluate(
          "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
        );
        expect(found).to.deep.equal([]);
        await page.close();
      });
});
