import { join } from 'node:path';
import { expect } from 'chai';
import { UserError } from '../../../files/index.js';
import { loadSuite } from '../../../harness/suite/index.js';
import { folderWith } from '../../support/offscript.js';
import { rejected } from '../../support/rejected.js';

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

describe('a base URL that people write', () => {
  async function load(url: string) {
    const suite = {
      targets: [{ id: 'a', base_url: url, model: 'm' }],
      prompts: [{ language: 'ja', sample: 1 }],
    };
    const folder = folderWith({ 's.json': JSON.stringify(suite) });
    try {
      return await loadSuite(join(folder.path, 's.json'));
    } finally {
      folder.remove();
    }
  }

  for (const [url, says] of [
    ['127.0.0.1:8000/v1', /must be an http or https URL: begin it with http:\/\/ or https:\/\/$/],
    ['localhost:8000/v1', /must be an http or https URL/],
    ['//host/v1', /must be an http or https URL/],
    ['http:/host/v1', /must be an http or https URL/],
    ['ws://host/v1', /must be an http or https URL/],
    ['', /must be an http or https URL/],
    ['http://', /a host: nothing stands behind the two slashes$/],
    ['http:///v1', /a host: nothing stands behind the two slashes$/],
    ['http://:80/v1', /is no URL: its host or port cannot be read$/],
    ['http://h:99999/v1', /must have a port from 1 to 65535$/],
    ['http://h:0/v1', /must have a port from 1 to 65535$/],
    ['http://h:port/v1', /is no URL: its host or port cannot be read$/],
    ['http://256.1.1.1/v1', /is no URL: its host or port cannot be read$/],
    ['http://[fe80::1%25eth0]/v1', /must not hold a zone of an IPv6 address/],
    ['http://[fe80::1%eth0]:80/v1', /must not hold a zone of an IPv6 address/],
    ['http://fe80::1/v1', /an IPv6 address stands in square brackets$/],
    ['http://h/v1?', /must not hold a query: it would be stored with the run$/],
    ['http://h/v1#', /must not hold a "#": what is behind it is sent to nobody$/],
    ['http://h/v1 x', /must not hold blanks or backslashes$/],
    ['http:\\\\h\\v1', /must be an http or https URL/],
    ['http://h\\v1', /must not hold blanks or backslashes$/],
    ['http://h/v1\u001b[2J', /must not hold blanks or backslashes$/],
  ] as const)
    it(`is one line where it cannot be asked: ${JSON.stringify(url)}`, async () => {
      const error = await rejected(load(url));
      expect(error).to.be.instanceOf(UserError);
      expect(error.message).to.match(/^[^\n]*s\.json:1:\d+: "targets\[0\]\.base_url" [^\n]*$/);
      expect(error.message).to.match(says);
    });

  for (const url of [
    'http://127.0.0.1:9/v1',
    ' https://h.example:65535/v1 ',
    'HTTP://h:08080/v1',
    'http://[::1]:8000/v1',
    'http://[fe80::1]/v1',
    'http://münchen.example/v1',
    'http://h/a%20b/v1',
  ])
    it(`is taken where it can be: ${JSON.stringify(url)}`, async () => {
      const { targets, hints } = await load(url);
      expect([targets[0]?.base_url, hints]).to.deep.equal([url.trim(), undefined]);
    });
});
