import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../../support/needs.js';
import { askServers, type Heard, json } from './one-answer.js';
import { conversation } from './protocols/conversation.js';

/** Every variable of a vendor's that the code of its client reads. */
function variablesRead(client: string): string[] {
  const folder = join(root, 'node_modules', client);
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.mjs'),
  );
  const read = sources.flatMap((path) =>
    Array.from(
      readFileSync(join(folder, path), 'utf8').matchAll(/\b((?:OPENAI|AZURE_OPENAI|ANTHROPIC)_[A-Z_]+)\b/g),
      ([, name = '']) => name,
    ),
  );
  return [...new Set(read)];
}

const SECRET = 'S3cretOfTheMachine';

function valueFor(name: string): string {
  if (name.endsWith('_HEADERS'))
    return `Authorization: Bearer ${SECRET}\nx-evil: ${SECRET}\ncookie: ${SECRET}`;
  if (/_(?:URL|ENDPOINT)$/.test(name)) return 'http://127.0.0.1:9/v1';
  return name.endsWith('_LOG') ? 'debug' : SECRET;
}

describe('the environment', () => {
  const { ask, close } = askServers(conversation);
  afterEach(close);

  const variables = ['openai', '@anthropic-ai/sdk'].flatMap(variablesRead);

  it('holds the variables that the clients read by themselves', () => {
    expect(variables).to.include.members([
      'OPENAI_API_KEY',
      'OPENAI_CUSTOM_HEADERS',
      'OPENAI_ORG_ID',
      'OPENAI_PROJECT_ID',
      'OPENAI_BASE_URL',
      'OPENAI_LOG',
      'ANTHROPIC_AUTH_TOKEN',
      'ANTHROPIC_CUSTOM_HEADERS',
    ]);
  });

  for (const api of ['chat', 'completions', 'responses', 'messages'] as const)
    it(`is sent to nobody who is asked for ${api}, and says nothing`, async () => {
      const env = Object.fromEntries(variables.map((name) => [name, valueFor(name)]));
      const before = { ...process.env };
      const said: unknown[][] = [];
      const { debug, info, warn, error, log } = console;
      const hear = (...words: unknown[]): void => void said.push(words);
      Object.assign(process.env, env);
      Object.assign(console, { debug: hear, info: hear, warn: hear, error: hear, log: hear });
      const all: Heard[] = [];
      try {
        for (const fields of [{}, { api_key_env: 'KEY' }])
          all.push(
            ...(
              await ask(
                json({}),
                { api, retries: 0, sampling: { max_tokens: 9 }, ...fields },
                { env: { KEY: 'sk-named-1234' } },
              )
            ).heard,
          );
        expect(process.env).to.include(env);
      } finally {
        for (const name of variables) delete process.env[name];
        Object.assign(process.env, before);
        Object.assign(console, { debug, info, warn, error, log });
      }
      expect(all.map(({ request }) => request.headers.authorization)).to.deep.equal([
        undefined,
        'Bearer sk-named-1234',
      ]);
      for (const { request, body } of all) {
        const sent = JSON.stringify([request.rawHeaders, request.url, body]);
        expect(sent).not.to.contain(SECRET);
        expect(sent).not.to.match(/organization|"openai-project|x-evil|cookie/i);
      }
      expect(said).to.deep.equal([]);
    });
});
