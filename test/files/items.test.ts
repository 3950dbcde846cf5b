import { expect } from 'chai';
import fc from 'fast-check';
import { readItems } from '../../files/index.js';
import { collect } from '../support/collect.js';

/** What is read of a text that comes in pieces of so many bytes. */
const read = (text: string | Buffer, path: readonly string[] = [], size = 1 << 20) => {
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );
  return collect(readItems({ name: 'a.json', bytes: pieces }, path));
};

const brief = async (rows: ReturnType<typeof read>) =>
  (await rows).map((row) =>
    row.kind === 'value' ? [row.where.slice('a.json: '.length), row.value] : `${row.where}: ${row.reason}`,
  );

describe('the items of a JSON document', () => {
  it('are those that JSON.parse finds, however the document is indented and comes in pieces', async () => {
    const numbers = fc.integer({ min: 1, max: 9 });
    const indent = fc.integer({ min: 0, max: 2 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue({ stringUnit: 'binary' })),
        numbers,
        indent,
        async (made, size, spaces) => {
          const list = JSON.parse(JSON.stringify(made)) as unknown[];
          const json = (value: unknown): string => JSON.stringify(value, null, spaces);
          const values = async (value: unknown, path: readonly string[]) =>
            (await read(`\ufeff${json(value)}`, path, size)).map((row) => row.kind === 'value' && row.value);
          const others = { x: 'lo"gs', y: { logs: [1] }, 'lo\\"gs': list };
          expect(await values(list, [])).to.deep.equal(list);
          expect(await values({ ...others, logs: list, z: list }, ['logs'])).to.deep.equal(list);
          expect(await values({ r: { s: list, of: list }, of: [1] }, ['r', 'of'])).to.deep.equal(list);
          expect(await values({ ...others }, ['lo\\"gs'])).to.deep.equal(list);
        },
      ),
    );
  });

  it('are told to be cut off wherever they are, and those before are whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { minLength: 1 }), fc.nat(), async (made, cut) => {
        const bytes = Buffer.from(JSON.stringify(made));
        const rows = await read(bytes.subarray(0, 1 + (cut % (bytes.length - 1))), [], 7);
        expect(rows.at(-1)?.kind).to.equal('unread');
        const values = rows.flatMap((row) => (row.kind === 'value' ? [row.value] : []));
        expect(values).to.deep.equal((JSON.parse(bytes.toString()) as unknown[]).slice(0, values.length));
      }),
    );
  });

  it('are the same in pieces of any length where the document is no JSON', async () => {
    const marks = fc.constantFrom(...'[]{},:"\\1aé \n', 'null', 'NaN');
    const text = fc.array(marks).map((all) => all.join(''));
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom([], ['a'], ['']), async (broken, path) => {
        expect(await read(broken, path, 1)).to.deep.equal(await read(broken, path));
      }),
      { numRuns: 1000 },
    );
  });

  const cases: readonly (readonly [what: string, text: string, path: readonly string[], rows: unknown[]])[] =
    [
      [
        'have their places',
        '[{"a":1},2]',
        [],
        [
          ['row 1', { a: 1 }],
          ['row 2', 2],
        ],
      ],
      ['have their places in a list of a document', '{"n":[0],"logs":[1]}', ['logs'], [['logs[0]', 1]]],
      [
        'have their names in an object',
        '{"0":{"a":1},"x":2}',
        [],
        [
          ['0', { a: 1 }],
          ['x', 2],
        ],
      ],
      ['may hold NaN, as Python writes it', '[{"p": NaN}]', [], [['row 1', { p: null }]]],
      [
        'are read beside one that is none',
        '[1, {oops}, 3]',
        [],
        [['row 1', 1], 'a.json: row 2: the item is not JSON', ['row 3', 3]],
      ],
      ['are none where the list is not there', '{"other": [1]}', ['logs'], []],
      [
        'are told to be cut off',
        '[1, {"a": "b',
        [],
        [['row 1', 1], 'a.json: row 2: the document is cut off here'],
      ],
      [
        'are told to be cut off behind a whole one',
        '[1, 2',
        [],
        [['row 1', 1], 'a.json: row 2: the document is cut off here'],
      ],
      [
        'go on in a second list',
        '[1]\n[2]',
        [],
        [
          ['row 1', 1],
          ['row 1', 2],
        ],
      ],
    ];
  for (const [what, text, path, rows] of cases)
    it(what, async () => {
      expect(await brief(read(text, path))).to.deep.equal(rows);
      expect(await brief(read(text, path, 1))).to.deep.equal(rows);
    });

  it('are held one at a time: of one that is longer than 64 MiB nothing', async () => {
    const long = Buffer.from(`"${'x'.repeat((1 << 20) - 2)}`);
    function* pieces() {
      yield Buffer.from('[1, ');
      yield long;
      for (let i = 0; i < 64; i++) yield Buffer.alloc(1 << 20, 'x');
      yield Buffer.from('", 2]');
    }
    expect(await brief(collect(readItems({ name: 'a.json', bytes: pieces() })))).to.deep.equal([
      ['row 1', 1],
      'a.json: row 2: the item is longer than 64 MiB',
      ['row 3', 2],
    ]);
  });
});
