/** What every form of a report must do: a suite that each of them passes. */

import { expect } from 'chai';
import type { Examples, Report, TargetReport } from '../../reports/index.js';
import {
  reportFixture,
  reportWithLiterature,
  reportWithoutComparison,
  withSeries,
} from '../reports/fixture/index.js';
import { reportWithVendors, withVendors } from '../reports/fixture/vendors.js';
import { hostile, hostileExamples, hostileReport } from '../reports/hostile.js';
import { examplesFixture } from '../reports/stories.js';

/** A form of a report. */
export interface FormatUnderTest {
  readonly render: (report: Report, examples: Examples) => string;
  /** What is read out of a file again: texts as a reader of it sees them. Throws where it is none of the form. */
  readonly read: (text: string) => readonly string[];
}

const NONE: Examples = { shown: [], flagged: 0 };
const NO_RATE = { mixed: 0, of: 0, rate: null, low: null, high: null };

/** The same report, with nothing scored. */
function unscored(report: Report): Report {
  const cell = { scored: 0, mixing: NO_RATE, wrong_language: NO_RATE };
  const targets = report.targets.map((target): TargetReport => {
    const { channels: _, collapse: __, ...rest } = target;
    const languages = Object.entries(target.languages).map(([tag, own]) => [
      tag,
      { ...own, ...cell, scripts: { Cyrl: NO_RATE } },
    ]);
    return { ...rest, ...cell, languages: Object.fromEntries(languages) };
  });
  const comparisons = report.comparisons.map((row) => ({
    ...row,
    baseline_rate: NO_RATE,
    candidate_rate: NO_RATE,
    delta: null,
    low: null,
    high: null,
    test: 'none' as const,
    p: null,
    p_adjusted: null,
    verdict: 'inconclusive' as const,
  }));
  const lengths = report.lengths.map((row) => ({ ...row, ratio: null, low: null, high: null }));
  return { ...report, targets, comparisons, lengths };
}

/** A report of so many targets, each compared with the first. */
function withTargets(n: number): Report {
  const report = reportFixture();
  const [first, second] = report.targets;
  if (first === undefined || second === undefined) throw new Error('the fixture has targets');
  const rows = report.comparisons.filter(({ candidate }) => candidate === second.id);
  const others = Array.from({ length: n - 1 }, (_, i) => `checkpoint-${i}`);
  return {
    ...report,
    targets: [first, ...others.map((id) => ({ ...second, id }))],
    comparisons: others.flatMap((candidate) => rows.map((row) => ({ ...row, candidate }))),
  };
}

/** The same series without a number. */
const withoutTrends = (report: Report): Report => ({
  ...report,
  ...(report.series && {
    series: {
      ...report.series,
      rows: report.series.rows.map((row) => ({
        ...row,
        trend: null,
        broke: null,
        points: row.points.map((point) => ({
          ...point,
          rate: NO_RATE,
          band: null,
          before: null,
          baseline: null,
        })),
      })),
    },
  }),
});

const nothing: Report = { ...reportWithoutComparison(), targets: [], runs: [], baseline: null };

/** Whether one of the texts holds this one, whatever a form makes of what cannot be seen. */
const says = (texts: readonly string[], text: string): boolean => texts.some((one) => one.includes(text));

