/** Which tokens a file names. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { UserError } from '../../files/index.js';
import {
  type NamingOptions,
  namedIds,
  openVocabulary,
  ownIds,
  readNamedIds,
} from '../../vocabulary/index.js';
import { folderWith } from '../support/offscript.js';
import { rejected } from '../support/rejected.js';
import { sentencePiece } from './real.js';

const drift = {
  tokens: 5000,
  under: { '0.95': 3, '0.90': 1 },
  changed: [
    { id: 7, text: 'x', cosine: 0.5 },
    { id: 3, text: null, cosine: 0.93 },
  ],
};

const CASES: readonly (readonly [
  name: string,
  text: string,
  options: NamingOptions,
  ids: readonly number[],
  of?: number,
])[] = [
  ['ids one a line, with what stands behind them', '12\n\n# a note\n5 # x\n5\n7,word\n', {}, [12, 5, 7]],
  ['a list', '[3, 1, "2", 3]', {}, [3, 1, 2]],
  ['a list of objects', '[{"id": 4, "text": "a"}]', {}, [4]],
  ['an object with a list', '{"ids": [2, 1]}', {}, [2, 1]],
  ['what drift lists', JSON.stringify(drift), {}, [7, 3]],
  ['what drift lists under a cosine', JSON.stringify(drift), { under: 0.9 }, [7]],
  ['what drift lists, where it says that there are more', JSON.stringify(drift), { under: 0.95 }, [7, 3], 3],
  ['rows of drift', 'id,text,cosine\n1,a,0.2\n2,"b,",0.96\n3,c,\n', {}, [1]],
  ['rows of drift under a cosine', '"id",text,cosine\n1,a,0.2\n2,b,0.96\n3,c,\n', { under: 0.97 }, [1, 2]],
  ['counts', '{"kind": "offscript-coverage", "samples": [0, 9, 4, 5]}', {}, [0, 2]],
  ['counts under a number', '{"samples": [0, 9, 4, 5]}', { samples: 1 }, [0]],
  ['rows of drift, the worst first', 'id,text,cosine\n1,a,0.4\n2,b,0.2\n3,c,0.97\n', {}, [2, 1]],
  ['rows of drift without a threshold', 'id,cosine\n1,0.999\n2,\n3,0.998\n', { all: true }, [3, 1]],
  ['counts without a threshold, the fewest first', '{"samples": [7, 0, 9]}', { all: true }, [1, 0, 2]],
  ['rows of counts', 'id,bytes,samples,targets\n0,00,0,0\n1,01,7,9\n', {}, [0]],
  [
    'a probe',
    '{"targets": [{"forgotten_tokens": [{"id": 8}]}, {"forgotten_tokens": [{"id": 2}]}]}',
    {},
    [8, 2],
  ],
  ['a scan', '{"classes": [{"class": "Latn", "rare_ids": [9, 1]}, {"rare_ids": [4]}]}', {}, [9, 1, 4]],
  ['rows of a scan', 'id,rare\n0,false\n1,true\n', {}, [1]],
  ['rows of a probe', 'id,verdict\n0,written\n4,forgotten\n2,undecided\n3,forgotten\n', {}, [4, 3]],
  ['rows of repair data', 'id,targets,samples,state\n0,0,0,special\n1,2,2,short\n2,20,3,covered\n', {}, [1]],
  ['a table that is separated otherwise', 'id\ttext\n5\ta\n"3"\tb\n', {}, [5, 3]],
  ['ids with a head', 'id\r\n5\r\n3\r\n', {}, [5, 3]],
];

const BAD: readonly (readonly [name: string, text: string, options: NamingOptions, said: RegExp])[] = [
  ['a word', '12\nabc\n', {}, /:2.*"abc" is no id/],
  ['a fraction in a list', '[1, 1.5]', {}, /: 2.*1\.5 is no id/],
  ['an id below zero', '[-1]', {}, /-1 is no id/],
  ['an id beyond 2^53', '[9007199254740993]', {}, /is no id/],
  ['JSON that is cut off', '[1, 2', {}, /malformed JSON/],
  ['another document', '{"a": 1}', {}, /it names no tokens/],
  ['a cosine where there are none', '[1]', { under: 0.9 }, /has no cosines.*--under/],
  ['samples where there are none', JSON.stringify(drift), { samples: 3 }, /has no counts.*--samples/],
  ['counts that are texts', '{"samples": ["x"]}', {}, /count of token 0 is no number/],
  ['a row without an id', 'id,cosine\n,0.1\n', {}, /is no id/],
];

describe('the ids in a file', () => {
  const folder = folderWith({});
  after(() => folder.remove());
  const path = join(folder.path, 'named');

  for (const [name, text, options, ids, of] of CASES)
    it(`are those of ${name}`, async () => {
      writeFileSync(path, text);
      const found = await readNamedIds(path, options);
      expect(found.ids).to.deep.equal(ids);
      expect(found.of).to.equal(of);
    });

  for (const [name, text, options, said] of BAD)
    it(`are refused in a line for ${name}`, async () => {
      writeFileSync(path, text);
      const error = await rejected(readNamedIds(path, options));
      expect(error).to.be.instanceOf(UserError);
      expect(error.message).to.match(said);
    });

  it('are those of a command, where no file is named', async () => {
    expect((await namedIds('17,4,17')).ids).to.deep.equal([17, 4]);
    writeFileSync(path, '4\n');
    expect((await namedIds(path)).ids).to.deep.equal([4]);
    const error = await rejected(namedIds('17', { under: 0.9 }));
    expect(error.message).to.match(/^17: it has no cosines/);
  });

  describe('of a vocabulary', () => {
    const own = async (text: string): Promise<unknown> => {
      writeFileSync(path, text);
      return ownIds(await openVocabulary(sentencePiece), await readNamedIds(path));
    };

    it('are without rows of padding that figures name', async () => {
      const changed = [40_000, 300].map((id) => ({ id, text: null, cosine: id / 1e6 }));
      expect(await own(JSON.stringify({ changed }))).to.deep.equal({ ids: [300], padding: 1 });
      expect(await own('id,samples\n300,0\n40000,0\n')).to.deep.equal({ ids: [300], padding: 1 });
    });

    it('are as somebody wrote them, to be refused by whoever takes them', async () => {
      expect(await own('40000\n')).to.deep.equal({ ids: [40_000], padding: 0 });
    });

    it('are refused where the file is of another tokenizer, by its hash or by texts', async () => {
      const of = (format: string, text: string) =>
        JSON.stringify({
          tokenizer: { format, model: 'bpe', sha256: '0'.repeat(64) },
          changed: [{ id: 300, text, cosine: 0.5 }],
        });
      const { textOf } = await openVocabulary(sentencePiece);
      const text = textOf(300) ?? '';
      for (const file of [of('tokenizer.json', text), of('gguf', `${text}x`)])
        expect((await rejected(own(file))).message).to.match(/these tokens are of another tokenizer than/);
      expect(await own(of('gguf', text))).to.deep.equal({ ids: [300], padding: 0 });
    });
  });
});
