import { expect } from 'chai';
import fc from 'fast-check';
import { csvHeader } from '../../files/csv.js';
import { readCsv } from '../../files/index.js';
import { collect } from '../support/collect.js';

/** Each row as `line: cells` or `line: what is wrong`, of a file that comes in pieces of so many bytes. */
async function rows(file: string | Buffer, piece = 1 << 16): Promise<string[]> {
  const bytes = Buffer.from(file);
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, i) =>
    bytes.subarray(i * piece, (i + 1) * piece),
  );
  return (await collect(readCsv({ name: 'f', bytes: pieces }))).map((row) =>
    row.kind === 'unread'
      ? `${row.where.slice(2)}: ${row.reason}`
      : `${row.number}: ${Object.values(row.value as Record<string, string>).join('|')}`,
  );
}

const UNEVEN = 'malformed CSV: the record has more or fewer fields than the header';
const OPENING = 'malformed CSV: a quote in a field that does not begin with one';
const CLOSING = 'malformed CSV: text after a closing quote';
const OPEN = 'malformed CSV: a quote is never closed';

describe('records of CSV', () => {
  const cases: readonly (readonly [name: string, file: string | Buffer, expected: readonly string[]])[] = [
    ['of a header alone', 'a,b\n', []],
    ['of nothing', '', []],
    ['without an end of the last line', 'a,b\n1,2', ['2: 1|2']],
    ['behind a byte order mark and blank lines', '\ufeff\n\na,b\n\n1,2\n', ['5: 1|2']],
    ['under a header with spaces', 'a, b\n1,2\n', ['2: 1|2']],
    ['under a header of several lines', '"a\r\nx",b\r\n1,2\r\n', ['3: 1|2']],
    ['with lines that end in CR', 'a,b\r"1\r2",3\r\r4,5\r', ['2: 1\r2|3', '5: 4|5']],
    ['with semicolons', 'a;b\n1,5;2\n', ['2: 1,5|2']],
    ['with tabs', 'a\tb\n1\t2\n', ['2: 1|2']],
    [
      'that are uneven, each with its lines',
      'a,b\r\n"1\r\n2",3,4\r\n\r\n5\r\n"6\r\n7",8\r\n',
      [`2: ${UNEVEN}; lines 2 to 3 are lost`, `5: ${UNEVEN}`, '6: 6\r\n7|8'],
    ],
    [
      'with quotes where none may be, one after the other',
      'a,b\r\n1,x "y"\r\n2,y "x"\r\n\r\n\r\n3,x "y" z\r\n4,5\r\n',
      [`2: ${OPENING}`, `3: ${OPENING}`, `6: ${OPENING}`, '7: 4|5'],
    ],
    [
      'with text after quotes, which begin what is lost',
      'a,b\r\n2,"x" y\r\n\r\n3,x "y" z\r\n4,5\r\n',
      [`2: ${CLOSING}`, `3: ${CLOSING}; lines 3 to 4 are lost`, `5: ${OPEN}`],
    ],
    [
      'that are lost to a quote, in lines that end in CR LF, and those behind them',
      'a,b\r\n1,2\r\n\r\n"3,4\r\n5,6\r\n7,"8"\r\n9,10\r\n"11\r\n12",13\r\n',
      ['2: 1|2', `4: ${CLOSING}; lines 4 to 6 are lost`, '7: 9|10', '8: 11\r\n12|13'],
    ],
    [
      'whose first mistake is a quote, and the next its fields',
      'a,b\n1,x "y",z\n2,3\n',
      [`2: ${OPENING}`, '3: 2|3'],
    ],
    [
      'up to a quote that is never closed',
      'a,b\r\n1,2\r\n"3,4\r\n5,6\r\n\r\n',
      ['2: 1|2', `3: ${OPEN}; lines 3 to 4 are lost`],
    ],
    ['under a header that is torn', '"a,b\n1,2\n', [`1: ${OPEN}; lines 1 to 2 are lost`]],
    [
      'in another encoding than UTF-8, and with a character that was lost before',
      Buffer.concat([
        Buffer.from('a,b\nK\ufffdse,1\n'),
        Buffer.from('K\xe4se,2\n', 'latin1'),
        Buffer.from('ä,3\n'),
      ]),
      ['2: K\ufffdse|1', '3: the record is not in UTF-8', '4: ä|3'],
    ],
  ];
  for (const [name, file, expected] of cases)
    it(`have the lines that they stand on: ${name}`, async () => {
      expect(await rows(file)).to.deep.equal(expected);
      // However the file is cut into pieces.
      for (const piece of [1, 2, 3, 7]) expect(await rows(file, piece), `${piece}`).to.deep.equal(expected);
    });

  it('have their lines and values whatever stands in them', async () => {
    const end = fc.constantFrom('\n', '\r\n', '\r');
    const cell = fc
      .array(fc.constantFrom('a', 'é', '。', '"', ',', ';', '\n', '\r\n', '\r', ' '), { maxLength: 6 })
      .map((parts) => `x${parts.join('')}`);
    const record = fc.record({ cells: fc.tuple(cell, cell), blank: fc.nat({ max: 2 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { maxLength: 8 }),
        end,
        fc.integer({ min: 1, max: 40 }),
        async (records, lineEnd, piece) => {
          let text = `one,two${lineEnd}`;
          let line = 2;
          const expected: string[] = [];
          for (const { cells, blank } of records) {
            text += lineEnd.repeat(blank);
            line += blank;
            text += cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(',') + lineEnd;
            expected.push(`${line}: ${cells.join('|')}`);
            line += 1 + cells.join('').split(/\r\n|\r|\n/).length - 1;
          }
          expect(await rows(text, piece)).to.deep.equal(expected);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('have an end: of a quote that is not closed no more than 6 MiB are held', async () => {
    const piece = Buffer.alloc(1 << 20, 'x\n');
    let given = 0;
    function* pieces(): Generator<Buffer> {
      yield Buffer.from('a,b\n1,2\n\n"3,4\n');
      for (; given < 1000; given++) yield piece;
    }
    const read = await collect(readCsv({ name: 'f', bytes: pieces() }));
    expect(
      read.map((row) => (row.kind === 'unread' ? `${row.where} ${row.reason}` : row.number)),
    ).to.deep.equal([
      2,
      'f:4 malformed CSV: the record is longer than 6 MiB; a quote may be missing; the rest of the file is lost',
    ]);
    expect(given).to.be.below(20);
  });

  it('are given up where every quote of an endless one stands wrong, and those before are kept', async () => {
    const read = await rows(`a,b\n1,2\n3,${'x"'.repeat(1 << 19)}\n4,5\n`);
    expect(read).to.deep.equal(['2: 1|2', `3: ${OPENING}; the rest of the file is lost`]);
  });

  it('are read to the end where one quote of each of many stands wrong', async () => {
    const read = await rows(`a,b\n${'x"y,2\n'.repeat(20_000)}`);
    expect(read).to.have.lengthOf(20_000);
    expect(read.at(-1)).to.equal(`20001: ${OPENING}`);
  });

  it('may have a header of a million bytes', async () => {
    const name = 'x'.repeat(1 << 20);
    expect(await rows(`a,${name}\n1,2\n`)).to.deep.equal(['2: 1|2']);
    expect(csvHeader(`a,${name}`).columns).to.deep.equal(['a', name]);
  });
});