/** Tests of one form. */
export function itIsAReportFormat({ render, read }: FormatUnderTest): void {
  it('names every target and language, and gives each rate', () => {
    const texts = read(render(reportWithoutComparison(), NONE));
    for (const { id, ...rates } of reportFixture().targets) {
      expect(says(texts, id), id).to.equal(true);
      for (const name of ['script_mixing', 'word_mixing', 'wrong_language'] as const) {
        const { rate } = rates[name];
        const percent = ((rate ?? 0) * 100).toFixed(1);
        expect(says(texts, percent) || says(texts, String(rate)), `${name} ${percent}`).to.equal(true);
      }
    }
    for (const name of [/ja|Japanese/, /zh-Hant|Traditional Chinese/])
      expect(texts.some((text) => name.test(text))).to.equal(true);
  });

  it('says what the comparisons came to', () => {
    const texts = read(render(reportFixture(), NONE));
    for (const verdict of ['better', 'degraded', 'inconclusive'])
      expect(says(texts, verdict), verdict).to.equal(true);
  });

  it('gives the signs of collapse and the change of lengths, and says that a lower rate beside them is no improvement', () => {
    const report = reportFixture();
    const texts = read(render(report, NONE));
    for (const { collapse } of report.targets) {
      const { rate = null } = collapse?.copies ?? {};
      const shown = [`${((rate ?? 0) * 100).toFixed(1)}%`, String(rate)];
      expect(
        shown.some((number) => says(texts, number)),
        shown[0],
      ).to.equal(true);
    }
    expect(says(texts, '0.42')).to.equal(true);
    expect(says(texts, 'no improvement') || texts.some((text) => /^repeats( copies)?$/.test(text))).to.equal(
      true,
    );
  });

  it('names the prompts that became mixed and those that became clean', () => {
    const texts = read(render(reportFixture(), NONE));
    for (const id of ['new-year', 'weather']) expect(says(texts, id), id).to.equal(true);
    expect(says(texts, 'became mixed') || says(texts, 'became_mixed')).to.equal(true);
  });

  it('says how a series goes, where it broke, and what its steps came to', () => {
    const report = withSeries(reportWithoutComparison());
    const texts = read(render(report, NONE));
    const before = read(render(reportWithoutComparison(), NONE));
    // Of the trend and of the step against the baseline; in points or as fractions.
    for (const numbers of [
      ['6.5', '0.0653'],
      ['7.2', '0.0719', 'series_baseline_script_mixing'],
    ])
      expect(
        numbers.some((number) => says(texts, number)),
        numbers.join(),
      ).to.equal(true);
    expect(
      ['Worse than', 'worse than', 'worse from here', 'broke'].some(
        (said) => says(texts, said) && !says(before, said),
      ),
    ).to.equal(true);
    expect(texts.length).to.be.above(before.length);
  });

  it('gives what vendors take, what tells them apart, and the metrics of verifiers', () => {
    const texts = read(render(reportWithVendors(), NONE));
    // Seconds or milliseconds; a ratio, a difference in points or as a share; splits; a metric.
    for (const shown of [
      ['1.23', '1234'],
      ['2.13', '2.125'],
      ['10.5', '0.10526'],
      ['18.5', '0.185'],
      ['61.3', '0.613'],
    ])
      expect(
        shown.some((number) => says(texts, number)),
        shown.join(' or '),
      ).to.equal(true);
    for (const text of texts) expect(text).not.to.match(/NaN|undefined|\[object|Infinity/);
  });

  it('shows hostile names of vendors as text', () => {
    const report = hostileReport();
    const texts = read(render(withVendors(report), NONE));
    const [marker = ''] = hostile.split('</textarea>');
    expect(texts.filter((text) => text.includes(marker)).length).to.be.above(
      read(render(report, NONE)).filter((text) => text.includes(marker)).length,
    );
  });

  it('shows hostile names as text, each in its place', () => {
    const texts = read(render(withSeries(hostileReport()), hostileExamples()));
    const [marker = ''] = hostile.split('</textarea>');
    expect(says(texts, marker)).to.equal(true);
    expect(says(texts, '{{#each this}}{{handlebars}}')).to.equal(true);
  });

  it('writes no NaN, undefined or object where there is no number', () => {
    for (const report of [
      unscored(reportFixture()),
      unscored(reportWithLiterature()),
      withSeries(unscored(reportFixture())),
      withoutTrends(withSeries(unscored(reportFixture()))),
    ]) {
      const texts = read(render(report, NONE));
      expect(texts.length).to.be.above(10);
      for (const text of texts) expect(text).not.to.match(/NaN|undefined|\[object|Infinity/);
    }
  });

  it('takes a report without targets', () => {
    expect(() => read(render(nothing, NONE))).not.to.throw();
  });

  it('says over all else where what the prompt excused rivals what was found', () => {
    const report = reportFixture();
    const [first] = report.targets;
    const cell = first?.languages.ja;
    if (first === undefined || cell === undefined) throw new Error('the fixture has a target in Japanese');
    const languages = { ...first.languages, ja: { ...cell, excused_by_prompt: 4321 } };
    const warning = { kind: 'excused_by_prompt', target: first.id, language: 'ja', excused: 4321 } as const;
    const rest = { mixed: cell.mixing.mixed, of: cell.mixing.of };
    const warned: Report = {
      ...report,
      warnings: [{ ...warning, ...rest }],
      targets: [{ ...first, languages }, ...report.targets.slice(1)],
    };
    const texts = read(render(warned, NONE));
    expect(says(texts, '4,321') || says(texts, '4321')).to.equal(true);
    expect(says(read(render(report, NONE)), '4,321')).to.equal(false);
  });

  it('takes many targets, in time by their number', () => {
    const timed = (n: number): { readonly text: string; readonly took: number } => {
      const report = withTargets(n);
      const before = process.cpuUsage();
      const text = render(report, NONE);
      return { text, took: process.cpuUsage(before).user };
    };
    timed(10);
    const few = timed(10);
    const many = timed(100);
    const texts = read(many.text);
    for (const id of ['checkpoint-0', 'checkpoint-98']) expect(says(texts, id)).to.equal(true);
    // Ten times the targets: what is quadratic takes a hundred times as long. Half a second is none in any case.
    expect(many.took).to.be.below(Math.max(40 * few.took, 500_000));
  });

  it('writes the same bytes each time, and changes nothing that it is given', () => {
    const report = reportWithLiterature();
    const examples = examplesFixture();
    const before = JSON.stringify([report, examples]);
    const [one, two] = [render(report, examples), render(report, examples)];
    expect(one === two).to.equal(true);
    expect(JSON.stringify([report, examples]) === before).to.equal(true);
  });

  it('ends with a line feed', () => {
    expect(render(reportFixture(), NONE).endsWith('\n')).to.equal(true);
  });
}
