import { expect } from 'chai';
import { readCredentials } from '../../../harness/endpoint/secrets.js';

const target = { id: 'a', base_url: 'http://127.0.0.1:9/v1', model: 'm', api_key_env: 'KEY' };

const redact = (secret: string, text: string): string =>
  readCredentials(target, { KEY: secret }).redactor.redact({ text }).text;

/** With all characters that URLs, JSON and HTML write otherwise. */
const KEY = `sk-1/2+3=4&5"6\\7'8(9)<a>!*~`;

const inHtml = (text: string): string =>
  text.replace(/[&"'<>]/g, (one) => `&#${one === "'" ? 'x27' : one.charCodeAt(0)};`);

describe('a secret that comes back', () => {
  const json = JSON.stringify(KEY).slice(1, -1);
  for (const [form, text] of [
    ['as it is', KEY],
    ['in a URL', encodeURIComponent(KEY)],
    ['in a form', new URLSearchParams({ '': KEY }).toString().slice(1)],
    ['in a URL, in small letters', encodeURIComponent(KEY).replace(/%../g, (hex) => hex.toLowerCase())],
    ['in a URL in a URL', encodeURIComponent(encodeURIComponent(KEY))],
    ['in JSON', json],
    ['in JSON, as PHP writes it', json.replaceAll('/', '\\/')],
    ['in JSON, as Go writes it', json.replace(/[&<>]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`)],
    ['in JSON in JSON', JSON.stringify(json).slice(1, -1)],
    ['in HTML', inHtml(KEY)],
    ['in HTML, by names', KEY.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')],
  ] as const)
    it(`is redacted ${form}`, () => {
      expect(redact(KEY, `a ${text} b ${text}`)).to.equal('a [key] b [key]');
    });

  it('is redacted as a whole where another one is its beginning', () => {
    const env = { KEY: 'sk-12345678', LONGER: 'sk-12345678-90' };
    const { redactor } = readCredentials({ ...target, headers: { 'x-key': '$'.concat('{LONGER}') } }, env);
    expect(redactor.redact(['sk-12345678-90', 'sk-12345678'])).to.deep.equal(['[key]', '[key]']);
  });

  it('is left where it is no more than a word', () => {
    expect(redact('EMPTY', 'an EMPTY answer')).to.equal('an EMPTY answer');
  });
});
