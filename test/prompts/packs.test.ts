import { expect } from 'chai';
import { languages, policyFor } from '../../detectors/index.js';
import { loadIdentifier } from '../../harness/identifier/index.js';
import {
  AXES,
  checkPrompts,
  describePacks,
  packHash,
  packLanguages,
  packManifest,
  packNames,
  packPath,
  readPack,
  readPrompts,
} from '../../prompts/index.js';
import { promptHash } from '../../store/index.js';
import { collect } from '../support/collect.js';

const HUNDRED = ['ar', 'hi', 'ja', 'ko', 'ru', 'th', 'vi', 'zh-Hans', 'zh-Hant'];

describe('the packs', () => {
  it('are in every listed language, of a hundred prompts where models slip most and of fifty elsewhere', async () => {
    expect(packLanguages()).to.deep.equal(languages.filter((tag) => tag !== 'zh'));
    for (const language of packLanguages())
      expect((await readPack(language)).length, language).to.be.at.least(
        HUNDRED.includes(language) ? 100 : 50,
      );
  });

  for (const language of packLanguages())
    it(`have every task, length and risk in ${language}, and a third of long answers`, async () => {
      const prompts = await readPack(language);
      const counts = (tag: string) => prompts.filter(({ tags }) => tags?.includes(tag)).length;
      for (const tag of [...AXES.task, ...AXES.length, ...AXES.risk])
        expect(counts(tag), tag).to.be.at.least(2);
      expect(counts('long') / prompts.length).to.be.at.least(0.25);
    });

  it('have ids that no other pack has', async () => {
    const packs = await Promise.all(packNames().map((name) => readPack(name)));
    const ids = packs.flat().map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
  });

  for (const name of packNames())
    it(`pass the check: ${name}`, async () => {
      const identifier = await loadIdentifier('fasttext');
      const entries = (await collect(readPrompts(packPath(name)))).map((read) => {
        if (read.kind === 'wrong') throw read.error;
        return read;
      });
      expect(checkPrompts(entries, { policyOf: policyFor, identifier, pack: name })).to.deep.equal([]);
    });

  it('are as the manifest says, and any change of a prompt changes its pack’s hash', async () => {
    const { version, licence, packs } = packManifest();
    expect(version).to.match(/^\d{4}\.\d{1,2}\.\d+$/);
    expect(licence).to.equal('CC0-1.0');
    expect(packs).to.deep.equal(await describePacks());
    const prompts = await readPack('ja');
    const [first, ...rest] = prompts;
    if (first === undefined) throw new Error('the pack has prompts');
    const changed = { ...first, messages: [{ role: 'user' as const, content: 'x' }] };
    expect(promptHash(changed)).not.to.equal(promptHash(first));
    for (const other of [changed, { ...first, allow: ['PC'] }, { ...first, note: 'n' }])
      expect(packHash([other, ...rest])).not.to.equal(packHash(prompts));
  });

  it('of reported failures say by whom, of what and where it was reported', async () => {
    for (const { id, reported = [], tags = [], expect: expected } of await readPack('regressions')) {
      expect(reported.length, id).to.be.at.least(1);
      if (tags.includes('repeat-word')) expect(expected, id).not.to.equal(undefined);
    }
  });
});
