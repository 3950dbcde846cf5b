import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';
import { badDetection } from './bad-detection.js';
import { badSuites } from './bad-suites.js';
import { badTargets } from './bad-targets.js';
import { type Case, manifest, sample, suite } from './cases.js';

const offscript = warmOffscript();

const cases: readonly Case[] = [
  ...badTargets,
  ...badDetection,
  ...badSuites,
  {
    name: 'a policy file that is not there',
    files: { 't.txt': 'a' },
    words: ['detect', '--language', 'ja', '--policy', 'p.yaml', 't.txt'],
    says: /^offscript: p\.yaml: no such file; docs\/policies\.md has one$/,
  },
  {
    name: 'a policy file with fields of a suite that detection does not go by',
    files: { 't.txt': 'a', 'p.yaml': 'allow: [x]\nrepeats: 3\n' },
    words: ['detect', '--language', 'ja', '--policy', 'p.yaml', 't.txt'],
    says: /^offscript: p\.yaml:2:1: there is no field "repeats" here$/,
  },
  {
    name: 'a policy file that is empty',
    files: { 'p.yaml': '' },
    words: ['languages', '--policy', 'p.yaml'],
    says: /^offscript: p\.yaml:1:1: a policy file must be Object, not null$/,
  },
  {
    name: 'a language without a known script',
    files: {},
    words: ['languages', 'qaa'],
    says: /^offscript: languages: no policy for the language "qaa"; /,
  },
  {
    name: 'a run with a policy that is none',
    files: {
      'out/run.json': manifest('1', { policies: { ja: { scripts: ['Nope'] } } }),
      'out/samples.jsonl': `${sample(0)}\n`,
    },
    words: ['report', 'out'],
    says: /^offscript: out\/run\.json: detection\.policies\.ja\.scripts\.0: "Nope" is no script of Unicode; use ISO 15924, .*; was it written by another version\?$/,
  },
  {
    name: 'a language without a policy',
    files: { 't.txt': 'saluton' },
    words: ['detect', '--language', 'qaa', 't.txt'],
    says: /^offscript: --language: no policy for the language "qaa"; there are policies for ar, bn, cs, de, /,
  },
  {
    name: 'a malformed language tag on the command line',
    files: { 't.txt': 'a' },
    words: ['detect', '--language', 'j_', 't.txt'],
    says: /^offscript: --language: "j_" is no language tag; /,
  },
  {
    name: 'a CSV without a column for responses',
    files: { 'r.csv': 'id,model,said\n1,m,やあ\n' },
    words: ['score', 'r.csv'],
    says: /^offscript: r\.csv: the CSV has no column for the response \(it has ".*"\); name the column of the responses with --text$/,
  },
  {
    name: 'a CSV of a benchmark without its columns',
    files: { 'r.csv': 'id,model,text\n1,m,やあ\n' },
    words: ['score', '--from', 'lcb', 'r.csv'],
    says: /^offscript: r\.csv: the CSV has no column "completion", "language"; name a CSV with the columns /,
  },
  {
    name: 'a CSV with nothing but a language that has no policy',
    files: { 'r.csv': 'id,model,completion,language\n1,m,saluton,qaa\n2,m,saluton,qaa\n' },
    words: ['score', 'r.csv', '-o', 'out'],
    says: /^offscript: r\.csv:2: no policy for the language "qaa" .*\(1 more rows cannot be read either\)$/,
  },
  {
    name: 'a CSV that is torn',
    files: { 'r.csv': 'id,model,completion,language\n1,m,"やあ,ja\n' },
    words: ['score', 'r.csv'],
    says: /^offscript: r\.csv:2: malformed CSV: a quote is never closed/,
  },
  {
    name: 'prompts that are no archive',
    files: { 'r.csv': 'id,model,completion,language\n1,m,やあ,ja\n', 'p.zip': 'PK' },
    words: ['score', 'r.csv', '--prompts', 'p.zip'],
    says: /^offscript: p\.zip: no ZIP archive of prompts; /,
  },
  {
    name: 'samples with garbage in the middle',
    files: {
      'out/run.json': manifest('1'),
      'out/samples.jsonl': `${sample(0)}\n{"key": gar\n${sample(1)}\n`,
    },
    words: ['report', 'out', '--format', 'json'],
    says: /^offscript: out\/samples\.jsonl:2: this line is no record of a run; remove the line; the rest of the file is untouched$/,
  },
  {
    name: 'a folder that is no run',
    files: { 'out/a.txt': '' },
    words: ['report', 'out'],
    says: /^offscript: out: no run folder; name a folder that /,
  },
  {
    name: 'a folder that is no run, to be judged once more',
    files: { 'out/a.txt': '' },
    words: ['rejudge', 'out'],
    says: /^offscript: out: no run folder; name a folder that /,
  },
  {
    name: 'a baseline that no run has',
    files: { 'out/run.json': manifest('1'), 'out/samples.jsonl': `${sample(0)}\n` },
    words: ['report', 'out', '--baseline', 'z'],
    says: /^offscript: there is no target "z"; the targets are a$/,
  },
  {
    name: 'a repeat that is none',
    files: { 'out/run.json': manifest('1'), 'out/samples.jsonl': `${sample(4_000_000_000)}\n` },
    words: ['report', 'out', '--format', 'json'],
    says: /^offscript: out\/samples\.jsonl:1: this line is no record of a run: "repeat" must be a whole number from 0 to 999999; remove the line; the rest of the file is untouched$/,
  },
];

describe('bad input', () => {
  for (const { name, files, words, says } of cases) {
    it(`is told in one line with exit code 2: ${name}`, async () => {
      const folder = folderWith(files);
      try {
        const { code, stdout, stderr } = await offscript(folder.path, words);
        expect(stderr.trimEnd()).to.match(says);
        expect(stderr.trimEnd().split('\n').length).to.equal(1);
        expect([code, stdout]).to.deep.equal([2, '']);
        for (const [file, text] of Object.entries(files))
          expect(readFileSync(join(folder.path, file), 'utf8')).to.equal(text);
      } finally {
        folder.remove();
      }
    });
  }

  it('never shows the key that stands in its place', async () => {
    const folder = folderWith({
      's.yaml': suite(
        'targets:',
        '  - { id: a, base_url: "http://127.0.0.1:9/v1", model: m, api_key_env: "sk-secret value" }',
        'prompts: [{ language: ja }]',
      ),
    });
    const { code, stderr } = await offscript(folder.path, ['run', 's.yaml']);
    folder.remove();
    expect(code).to.equal(2);
    expect(stderr)
      .to.match(/must be the name of an environment variable/)
      .and.not.to.contain('sk-secret');
  });
});
