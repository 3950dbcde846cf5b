/** Script runs against unicode-properties per code point and against one regular expression per script. */

import unicode from 'unicode-properties';
import { emptyRuns, scan, scriptClasses } from '../detectors/unicode/index.js';
import { type Contender, measure, row } from './measure.js';
import { readTexts } from './text.js';

/** Scripts that occur in the text; one regular expression each. */
const SCRIPTS = [
  'Latin',
  'Han',
  'Hiragana',
  'Katakana',
  'Hangul',
  'Cyrillic',
  'Arabic',
  'Devanagari',
  'Hebrew',
  'Thai',
  'Greek',
];

export function benchScripts(): void {
  const { name, texts, units } = readTexts();
  process.stdout.write(`\nScript runs, ${name}, ${(units / 1e6).toFixed(1)} million UTF-16 units\n`);
  const memory = emptyRuns();
  const regexes = SCRIPTS.map((script) => new RegExp(`\\p{Script=${script}}+`, 'gu'));

  function perCodePoint(): number {
    let runs = 0;
    for (const text of texts) {
      let current = '';
      for (const character of text) {
        const script = unicode.getScript(character.codePointAt(0) as number);
        if (script === current) continue;
        current = script;
        runs++;
      }
    }
    return runs;
  }
  function byRegex(): number {
    let runs = 0;
    for (const text of texts) {
      for (const regex of regexes) {
        regex.lastIndex = 0;
        while (regex.exec(text) !== null) runs++;
      }
    }
    return runs;
  }
  const contenders: Contender[] = [
    { name: 'unicode-properties per code point (reference)', pass: perCodePoint },
    { name: 'one \\p{Script} regular expression a script', pass: byRegex },
    {
      name: 'offscript scan',
      pass: () => texts.reduce((runs, text) => runs + scan(text, scriptClasses, memory).length, 0),
    },
  ];
  const rates = measure(contenders).map((taken) => units / taken / 1000);
  for (const [i, contender] of contenders.entries()) row(contender.name, rates[i] ?? 0, 'M/s', rates[0] ?? 1);
}
