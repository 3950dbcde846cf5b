import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadSuite, shownUrl } from '../../../harness/suite/index.js';
import { folderWith } from '../../support/offscript.js';
import { rejected } from '../../support/rejected.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

/** Made up, in the shapes of vendors' keys and in none. */
const SECRET = 'S3cretPass99';
const VENDOR = {
  openai: 'sk-proj-S3cretPass99AbCdEfGh',
  anthropic: 'sk-ant-api03-S3cretPass99AbCdEfGh',
  groq: 'gsk_S3cretPass99AbCdEfGh',
  hugging: 'hf_S3cretPass99AbCdEfGh',
  google: 'AIzaS3cretPass99AbCdEfGhIjKlMnOpQrStUvWx',
  aws: 'AKIAS3CRETPASS99ABCD',
  jwt: 'eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.S3cretPass99',
};

const suiteWith = (fields: object): string =>
  JSON.stringify({
    targets: [{ id: 'a', base_url: 'http://127.0.0.1:9/v1', model: 'm', ...fields }],
    prompts: [{ language: 'ja' }],
  });

async function load<T>(fields: object, use: (path: string) => Promise<T>): Promise<T> {
  const folder = folderWith({ 's.yaml': suiteWith(fields) });
  try {
    return await use(join(folder.path, 's.yaml'));
  } finally {
    folder.remove();
  }
}

