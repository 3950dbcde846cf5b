/** Which tokens a file names. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { UserError } from '../../files/index.js';
import { type NamingOptions, readNamedIds } from '../../vocabulary/index.js';
import { folderWith } from '../support/offscript.js';
import { rejected } from '../support/rejected.js';

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
  ['ids one a line, with what stands behind them', '12\n\n# a note\n5 # x\n5\n7,word\n', {}, [5, 7, 12]],
  ['a list', '[3, 1, "2", 3]', {}, [1, 2, 3]],
  ['a list of objects', '[{"id": 4, "text": "a"}]', {}, [4]],
  ['an object with a list', '{"ids": [2, 1]}', {}, [1, 2]],
  ['what drift lists', JSON.stringify(drift), {}, [3, 7]],
  ['what drift lists under a cosine', JSON.stringify(drift), { under: 0.9 }, [7]],
  ['what drift lists, where it says that there are more', JSON.stringify(drift), { under: 0.95 }, [3, 7], 3],
  ['rows of drift', 'id,text,cosine\n1,a,0.2\n2,"b,",0.96\n3,c,\n', {}, [1]],
  ['rows of drift under a cosine', '"id",text,cosine\n1,a,0.2\n2,b,0.96\n3,c,\n', { under: 0.97 }, [1, 2]],
  ['counts', '{"kind": "offscript-coverage", "samples": [0, 9, 4, 5]}', {}, [0, 2]],
  ['counts under a number', '{"samples": [0, 9, 4, 5]}', { samples: 1 }, [0]],
  ['rows of counts', 'id,bytes,samples,targets\n0,00,0,0\n1,01,7,9\n', {}, [0]],
  [
    'a probe',
    '{"targets": [{"forgotten_tokens": [{"id": 8}]}, {"forgotten_tokens": [{"id": 2}]}]}',
    {},
    [2, 8],
  ],
  ['a scan', '{"classes": [{"class": "Latn", "rare_ids": [9, 1]}, {"rare_ids": [4]}]}', {}, [1, 4, 9]],
  ['rows of a scan', 'id,rare\n0,false\n1,true\n', {}, [1]],
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
});
