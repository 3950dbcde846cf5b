import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { showObeyed } from '../../reports/display/index.js';
import { root } from '../support/needs.js';

describe('what a terminal obeys', () => {
  for (const [what, text, data, people] of [
    ['nothing in running text', 'a\tб\n日本\r\n', 'a\tб\n日本\r\n', 'a\tб\n日本\r\n'],
    [
      'joiners and selectors, which spell',
      'क्\u200dष 👩\u200d💻 ☎\ufe0f',
      'क्\u200dष 👩\u200d💻 ☎\ufe0f',
      'क्\u200dष 👩\u200d💻 ☎\ufe0f',
    ],
    ['a colour', '\u001b[1;31mx\u001b[0m', '\\u001b[1;31mx\\u001b[0m', '\u001b[1;31mx\u001b[0m'],
    ['a move', '\u001b[2J\u001b[1A', '\\u001b[2J\\u001b[1A', '\\u001b[2J\\u001b[1A'],
    ['the clipboard', '\u001b]52;c;eA==\u0007', '\\u001b]52;c;eA==\\u0007', '\\u001b]52;c;eA==\\u0007'],
    ['a control of C1', '\u009b31m', '\\u009b31m', '\\u009b31m'],
    ['a way back', 'ab\rc\b', 'ab\\u000dc\\u0008', 'ab\\u000dc\\u0008'],
    ['directions', '\u202e\u2066\u061c', '\\u202e\\u2066\\u061c', '\\u202e\\u2066\\u061c'],
    ['half a character', '\ud800', '\\ud800', '\\ud800'],
  ] as const)
    it(`is shown, as data and for people: ${what}`, () => {
      expect([showObeyed(text), showObeyed(text, 'colours')]).to.deep.equal([data, people]);
    });

  it('is data all the same where it stood in JSON', () => {
    const value = { '\u009b2J\u202e': '\u001b\u007f\r\n' };
    expect(JSON.parse(showObeyed(JSON.stringify(value)))).to.deep.equal(value);
  });
});

describe('the room of numbers and names', () => {
  it('loads nothing but itself: no detectors, no format, no library', () => {
    const folder = join(root, 'dist/reports/display');
    const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
    expect(files.length).to.be.above(3);
    for (const name of files) {
      const loaded = Array.from(
        readFileSync(join(folder, name), 'utf8').matchAll(/^(?:import|export) [^;]*?from '([^']+)'/gms),
        ([, from = '']) => from,
      );
      expect(
        loaded.filter((from) => !/^(?:\.\/|node:)/.test(from)),
        name,
      ).to.deep.equal([]);
    }
  });
});