describe('a key in a suite', () => {
  const refused: readonly (readonly [string, object, RegExp])[] = [
    ['a field of the body', { extra_body: { api_key: SECRET } }, /must not hold a key \(api_key\)/],
    ['one in camel case', { extra_body: { apiKey: SECRET } }, /\(apiKey\)/],
    ['one of an upstream', { extra_body: { aws_secret_access_key: SECRET } }, /\(aws_secret_access_key\)/],
    ['a token', { extra_body: { token: SECRET } }, /\(token\)/],
    ['a number for a password', { extra_body: { password: 12345678 } }, /\(password\)/],
    ['a list of keys', { extra_body: { api_keys: [SECRET] } }, /\(api_keys\)/],
    [
      'the headers of a tool',
      { extra_body: { tools: [{ type: 'mcp', headers: { Authorization: `Bearer ${SECRET}` } }] } },
      /\(tools\.0\.headers\.Authorization\)/,
    ],
    ['a field of credentials', { extra_body: { credentials: { value: SECRET } } }, /\(credentials\.value\)/],
    ["a vendor's key anywhere in the body", { extra_body: { x: [VENDOR.hugging] } }, /\(x\.0\)/],
    ['a header that authenticates', { headers: { 'X-Api-Key': SECRET } }, /headers" must not hold a key/],
    ['credentials in another header', { headers: { 'x-foo': `Bearer ${SECRET}` } }, /must not hold a key/],
    ['a key in another header', { headers: { 'x-foo': VENDOR.groq } }, /must not hold a key/],
    ['a key beside a variable', { headers: { 'x-foo': `${VENDOR.openai} $\{X}` } }, /must not hold a key/],
    ['a parameter', { query: { code: SECRET } }, /query" must not hold a key/],
    ['a header as a text', { headers: `Authorization: Bearer ${SECRET}` }, /must be Object, not a text/],
    ['a number where a text belongs', { api_key_env: 1234567899 }, /must be string, not a number/],
    ['a choice', { api: VENDOR.openai }, /"targets\[0\]\.api" must be .*, not a text/],
    [
      'the name of a variable',
      { api_key_env: `sk-${SECRET}` },
      /must be the name of an environment variable/,
    ],
    ['the user of the base URL', { base_url: `http://u:${SECRET}@h/v1` }, /must not hold a user or password/],
    ['the query of the base URL', { base_url: `http://h/v1?key=${SECRET}` }, /must not hold a query/],
    ['the fragment of the base URL', { base_url: `http://h/v1#${SECRET}` }, /must not hold a "#"/],
    [
      'a base URL that is none',
      { base_url: `http://u:${SECRET}@h:x/v1` },
      /must not hold a user or password/,
    ],
    ['the path of the base URL', { base_url: `http://h/${VENDOR.jwt}/v1` }, /must not hold a key/],
    ['the password of a proxy', { proxy: `http://u:${SECRET}@h:1` }, /must not hold a password/],
    ['the name of the model', { model: VENDOR.aws }, /must not hold a key/],
    ['the name of the model, by another vendor', { model: VENDOR.google }, /must not hold a key/],
    ['the name of the model, by a third', { model: VENDOR.anthropic }, /must not hold a key/],
  ];
  for (const [where, fields, says] of refused)
    it(`is refused and not shown: ${where}`, async () => {
      const { message } = await load(fields, (path) => rejected(loadSuite(path)));
      expect(message).to.match(says);
      expect(message).not.to.match(/S3cret|S3CRET|12345678|1234567899/);
      expect(message.split('\n')).to.have.lengthOf(1);
    });

  const taken: readonly (readonly [string, object])[] = [
    ['limits of tokens', { extra_body: { min_tokens: 5, thinking: { budget_tokens: 2_000_000 } } }],
    [
      'tokens of a tokenizer',
      { extra_body: { skip_special_tokens: false, eos_token: '</s>', stop_token_ids: [1] } },
    ],
    [
      'keys of caches and users',
      { extra_body: { prompt_cache_key: 'suite-7', safety_identifier: 'team-42' } },
    ],
    [
      'a schema that names a password',
      {
        extra_body: {
          tools: [
            {
              parameters: {
                properties: { password: { type: 'string', description: 'at least 8 characters' } },
              },
            },
          ],
        },
      },
    ],
    ['a switch', { extra_body: { auth: false, api_key: null } }],
    ['variables', { headers: { Authorization: `Bearer $\{A_KEY}`, 'x-region': 'eu-west-1' } }],
    ['a proxy with a variable', { proxy: `http://user:$\{PROXY_PASSWORD}@proxy:8080` }],
    ['models with dashes', { model: 'sk-telecom/A.X-4.0-Light' }],
    [
      'an account in the path',
      { base_url: 'https://gateway.example/v1/0a1b2c3d4e5f60718293a4b5c6d7e8f9/openai' },
    ],
  ];
  for (const [what, fields] of taken)
    it(`is not seen where there is none: ${what}`, async () => {
      const { targets } = await load(fields, loadSuite);
      expect(targets[0]).to.deep.include(fields);
    });

  for (const variable of [
    'gsk_S3cretPass99',
    'S3cretPass99',
    'hf_s3cretpass99',
    'AKIAS3CRETPASS99ABCD',
    's3cretpass99x7',
  ])
    it(`that stands where the name of a variable belongs is not shown: ${variable}`, async () => {
      for (const fields of [{ api_key_env: variable }, { headers: { 'x-key': `$\{${variable}}` } }]) {
        const folder = folderWith({ 's.yaml': suiteWith(fields) });
        const result = await offscript(folder.path, ['--debug', 'run', 's.yaml', '-o', 'out']);
        const isMade = existsSync(join(folder.path, 'out/run.json'));
        folder.remove();
        expect(result.stderr).to.match(
          /^offscript: target a: the environment variable that "(api_key_env|headers)" names is not set; the name of a variable belongs there, not the key itself\n|"targets\[0\]\.headers" must not hold a key; /,
        );
        expect(result.stdout + result.stderr).not.to.match(/s3cret/i);
        expect([result.code, isMade]).to.deep.equal([2, false]);
      }
    });

  for (const variable of ['KEY', 'OPENAI_API_KEY', 'HF_TOKEN_2', 'my_key', 'AZURE_OPENAI_KEY_EU_WEST_1'])
    it(`is missed by the name of its variable: ${variable}`, async () => {
      const folder = folderWith({ 's.yaml': suiteWith({ api_key_env: variable }) });
      const { code, stderr } = await offscript(folder.path, ['run', 's.yaml', '-o', 'out']);
      folder.remove();
      expect(stderr).to.contain(`target a: the environment variable ${variable} is not set;`);
      expect(code).to.equal(2);
    });
});

describe('the path of a base URL', () => {
  for (const [url, shown] of [
    ['http://h/S3cretPass99/v1', 'http://h/.../v1'],
    ['https://gateway.example/v1/0a1b2c3d4e5f6071/openai/', 'https://gateway.example/v1/.../openai/'],
    [
      'https://h:443/openai/deployments/gpt-4o-2024-11-20',
      'https://h:443/openai/deployments/gpt-4o-2024-11-20',
    ],
    ['https://abcdefg12345.example/v1beta/openai', 'https://abcdefg12345.example/v1beta/openai'],
    ['https://h/api/paas/v4', 'https://h/api/paas/v4'],
    ['http://h', 'http://h'],
  ] as const)
    it(`is stored and shown as ${shown}`, () => {
      expect(shownUrl(url)).to.equal(shown);
    });

  it('is asked as it stands, and in no file', async () => {
    const folder = folderWith({
      's.yaml': suiteWith({ base_url: `http://127.0.0.1:9/${SECRET}/v1`, wait_for: 0, retries: 0 }),
    });
    const { code, stdout, stderr } = await offscript(folder.path, [
      '--debug',
      'run',
      's.yaml',
      '-o',
      'out',
      '--limit',
      '1',
    ]);
    const files = ['run.json', 'samples.jsonl'].map((name) =>
      readFileSync(join(folder.path, 'out', name), 'utf8'),
    );
    folder.remove();
    expect([stdout, stderr, ...files].join('')).not.to.contain(SECRET);
    expect(files[0]).to.contain('"http://127.0.0.1:9/.../v1"');
    expect(code).to.equal(3);
  });
});

describe('a field of the body', () => {
  it('is sent whatever it is called', async () => {
    const text = `targets: [{ id: a, base_url: "http://127.0.0.1:9/v1", model: m, extra_body: { constructor: 1, prototype: 2, x: 3 } }]
prompts: [{ language: ja }]
`;
    const folder = folderWith({ 's.yaml': text });
    const { targets } = await loadSuite(join(folder.path, 's.yaml'));
    folder.remove();
    expect(JSON.stringify(targets[0]?.extra_body)).to.equal('{"constructor":1,"prototype":2,"x":3}');
  });
});
