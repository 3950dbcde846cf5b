import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { detect, policyFor } from '../../detectors/index.js';

const read = (name: string): string => readFileSync(name, 'utf8');

/** What stands in fences, without comments, which are in the README's language. */
const commands = (text: string): readonly string[] =>
  [...text.matchAll(/^```\w+\n(.*?)^```$/gms)].map(([, code = '']) =>
    code.replace(/\s*(?:^|\s)(?:#|\/\/) .*$/gm, ''),
  );

const links = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link));

describe('the README', () => {
  const english = read('README.md');

  for (const language of ['ja', 'zh-Hans']) {
    const text = read(`README.${language}.md`);

    it(`in ${language} has the commands of the English one`, () => {
      expect(commands(text)).to.deep.equal(commands(english));
    });

    it(`in ${language} leads to files that are there`, () => {
      for (const link of links(text)) read(link.replace(/#.*$/, '').replace(/\/$/, '/README.md'));
    });

    it(`in ${language} is clean but for the names of the languages it is in, too`, () => {
      const policy = policyFor(language);
      if (policy === undefined) throw new Error(language);
      const found = detect(text, policy).findings.filter(({ zone }) => zone === 'text');
      const lines = found.map(({ start }) => text.slice(0, start).split('\n').length);
      expect(new Set(lines)).to.deep.equal(new Set([3]));
    });
  }
});
