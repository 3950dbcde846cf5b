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

  const bytes = Buffer.from(KEY);
  const each = (form: (code: number) => string): string => Array.from(bytes, form).join('');
  const hexOf = (code: number): string => code.toString(16).padStart(2, '0');
  for (const [form, text] of [
    ['as escapes of JSON alone', each((code) => `\\u00${hexOf(code)}`)],
    ['as such in capitals', each((code) => `\\u00${hexOf(code).toUpperCase()}`)],
    ['as escapes of C', each((code) => `\\x${hexOf(code)}`)],
    ['as percents alone', each((code) => `%${hexOf(code)}`)],
    ['as numbers of HTML alone', each((code) => `&#${code};`)],
    ['as hexadecimal numbers of HTML', each((code) => `&#x000${hexOf(code)};`)],
    ['in HTML in HTML', inHtml(inHtml(KEY))],
    ['in a URL in JSON in HTML', inHtml(JSON.stringify(encodeURIComponent(KEY)).slice(1, -1))],
    ['in small letters', KEY.toLowerCase()],
    ['in capitals', KEY.toUpperCase()],
    ['with blanks between', [...KEY].join(' ')],
    ['with nothing that is seen between', [...KEY].join('\u200b')],
    ['broken by a line', `${KEY.slice(0, 9)}\r\n${KEY.slice(9)}`],
    ['broken by a line of JSON', JSON.stringify(`${KEY.slice(0, 9)}\n${KEY.slice(9)}`).slice(1, -1)],
    ['as hexadecimal digits', bytes.toString('hex')],
    ['as such in capitals', bytes.toString('hex').toUpperCase()],
    ['as such with colons', Array.from(bytes, hexOf).join(':')],
    ['as such with blanks', Array.from(bytes, hexOf).join(' ')],
    ['as numbers of bytes', [...bytes].join(', ')],
    ['cut off', KEY.slice(0, 20)],
    ['without its beginning', KEY.slice(8)],
  ] as const)
    it(`is redacted ${form}`, () => {
      expect(redact(KEY, `a ${text} b ${text}`)).to.equal('a [key] b [key]');
    });

  for (const before of [0, 1, 2, 3, 4, 5])
    for (const [name, encoding] of [
      ['base64', 'base64'],
      ['base64url', 'base64url'],
    ] as const)
      it(`is redacted in ${name} behind ${before} bytes`, () => {
        // What its neighbours have a share in may stay: no more than a digit on each side.
        const around = 'user:'.slice(0, before);
        const whole = Buffer.from(`${around}${KEY}~~`).toString(encoding);
        const left = redact(KEY, whole);
        const digits = Math.ceil((before * 8) / 6);
        expect(left.startsWith(`${whole.slice(0, digits)}[key]`), left).to.equal(true);
        expect(left.length).to.be.at.most(digits + '[key]'.length + 6);
        expect(redact(KEY, encodeURIComponent(whole))).to.contain('[key]');
        expect(redact(KEY, whole.replace(/.{11}/g, '$&\r\n'))).to.match(/^.{0,9}\[key\]\S{0,8}/s);
      });

  for (const key of [
    'sk-proj-AbC/dEf+123456==',
    'a.b-c_d~e.0',
    `sk-ant-api03-${'aB3_x-'.repeat(16)}`,
    '8f14e45fceea167a5a36dedd4bea2543',
  ])
    it(`is redacted whatever it is made of: ${key.slice(0, 24)}`, () => {
      for (const text of [
        key,
        encodeURIComponent(key),
        JSON.stringify(JSON.stringify({ key })),
        Buffer.from(key).toString('base64'),
        Buffer.from(key).toString('hex'),
      ])
        expect(redact(key, `<${text}>`)).to.match(/^<[[{"\\key:]*\[key\][=\\"}A-Za-z0-9+/]{0,12}>$/);
    });

  it('is redacted where HTTP sends it in base64 and the server has read it', () => {
    const password = 'hunter2-of-1999';
    const { redactor } = readCredentials(
      { ...target, headers: { Authorization: 'Basic '.concat('$', '{BASIC}') } },
      { KEY: 'sk-12345678', BASIC: Buffer.from(`me:${password}`).toString('base64') },
    );
    expect(redactor.redact(`user me, password ${password}`)).to.equal('user me, password [key]');
  });

  it('is redacted where it is the password of a proxy', () => {
    const password = 'p/ss word+1999';
    const proxy = `http://me:${encodeURIComponent(password)}@proxy:8080`;
    const named = { ...target, proxy: '$'.concat('{PROXY}') };
    const far = { ...target, base_url: 'http://far.example/v1' };
    for (const { redactor } of [
      readCredentials(named, { KEY: 'sk-12345678', PROXY: proxy }),
      readCredentials(far, { KEY: 'sk-12345678', HTTP_PROXY: proxy }),
    ])
      expect(redactor.redact(`407 ${password} ${encodeURIComponent(password)}`)).to.equal('407 [key] [key]');
  });

  it('is redacted in the tokens that it is made of, and so is what was likely there', () => {
    const { redactTokens } = readCredentials(target, { KEY: 'sk-1234567890abcdef' }).redactor;
    expect(
      redactTokens([
        ['は', -1, [['い', -2]]],
        [' sk', -1, [['sk', -1]]],
        ['-1234', -1, [['-1234', -1]]],
        [[...Buffer.from('567890')], -1],
        ['abcdef', -1],
        ['。', -3, [['sk-1234567890abcdef', -4]]],
      ]),
    ).to.deep.equal([
      ['は', -1, [['い', -2]]],
      ['[key]', -1],
      ['', -1],
      ['', -1],
      ['', -1],
      ['。', -3, [['[key]', -4]]],
    ]);
  });

  it('takes time by the length of a text, whatever is written there', () => {
    const { redact: all } = readCredentials(target, { KEY }).redactor;
    for (const piece of ['\\', '%25', '&amp;', KEY.slice(0, 12), '\\u005c', 'a'])
      expect(all(piece.repeat(100_000))).not.to.contain(KEY);
  });

  it('is redacted once wherever it stands in a text that is gone through in windows', () => {
    const { redact: all } = readCredentials(target, { KEY }).redactor;
    const filler = 'Ein \\"Wort\\".\\n';
    const written = inHtml(json);
    for (const border of [2 ** 20 - 2 ** 16, 2 ** 20])
      for (const before of [-written.length, -written.length / 2, -1, 0, 1]) {
        const begin = filler.repeat(2 ** 17).slice(0, border + before);
        const text = `${begin} ${written} ${filler.repeat(2 ** 13)}`;
        expect(all(text) === text.replace(written, '[key]'), `at ${border}${before}`).to.equal(true);
      }
  });

  it('leaves words that are alike', () => {
    for (const [key, text] of [
      ['not-needed', 'not-necessary, needed'],
      ['lm-studio', 'a studio'],
      ['sk-proj-AbCdEf1234567890', 'keys begin with sk-proj- there'],
      ['token-abc123', 'the token is abc'],
    ] as const)
      expect(redact(key, text)).to.equal(text);
  });

  it('is redacted as a whole where another one is its beginning', () => {
    const env = { KEY: 'sk-12345678', LONGER: 'sk-12345678-90' };
    const { redactor } = readCredentials({ ...target, headers: { 'x-key': '$'.concat('{LONGER}') } }, env);
    expect(redactor.redact(['sk-12345678-90', 'sk-12345678'])).to.deep.equal(['[key]', '[key]']);
  });

  it('is left where it is no more than a word', () => {
    for (const word of ['EMPTY', 'none', 'v1', 'eu-west'])
      expect(redact(word, `an ${word} answer`)).to.equal(`an ${word} answer`);
    expect(redact('abc123', 'an abc123 answer')).to.equal('an [key] answer');
  });
});
