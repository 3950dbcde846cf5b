import { expect } from 'chai';
import { escapeMarkdown } from '../../../reports/display/index.js';
import { renderMarkdown } from '../../../reports/formats/markdown.js';
import { reportFixture, reportWithLiterature, reportWithoutComparison } from '../fixture/index.js';
import { hostile, hostileReport } from '../hostile.js';

/** The tables of a Markdown text as GitHub cuts them: lines of cells, at pipes that no backslash escapes. */
function tablesOf(markdown: string): string[][][] {
  return markdown
    .split('\n\n')
    .filter((block) => block.startsWith('|'))
    .map((block) =>
      block
        .trimEnd()
        .split('\n')
        .map((line) =>
          line
            .slice(1, -1)
            .split(/(?<!\\)(?:\\\\)*\|/)
            .map((cell) => cell.trim()),
        ),
    );
}

/** The text that a cell shows. */
function shown(cell: string): string {
  return cell.replaceAll('&#8203;', '').replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

describe('the Markdown', () => {
  it('lists what a reader should know of the samples', () => {
    expect(renderMarkdown(reportFixture())).to.include(
      [
        '- before (simulated endpoint): 3 samples took more than one request; 804 requests in all',
        '- after (simulated endpoint): 3 samples took more than one request; 804 requests in all',
        '- vendor/large: 12 questions without an answer yet',
        '- vendor/large: 61 samples took more than one request; 891 requests in all',
        '- vendor/large: answered by another model than asked for: model-2026-05 \\(100\\)',
        '- vendor/large: system\\_fingerprint changed: fp\\_44709d6fcb \\(700\\), fp\\_9f3b1c2a07 \\(100\\)',
        '',
      ].join('\n'),
    );
  });

  it('has a table of targets, one of changes for each candidate, one of languages, one of prompts that changed sides, one of signs of collapse, one of times, one of reasoning, two of rates by probabilities, and one of what was exempted', () => {
    const tables = tablesOf(renderMarkdown(reportFixture()));
    expect(tables).to.have.length(11);
    expect(tables[5]?.[4]).to.deep.equal([
      'All languages',
      'vendor/large',
      '768',
      '12.5% (10.3–15.0)',
      '27.3% (24.3–30.6)',
      '0.5% (0.2–1.3)',
      '213',
      '0.42 times (0.37–0.48)',
    ]);
    expect(tables[6]?.slice(2)).to.deep.equal([
      [
        'Reasoning',
        'All languages',
        'vendor/large',
        '798',
        '20.1% (17.4–23.0)',
        '0.0% (0–0.5)',
        '49.0% (45.5–52.5)',
      ],
      [
        'Reasoning',
        'Japanese',
        'vendor/large',
        '100',
        '31.0% (22.8–40.6)',
        '0.0% (0–3.7)',
        '52.0% (42.3–61.5)',
      ],
    ]);
    for (const table of tables) {
      expect(new Set(table.map((row) => row.length)).size, table[0]?.join()).to.equal(1);
    }
    expect(tables[0]?.[2]?.[0]).to.equal('before (simulated endpoint)');
    expect(tables[1]?.[2]).to.deep.equal([
      'All languages',
      'Script mixing',
      '22.0%',
      '9.1%',
      '792',
      '−12.9 (−16.4 to −9.4)',
      '<0.001',
      '▼ better',
    ]);
    expect(tables[3]?.[2]?.slice(0, 4)).to.deep.equal([
      'Japanese',
      'before (simulated endpoint)',
      '99',
      '61.6% (51.8–70.6)',
    ]);
    expect(tables[10]?.[2]).to.deep.equal([
      'Names',
      'words with a capital letter or a digit, and the small words between them',
      '412 (160)',
      '412 (160)',
      '412 (160)',
    ]);
  });

  it('adds tables of the literature where its measures were taken', () => {
    const tables = tablesOf(renderMarkdown(reportWithLiterature()));
    expect(tables).to.have.length(13);
    expect(tables[9]?.[2]?.slice(1)).to.deep.equal(['crosslingual', '90.0%', '75.0%', '81.8%']);
    expect(tables[10]?.[2]).to.deep.equal([
      'Japanese',
      'before (simulated endpoint)',
      '50',
      '90.0%',
      '75.0%',
      '81.8%',
      '1.25',
      '0.042',
      '0.010',
      '0.125',
    ]);
  });

  it('begins with the sentence that the comparison comes to', () => {
    expect(renderMarkdown(reportFixture())).to.include(
      '**before (simulated endpoint) → vendor/large: script mixing 22.0% → 4.3% (−17.7 points, 95% interval −20.9 to −14.5; n = 792 before, 768 after)**',
    );
  });

  it('does without changes where nothing is compared', () => {
    const text = renderMarkdown(reportWithoutComparison());
    expect(tablesOf(text)).to.have.length(7);
    expect(text).not.to.include('Changes');
  });

  it('keeps hostile names inside their cells', () => {
    const text = renderMarkdown(hostileReport());
    const tables = tablesOf(text);
    for (const table of tables) {
      expect(new Set(table.map((row) => row.length)).size).to.equal(1);
    }
    expect(shown(tables[0]?.[2]?.[0] ?? '')).to.match(/^=<script>.*\{\{handlebars\}\}\\u\{1B\}\[31mred/);
    expect(text).not.to.match(/[^\\]<(script|img|\/)/);
  });

  for (const text of [
    'a|b',
    'a\nb',
    '`code`',
    '\\|',
    '[x](y)',
    '<b>',
    '@team',
    '#12',
    'https://x.y',
    hostile,
  ]) {
    it(`shows ${JSON.stringify(text.slice(0, 20))} as it is`, () => {
      const escaped = escapeMarkdown(text);
      expect(escaped).not.to.match(/[\n\r]|(?<!\\)(?:\\\\)*[|`<[]|(?<!\\):\/\/|(?<!\w)@(?!&)/);
      expect(shown(escaped)).to.equal(
        text.replace(/[\p{Cc}\p{Cs}\u2028\u200B\u202E\u202C]/gv, (hidden) => {
          return `\\u{${hidden.codePointAt(0)?.toString(16).toUpperCase()}}`;
        }),
      );
    });
  }
});
