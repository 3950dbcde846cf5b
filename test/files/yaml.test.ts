import { expect } from 'chai';
import * as v from 'valibot';
import { parseYaml, UserError } from '../../files/index.js';

const parsed = (text: string): Promise<unknown> => parseYaml(text, 'f.yaml', v.unknown(), 'a file');

async function problemIn(text: string): Promise<string> {
  try {
    await parsed(text);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'none';
}

describe('YAML', () => {
  for (const [what, piece] of [
    ['lists', '['],
    ['mappings', '{a: '],
    ['lists by dashes', '- '],
    ['keys that are mappings', '? '],
    ['lists in mappings', '[{a: '],
  ] as const)
    for (const times of [200, 1000, 100_000])
      it(`is refused where it goes too deep, before it ends the process: ${times} ${what}`, async () => {
        expect(await problemIn(piece.repeat(times))).to.match(/^f\.yaml:1:\d+: nested more than 100 deep$/);
      });

  it('is refused where mappings by indentation go too deep', async () => {
    const text = Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:\n`).join('');
    expect(await problemIn(text)).to.match(/^f\.yaml:\d+:\d+: nested more than 100 deep$/);
  });

  it('may be as deep as anybody writes it', async () => {
    const text = `${'['.repeat(40)}1${']'.repeat(40)}`;
    expect(JSON.stringify(await parsed(text))).to.equal(text);
  });

  it('is one document', async () => {
    expect(await problemIn('a: 1\n---\nb: 2\n')).to.equal(
      'f.yaml:2:1: malformed YAML: there is more than one document',
    );
    expect(await parsed('---\na: 1\n...\n')).to.deep.equal({ a: 1 });
    expect(await parsed('')).to.equal(null);
  });
});
