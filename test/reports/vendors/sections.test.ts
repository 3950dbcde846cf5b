import { expect } from 'chai';
import { type Report, renderHtml, renderMarkdown, renderTerminal } from '../../../reports/index.js';
import { reportWithVendors } from '../fixture/vendors.js';

const said = (report: Report): string => renderTerminal(report, { width: 80 }).replace(/\s+/g, ' ');

/** The report with other figures of its vendors. */
function changed(
  given: Report,
  change: (vendor: NonNullable<Report['targets'][number]['vendor']>) => object,
): Report {
  return {
    ...given,
    targets: given.targets.map((target) =>
      target.vendor === undefined
        ? target
        : { ...target, vendor: { ...target.vendor, ...change(target.vendor) } },
    ),
  };
}

describe('the tables of vendors', () => {
  it('lists so many rows as somebody reads, and says how many there are', () => {
    const given = reportWithVendors();
    const [decided] = given.vendors?.pairs ?? [];
    if (given.vendors === undefined || decided === undefined) throw new Error('the fixture has pairs');
    const many = {
      ...given,
      vendors: { ...given.vendors, pairs: Array.from({ length: 1234 }, () => decided) },
    };
    const text = said(many);
    expect(text).to.contain('the first 60 of 1,234 rows');
    expect(text.match(/Cut off \+10\.5/g)).to.have.length(60);
  });

  it('stand on the page before the tables of targets and languages, as what was asked for', () => {
    const page = renderHtml(reportWithVendors(), { shown: [], flagged: 0 });
    for (const id of ['vendors', 'vendor-pairs', 'verifier-metrics'])
      expect(page.indexOf(`id="${id}"`), id)
        .to.be.above(0)
        .and.below(page.indexOf('id="targets"'));
  });

  it('have a column of ranks for each measure that tells anybody apart, signs of collapse as well', () => {
    const given = changed(reportWithVendors(), ({ ranks }) => ({
      ranks: { ...ranks, loops: { low: 1, high: 1 } },
    }));
    expect(renderMarkdown(given)).to.match(/\| Vendor \| Script mixing \| Loops \| Latency \|/);
    expect(renderMarkdown(reportWithVendors())).to.match(/\| Vendor \| Script mixing \| Latency \|/);
  });

  it('leave out columns that nothing stands in: what failed requests came to where none is told, the first token where nothing was streamed', () => {
    const whole = renderMarkdown(reportWithVendors());
    expect(whole).to.contain('First token, p50').and.to.not.contain('What they came to');
    const given = reportWithVendors();
    const attempts = { answered: 1, 'http 429': 12 };
    const other = renderMarkdown({
      ...given,
      targets: given.targets.map(({ first_token_ms: _, ...target }) => ({ ...target, attempts })),
    });
    expect(other).to.contain('| What they came to |').and.to.contain('http 429 12');
    expect(other).to.not.contain('First token, p50');
  });

  it('do not say that vendors were asked side by side who have no question in common', () => {
    const apart = { beside: null, questions: 0, median: null, p95: null, longest: null, far: 0 };
    const given = changed(reportWithVendors(), ({ asked }) => ({ asked: asked && { ...asked, ...apart } }));
    expect(said(given)).to.contain('went to two vendors: there are no such questions.');
    const near = changed(reportWithVendors(), ({ asked }) => ({ asked: asked && { ...asked, far: 0 } }));
    expect(said(near)).to.contain('went to two vendors: all of them within 10 minutes.');
  });

  it('name a vendor over themselves as text, whatever it is called', () => {
    const given = reportWithVendors();
    const label = '![](//x.example/a) <img src=x>';
    const named = { ...given, targets: given.targets.map((target) => ({ ...target, label })) };
    const markdown = renderMarkdown(named);
    expect(markdown).to.contain('may be the hour.').and.to.contain('is asked just as the reference is');
    expect(markdown).to.not.match(/!\[\]|(?<!\\)<img/);
  });
});
