import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { renderCsv } from '../../../reports/formats/index.js';
import { reportFixture, reportWithLiterature } from '../fixture/index.js';
import { hostileReport } from '../hostile.js';

function rowsOf(csv: string): Record<string, string>[] {
  return parse(csv, { columns: true });
}

describe('the CSV', () => {
  it('has one row for each target, language, script and measure, in full precision', () => {
    const report = reportFixture();
    const rows = rowsOf(renderCsv(report));
    const keys = rows.map((row) => [row.target, row.language, row.script, row.measure].join('\t'));
    expect(new Set(keys).size).to.equal(keys.length);
    for (const target of report.targets) {
      for (const [language, cell] of Object.entries(target.languages)) {
        for (const [script, rate] of Object.entries(cell.scripts)) {
          const row = rows.find(
            (each) => each.target === target.id && each.language === language && each.script === script,
          );
          expect(row).to.include({
            measure: 'mixing',
            count: String(rate.mixed),
            of: String(rate.of),
            rate: String(rate.rate),
            low: String(rate.low),
            high: String(rate.high),
            simulated: String(target.simulated),
          });
        }
      }
    }
  });

  it('fills the columns of the comparison for candidates only', () => {
    const report = reportFixture();
    const rows = rowsOf(renderCsv(report));
    expect(rows.filter((row) => row.verdict !== '')).to.have.length(report.comparisons.length);
    expect(rows.filter((row) => row.target === 'before' && row.baseline !== '')).to.have.length(0);
    const comparison = report.comparisons.find(
      (row) => row.candidate === 'after' && row.language === 'ja' && row.script === 'Cyrl',
    );
    const row = rows.find(
      (each) => each.target === 'after' && each.language === 'ja' && each.script === 'Cyrl',
    );
    expect(row).to.include({
      baseline: 'before',
      delta: String(comparison?.delta),
      delta_low: String(comparison?.low),
      p_adjusted: String(comparison?.p_adjusted),
      verdict: 'better',
    });
  });

  it('counts what was excluded', () => {
    const rows = rowsOf(renderCsv(reportFixture()));
    const row = rows.find((each) => each.target === 'vendor/large' && each.measure === 'error');
    expect(row).to.include({ count: '24', of: '800', rate: '0.03', low: '' });
  });

  it('has what asking took, and the channels beside the answer', () => {
    const rows = rowsOf(renderCsv(reportFixture()));
    const value = (measure: string, language = '*', script = '*') => {
      const row = rows.find(
        (each) =>
          each.target === 'vendor/large' &&
          each.measure === measure &&
          each.language === language &&
          each.script === script,
      );
      return [row?.count, row?.of, row?.rate];
    };
    expect(value('retried')).to.deep.equal(['61', '800', '0.07625']);
    expect(value('requests')).to.deep.equal(['891', '', '']);
    expect(value('unanswered')).to.deep.equal(['12', '', '']);
    expect(value('system_fingerprint fp_9f3b1c2a07')).to.deep.equal(['100', '800', '0.125']);
    expect(value('reasoning_mixing')).to.deep.equal(['160', '798', String(160 / 798)]);
    expect(value('reasoning_wrong_language', 'ja')).to.deep.equal(['52', '100', '0.52']);
    expect(value('reasoning_mixing', 'ja', 'Hans')).to.deep.equal(['31', '100', '0.31']);
  });

  it('counts what was exempted, as shares of scored samples', () => {
    const rows = rowsOf(renderCsv(reportFixture()));
    const found = rows.filter(
      (each) => each.target === 'after' && each.language === 'ko' && each.measure?.startsWith('exempted_'),
    );
    expect(found.map(({ measure, count, of, low }) => [measure, count, of, low])).to.deep.equal([
      ['exempted_name', '70', '99', ''],
      ['exempted_gloss', '12', '99', ''],
    ]);
  });

  it('has the measures of the literature, with counts where there are some', () => {
    const rows = rowsOf(renderCsv(reportWithLiterature()));
    const value = (language: string, measure: string) => {
      const [row, ...more] = rows.filter(
        (each) => each.target === 'after' && each.language === language && each.measure === measure,
      );
      expect(more).to.deep.equal([]);
      return [row?.count, row?.of, row?.rate];
    };
    expect(value('ja', 'lcb_lpr')).to.deep.equal(['45', '50', '0.9']);
    expect(value('ja', 'lcb_wpr')).to.deep.equal(['36', '45', '0.75']);
    expect(value('he', 'lcb_wpr')).to.deep.equal(['', '', '0.75']);
    expect(value('ja', 'cmi')).to.deep.equal(['12', '99', '1.25']);
    expect(value('ja', 'confusion_entropy')).to.deep.equal(['', '', '0.125']);
    expect(value('*', 'lcb_lcpr_crosslingual')).to.deep.equal(['', '', '0.8181818181818182']);
  });

  it('keeps a row that only a comparison knows', () => {
    const report = reportFixture();
    const [first] = report.comparisons;
    if (first === undefined) throw new Error('the fixture has comparisons');
    const rows = rowsOf(
      renderCsv({ ...report, comparisons: [{ ...first, language: '*', script: 'Cyrl', measure: 'mixing' }] }),
    );
    expect(
      rows.filter((row) => row.language === '*' && row.script === 'Cyrl').map((row) => row.target),
    ).to.deep.equal([first.baseline, first.candidate]);
  });

  it('gives a spreadsheet no formula, and numbers below zero as numbers', () => {
    const csv = renderCsv(hostileReport());
    const rows = rowsOf(csv);
    for (const value of rows.flatMap((row) => [row.target, row.model])) {
      expect(value).not.to.match(/^[=+\-@\t\r]/);
    }
    expect(rows.some((row) => row.delta?.startsWith('-0.'))).to.equal(true);
    expect(rows[0]?.target).to.equal(`'${hostileReport().targets[0]?.id.toWellFormed()}`);
    expect(rows[0]?.model).to.equal(`'${hostileReport().targets[0]?.model.toWellFormed()}`);
  });
});
