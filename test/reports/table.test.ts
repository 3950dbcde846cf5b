import { expect } from 'chai';
import { borderlessTable } from '../../reports/display/index.js';

const plain = (_: unknown, text: string): string => text;

describe('a table for a terminal', () => {
  const rowsOf = (count: number): string[][] =>
    Array.from({ length: count }, (_, i) => [
      i === 777 ? '長い名前の目標'.repeat(3) : i === 999 ? 'a name that is quite long, for a name' : `t${i}`,
      String(i),
    ]);

  it('of very many rows stands as one of few does: a column has one width', () => {
    const lines = borderlessTable(['target', 'requests'], ['left', 'right'], rowsOf(2100), plain);
    expect(lines).to.have.lengthOf(2102);
    for (const [i, line] of lines.slice(2).entries()) expect(line).to.match(new RegExp(`^\\S.* ${i}$`));
    const narrow = lines.slice(2).filter((line) => line.startsWith('t'));
    expect(new Set(narrow.map((line) => line.length)).size).to.equal(1);
    const few = borderlessTable(
      ['target', 'requests'],
      ['left', 'right'],
      rowsOf(2100).slice(770, 780),
      plain,
    );
    // 42 columns, of which each character takes two.
    const wide = lines.find((line) => line.startsWith('長'));
    expect(wide).to.equal(few.find((line) => line.startsWith('長')));
  });
});
