import { join } from 'node:path';
import { expect } from 'chai';
import { loadSuite } from '../../../harness/suite/index.js';
import { folderWith } from '../../support/offscript.js';

/** Languages and ids of what a suite with this source of prompts asks. */
async function asked(source: string): Promise<string[]> {
  const folder = folderWith({
    's.yaml': `targets: [{ id: a, base_url: "http://127.0.0.1:9/v1", model: m }]\nprompts: [${source}]\n`,
  });
  try {
    const { prompts } = await loadSuite(join(folder.path, 's.yaml'));
    return prompts.map(({ language, id }) => `${language} ${id}`);
  } finally {
    folder.remove();
  }
}

describe('languages in a suite', () => {
  const cases = [
    ['{ language: ZH-hant, sample: 3 }', '{ language: zh-Hant, sample: 3 }'],
    ['{ pack: regressions, languages: [zh-hans, KO] }', '{ pack: regressions, languages: [zh-Hans, ko] }'],
    [
      '{ language: ja, sample: 3, cross_lingual: { to: [JA, KO], instruction_language: ZH-hant } }',
      '{ language: ja, sample: 3, cross_lingual: { to: [ja, ko], instruction_language: zh-Hant } }',
    ],
  ] as const;
  for (const [written, meant] of cases)
    it(`may be in any case: ${written}`, async () => {
      expect(await asked(written)).to.deep.equal(await asked(meant)).and.not.to.be.empty;
    });
});
