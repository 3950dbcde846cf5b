import { join } from 'node:path';
import { expect } from 'chai';
import { loadSuite } from '../../../harness/suite/index.js';
import { folderWith } from '../../support/offscript.js';

describe('the base URL of a target', () => {
  async function load(base_url: string, fields: object = {}) {
    const target = { id: 'a', base_url, model: 'm', sampling: { max_tokens: 9 }, ...fields };
    const suite = { targets: [target], prompts: [{ language: 'ja', sample: 1 }] };
    const folder = folderWith({ 's.json': JSON.stringify(suite) });
    try {
      const { targets, hints } = await loadSuite(join(folder.path, 's.json'));
      return { url: targets[0]?.base_url, hints };
    } finally {
      folder.remove();
    }
  }

  for (const [written, api, taken] of [
    ['http://h/v1/chat/completions', 'chat', 'http://h/v1'],
    ['http://h/v1/chat/completions/', 'chat', 'http://h/v1'],
    ['http://h//v1//', 'chat', 'http://h/v1'],
    ['http://h/api//v4//chat/completions', 'chat', 'http://h/api/v4'],
    ['https://h:8000/v1/completions', 'completions', 'https://h:8000/v1'],
    ['https://h/v1/responses', 'responses', 'https://h/v1'],
    ['https://h/v1/messages', 'messages', 'https://h/v1'],
    ['https://h/messages', 'messages', 'https://h'],
  ] as const)
    it(`is ${taken} where it says ${written} for ${api}, and that is said`, async () => {
      const { url, hints } = await load(written, { api });
      expect(url).to.equal(taken);
      expect(hints?.length).to.equal(1);
      expect(hints?.[0]).to.contain(`base_url of a: asking ${taken}, `);
    });

  for (const right of [
    'http://h',
    'http://h/',
    'http://h/v1',
    'http://h/v1/',
    'http://[::1]:8000/v1',
    'https://gateway/https://api.example/v1',
  ])
    it(`stays ${right}`, async () => {
      expect(await load(right)).to.deep.equal({ url: right, hints: undefined });
    });
});
