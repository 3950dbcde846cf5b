import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadSuite } from '../../../harness/suite/index.js';
import { canariesIn, canaryDocument, readingsOf } from '../../../store/index.js';
import { rejected } from '../../support/rejected.js';

const TARGET = (more = ''): string =>
  `targets: [{ id: a, base_url: "http://127.0.0.1:9/v1", model: m${more} }]`;
const ENDPOINT = '{ base_url: "http://127.0.0.1:9/v1" }';

/** Wherever names of users are keys, with where a refusal is said to stand. */
const PLACES: readonly (readonly [string, (name: string) => string])[] = [
  ['cross.checkpoint', (name) => `cross: { checkpoint: { a: m, ${name}: n }, endpoint: { e: ${ENDPOINT} } }`],
  ['cross.endpoint', (name) => `cross: { checkpoint: { a: m }, endpoint: { ${name}: ${ENDPOINT} } }`],
  [
    'cross.endpoint.e.models',
    (name) =>
      `cross: { checkpoint: { a: m }, endpoint: { e: { base_url: "http://127.0.0.1:9", models: { ${name}: n } } } }`,
  ],
  ['mitigate.variants', (name) => `${TARGET()}\nmitigate: { variants: { ${name}: { system: x } } }`],
  ['targets[0].factors', (name) => TARGET(`, factors: { ${name}: x }`)],
  ['targets[0].headers', (name) => TARGET(`, headers: { ${name}: x }`)],
  ['targets[0].query', (name) => TARGET(`, query: { ${name}: x }`)],
  ['policies', (name) => `${TARGET()}\npolicies: { ${name}: { close: [] } }`],
  ['policies.ja.exempt', (name) => `${TARGET()}\npolicies: { ja: { exempt: { ${name}: false } } }`],
  ['gate.max', (name) => `${TARGET()}\ngate: { max: { ${name}: 1% } }`],
];

describe('names that objects inherit', () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'offscript-names-'));
  });

  after(() => rmSync(folder, { recursive: true }));

  for (const [place, suiteWith] of PLACES)
    for (const name of ['constructor', 'prototype', '__proto__'])
      it(`are refused in a line, and not left out: ${name} in ${place}`, async () => {
        const path = join(folder, 'suite.yaml');
        writeFileSync(path, `${suiteWith(name)}\nprompts: [{ language: ja, sample: 1 }]\n`);
        const { name: kind, message } = await rejected(loadSuite(path));
        expect(kind).to.equal('UserError');
        expect(message).to.include(
          `"${place}" can hold nothing that is called "${name}"; choose another name`,
        );
        expect(message).to.match(/suite\.yaml:\d+:\d+: /);
        expect(message).not.to.include('\n');
      });

  it('may be those of a target, whose canaries are kept', () => {
    const reading = { at: '2026-01-01T00:00:00.000Z', after: 0, tokens: [] };
    const text = JSON.stringify(canaryDocument(Object.fromEntries([['constructor', [reading]]])));
    expect(readingsOf(canariesIn(JSON.parse(text)), 'constructor')).to.deep.equal([reading]);
    expect(readingsOf(canariesIn(JSON.parse(text)), 'prototype')).to.deep.equal([]);
  });
});
