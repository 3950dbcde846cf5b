import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readHead } from '../../files/index.js';
import { folderWith } from '../support/offscript.js';

const LONG = JSON.stringify({ a: 'x'.repeat(3 << 20) });

describe('the beginning of a file', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(() => folder.remove());

  function head(text: string): ReturnType<typeof readHead> {
    const path = join(folder.path, 'f');
    writeFileSync(path, text);
    return readHead(path);
  }

  const forms: readonly (readonly [what: string, text: string, form: string, names: readonly string[]])[] = [
    ['an object a line', '{"a": 1}\n{"b": 2}\n', 'lines', ['a']],
    ['a line with an object that is open', '{"a": {"b": 1}, "c": [1]}\n{"b": 2}\n', 'lines', ['a', 'c']],
    ['a torn line before others', '{"a": \n{"b": 2}\n', 'lines', ['b']],
    ['one object', '{"a": 1}', 'lines', ['a']],
    ['an indented object', '{\n  "a": 1,\n  "b": [\n    2\n  ]\n}\n', 'document', ['a', 'b']],
    ['an object whose list has an item a line', '{"a": [\n{"b": 1},\n{"b": 2}\n]}\n', 'document', ['a']],
    ['one that begins with a brace alone', '{\n"a": [\n{"b": 1}\n]\n}\n', 'document', ['a']],
    ['one that is cut off', '{\r\n"a": [\r\n{"b": 1},\r\n', 'document', ['a']],
    ['a list', '[{"a": 1}]', 'list', ['a']],
    ['a list with a byte order mark', '\ufeff[\n{"a": 1}]', 'list', ['a']],
    ['a first line of more than a megabyte', `${LONG}\n{"b": 2}\n`, 'lines', ['a']],
    ['such a line alone', `${LONG}\n`, 'document', ['a']],
    ['such a line, and one that is no object', `${LONG}\n]\n`, 'document', ['a']],
    ['a table', 'a,b\n1,2\n', 'table', []],
  ];
  for (const [what, text, form, names] of forms)
    it(`tells its form: ${what}`, async () => {
      const found = await head(text);
      expect([found.form, [...found.names]]).to.deep.equal([form, names]);
    });

  it('takes no longer where a line has many spaces behind a brace', async function () {
    this.timeout(5000);
    expect((await head(`{"a": {${' '.repeat(500_000)}}}`)).form).to.equal('lines');
  });
});
