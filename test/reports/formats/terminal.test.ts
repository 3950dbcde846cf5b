import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import { renderTerminal } from '../../../reports/formats/index.js';
import { reportFixture, reportWithoutComparison } from '../fixture/index.js';
import { hostileReport } from '../hostile.js';

/** Lines of the first table, without the target names above it. */
function linesOf(text: string): string[] {
  return text.split('\n');
}

describe('the table for the terminal', () => {
  it('begins with all languages and says rate before, after, n, change, interval and verdict', () => {
    const text = renderTerminal(reportFixture(), { color: false });
    expect(text).to.match(
      /^before \(simulated endpoint\) → after \(simulated endpoint\)\nscript mixing 22\.0% → 9\.1% {2}▼ better\n/,
    );
    const rows = linesOf(text).filter((line) => /^(all|ja) /.test(line));
    expect(rows[0]).to.match(/^all +scripts +22\.0% +9\.1% +792 +−12\.9 +−16\.4 to −9\.4 +▼ better$/);
    expect(rows.some((row) => /^ja +Cyrl +47\.5% +1\.0% +99 +−46\.5 /.test(row))).to.equal(true);
  });

  it('says below it what the codes of its scripts stand for', () => {
    const text = renderTerminal(reportFixture(), { color: false, width: 120 });
    expect(text).to.match(/^Cyrl: Cyrillic, Hans: Simplified Han, Latn: Latin/m);
    expect(text).not.to.include('Any script');
  });

  for (const width of [80, 90, 100, 120]) {
    it(`fits ${width} columns`, () => {
      const text = renderTerminal(reportFixture(), { color: true, width });
      const widest = Math.max(...linesOf(stripVTControlCharacters(text)).map((line) => line.length));
      expect(widest).to.be.at.most(width);
    });
  }

  it('gives the intervals of the rates where there is room', () => {
    expect(renderTerminal(reportFixture(), { color: false, width: 120 })).to.match(
      /^ja .*1\.0% \(0\.2–5\.5\)/m,
    );
    expect(renderTerminal(reportFixture(), { color: false, width: 80 })).not.to.match(/^ja .*\(0\.2–5\.5\)/m);
  });

  it('writes no escape without colour, and the same text with it', () => {
    const plain = renderTerminal(reportFixture(), { color: false });
    const colored = renderTerminal(reportFixture(), { color: true });
    expect(plain).not.to.include('\u001B');
    expect(colored).to.include('\u001B[32m▼ better');
    expect(stripVTControlCharacters(colored)).to.equal(plain);
  });

  it('shows targets and languages where nothing is compared', () => {
    const text = renderTerminal(reportWithoutComparison(), { color: false });
    expect(text).to.match(/vendor\/large\n {2}all +768 +4\.3% +3\.1–6\.0 +8\.6% +3\.8%\n/);
    expect(text).to.include('before (simulated endpoint)');
  });

  it('counts what was excluded', () => {
    expect(renderTerminal(reportFixture(), { color: false })).to.include(
      'vendor/large: 768 of 800 samples scored; excluded: 24 error, 5 empty, 3 refused',
    );
  });

  it('says what is not answered yet, what was retried, who answered, that the fingerprint changed, and what signs and reasoning came to', () => {
    const text = renderTerminal(reportFixture(), { color: false, width: 200 });
    expect(text).to.match(/^ {2}ja: repeats 100\.0% .*\n {2}ko: repeats/m);
    expect(text.replace(/^ {2}[a-z-]{2,7}: .*\n/gim, '')).to.include(
      [
        '  12 questions without an answer yet',
        '  61 samples took more than one request; 891 requests in all',
        '  answered by another model than asked for: model-2026-05 (100)',
        '  system_fingerprint changed: fp_44709d6fcb (700), fp_9f3b1c2a07 (100)',
        '  repeats 12.5% (10.3–15.0), copies 27.3% (24.3–30.6), loops 0.5% (0.2–1.3); median length 213',
        '  Reasoning: mixing 20.1% (17.4–23.0), wrong language 49.0%, n = 798',
        '',
      ].join('\n'),
    );
  });

  it('shows escapes and bidi controls of ids as code points', () => {
    const text = renderTerminal(hostileReport(), { color: false });
    expect(text).to.include('\\u{1B}[31mred').and.to.include('\\u{202E}txt');
    expect(text.replaceAll('\n', '')).not.to.match(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/v);
  });

  it('writes dashes where a side has no scored sample', () => {
    const report = reportFixture();
    const empty = { mixed: 0, of: 0, rate: null, low: null, high: null };
    const comparisons = report.comparisons
      .slice(0, 1)
      .map((row) => ({ ...row, candidate_rate: empty, delta: null, low: null, high: null }));
    const text = renderTerminal({ ...report, comparisons }, { color: false });
    expect(text)
      .to.match(/ – .*inconclusive|–/)
      .and.not.to.match(/NaN|null|undefined/);
  });
});
