import { expect } from 'chai';
import { renderLatex } from '../../../reports/formats/index.js';
import { reportFixture } from '../fixture/index.js';
import { hostileReport } from '../hostile.js';

/** Commands that the file is made of; any other one came from a name. */
const OWN = new Set(
  `documentclass usepackage providecommand DeclareRobustCommand offscriptchar ifcsname endcsname char relax else mbox fi begin end section
  subsection textbf item hline endhead scriptsize centering small caption textbackslash textasciicircum textasciitilde textless textgreater
  textbar rightarrow ldots bigtriangledown bigtriangleup times circ`.split(/\s+/),
);

/** The parts of a row between its signs of alignment. */
const cellsOf = (row: string): string[] => row.split(/(?<!\\)(?:\\\\)*&/);

describe('the LaTeX', () => {
  for (const extent of ['full', 'compact', 'headline'] as const)
    it(`runs no command that a name holds, ${extent}`, () => {
      const text = renderLatex(hostileReport(), undefined, { extent });
      const commands = [...text.matchAll(/\\([A-Za-z]+)/g)].map(([, name = '']) => name);
      expect(commands.filter((name) => !OWN.has(name))).to.deep.equal([]);
      const [, ...lines] = text.split('\n').filter((line) => !line.includes('offscriptchar}[1]'));
      for (const line of lines) {
        expect(line, 'a comment, a parameter, an active character').not.to.match(/(?<!\\)[%#~^_"]/);
        const mathematics = line.replace(/\\\$|\$(?:-|\\[a-z]+)\$/gi, '');
        expect(mathematics, 'mathematics').not.to.include('$');
      }
    });

  it('has as many cells in each row as its table has columns', () => {
    for (const report of [reportFixture(), hostileReport()]) {
      const tables = [
        ...renderLatex(report).matchAll(/\\begin\{longtable\}\{([lr]+)\}\n([\s\S]*?)\\end\{longtable\}/g),
      ];
      expect(tables.length).to.be.above(3);
      for (const [, columns = '', body = ''] of tables)
        for (const row of body.split('\n').filter((line) => line.endsWith(' \\\\')))
          expect(cellsOf(row)).to.have.length(columns.length);
    }
  });

  it('is a piece for another document where little is asked for', () => {
    const text = renderLatex(reportFixture(), undefined, { extent: 'compact' });
    expect(text).not.to.include('\\documentclass').and.not.include('longtable');
    expect(text.match(/\\begin\{table\}/g)).to.have.length(2);
    expect(text.match(/\\caption\{.*Method: .*\}\n/g)).to.have.length(2);
  });

  it('writes letters that not every engine has by their numbers', () => {
    const [first, ...rest] = reportFixture().targets;
    if (first === undefined) throw new Error('the fixture has targets');
    const report = { ...reportFixture(), targets: [{ ...first, label: 'é 今 😀 --, "[x]* `' }, ...rest] };
    expect(renderLatex(report)).to.include(
      'é \\offscriptchar{4ECA} \\offscriptchar{1F600} -{}-, \\char34{}{[}x{]}{*} {`}',
    );
  });
});
