import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { detect, type LanguageTag, policyFor, type ScriptCode } from '../../detectors/index.js';
import { data, needsData } from '../support/needs.js';

const FILES = ['command-r', 'gpt-3.5-turbo', 'llama-3-instruct', 'mistral-8x7b'];

/** Languages of the test, with those of the sought scripts that are their own. */
const OWN: Record<LanguageTag, ScriptCode[]> = {
  ja: [],
  ko: ['Hang'],
  zh: [],
  ar: ['Arab'],
  hi: ['Deva'],
  ru: ['Cyrl'],
};

const SOUGHT: Record<ScriptCode, RegExp> = {
  Cyrl: /\p{Script=Cyrillic}+/gu,
  Hang: /\p{Script=Hangul}+/gu,
  Arab: /\p{Script=Arabic}+/gu,
  Hebr: /\p{Script=Hebrew}+/gu,
  Thai: /\p{Script=Thai}+/gu,
  Deva: /\p{Script=Devanagari}+/gu,
};

describe('real responses of four models', () => {
  before(function () {
    needsData(this);
  });

  it('lose no run of another script: each is in a finding, or is the wrong language that the response is in', () => {
    const lost: string[] = [];
    let runs = 0;
    for (const file of FILES) {
      const rows: Record<string, string>[] = parse(readFileSync(join(data, 'lcb', `${file}.csv`)), {
        columns: true,
      });
      for (const { language = '', completion = '', id } of rows) {
        const own = OWN[language];
        const policy = policyFor(language);
        if (own === undefined || policy === undefined) continue;
        const { findings, wrongLanguage } = detect(completion, policy);
        for (const [script, pattern] of Object.entries(SOUGHT)) {
          if (own.includes(script)) continue;
          for (const { 0: text, index } of completion.matchAll(pattern)) {
            runs++;
            const inside = findings.some(({ start, end }) => start <= index && index + text.length <= end);
            if (!inside && wrongLanguage?.script !== script) lost.push(`${file} ${language} ${id} ${text}`);
          }
        }
      }
    }
    expect(runs).to.equal(265);
    expect(lost).to.deep.equal([]);
  });

  it('are told apart at the level of responses where an intruder is of another script', () => {
    interface Gold {
      language: string;
      label: string;
      completion: string;
      spans?: { kind: string }[];
    }
    const gold: Gold[] = readFileSync(join(data, 'gold', 'gold-dev.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    let intruded = 0;
    let found = 0;
    let clean = 0;
    let alarms = 0;
    for (const { language, label, completion, spans = [] } of gold) {
      const policy = policyFor(language);
      if (policy === undefined) continue;
      const { mixed } = detect(completion, policy);
      if (label === 'mixed' && spans.some(({ kind }) => kind === 'script')) {
        intruded++;
        if (mixed) found++;
      } else if (label === 'clean') {
        clean++;
        if (mixed) alarms++;
      }
    }
    expect([intruded, clean]).to.deep.equal([125, 168]);
    expect(found / intruded).to.be.at.least(0.98);
    expect(alarms).to.be.at.most(4);
  });
});
