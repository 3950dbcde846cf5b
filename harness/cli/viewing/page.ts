/** The page that a browser is given: what samples can be chosen by, without any of them. */

import { count, escapeHidden, plural } from '../../../reports/display/index.js';
import { renderServed } from '../../../reports/formats/html/index.js';
import {
  type Choice,
  type Counts,
  drawnField,
  fieldsOf,
  flipField,
} from '../../../reports/formats/html/samples/index.js';
import { STATES } from '../../../reports/index.js';
import { bitOf, valuesIn } from './catalog/index.js';
import type { Library } from './search/index.js';

/** Adds to the count of a word. */
function add(counts: Map<string, number>, word: string, samples: number): void {
  if (samples > 0) counts.set(word, (counts.get(word) ?? 0) + samples);
}

const MOST_NUMBERS = 2 ** 16;
const FLAGGED = bitOf('flagged');

/** How many samples have each value. */
export function countsIn(library: Library): Counts {
  const counts = {
    target: new Map<string, number>(),
    language: new Map<string, number>(),
    state: new Map<string, number>(),
    script: new Map<string, number>(),
    kind: new Map<string, number>(),
    evidence: new Map<string, number>(),
    channel: new Map<string, number>(),
    tag: new Map<string, number>(),
  };
  for (const [run, { rows, targets, languages, scripts, tags, promptTags }] of library.catalogs.entries()) {
    const numbers = {
      target: new Uint32Array(targets.all.length + 1),
      language: new Uint32Array(languages.all.length + 1),
      scripts: new Uint32Array(scripts.all.length + 1),
      state: new Uint32Array(STATES.length),
      tags: new Uint32Array(MOST_NUMBERS),
    };
    const sorts = new Map<number, number>();
    const up = (table: Uint32Array, number: number): void => {
      table[number] = (table[number] ?? 0) + 1;
    };
    for (let row = 0; row < rows.length; row++) {
      if (rows.isGone(row)) continue;
      up(numbers.target, rows.target(row));
      up(numbers.language, rows.language(row));
      up(numbers.scripts, rows.scripts(row));
      up(numbers.state, rows.state(row));
      up(numbers.tags, promptTags[rows.prompt(row)] ?? MOST_NUMBERS - 1);
      const bits = rows.sorts(row);
      sorts.set(bits, (sorts.get(bits) ?? 0) + 1);
    }
    for (const number of targets.all.keys())
      add(counts.target, library.targetName(run, number), numbers.target[number] ?? 0);
    for (const [number, word] of languages.all.entries())
      add(counts.language, escapeHidden(word), numbers.language[number] ?? 0);
    for (const [number, word] of scripts.all.entries())
      for (const script of word.split(' '))
        if (script !== '') add(counts.script, escapeHidden(script), numbers.scripts[number] ?? 0);
    for (const [number, state] of STATES.entries()) add(counts.state, state, numbers.state[number] ?? 0);
    for (const [number, json] of tags.all.entries())
      for (const tag of JSON.parse(json) as string[])
        add(counts.tag, escapeHidden(tag), numbers.tags[number] ?? 0);
    for (const [bits, samples] of sorts) {
      if ((bits & FLAGGED) !== 0) add(counts.state, 'flagged', samples);
      for (const name of ['kind', 'evidence', 'channel'] as const)
        for (const word of valuesIn(bits, name)) add(counts[name], word, samples);
    }
  }
  return counts;
}

/** The page. */
export function viewPage(library: Library, going: string, drawn: readonly Choice[]): string {
  const heads = library.catalogs.map(({ head }) => head);
  const suites = [...new Set(heads.map(({ manifest }) => manifest.suite.name))].map(escapeHidden);
  const targets = heads.reduce((sum, { manifest }) => sum + manifest.targets.length, 0);
  return renderServed({
    title: suites.join(', '),
    overview: `${heads.map(({ path }) => escapeHidden(path)).join(', ')} · ${plural(targets, 'target')}`,
    browser: {
      source: 'server',
      heading: 'Samples',
      lead: 'Off-script text is marked with its language, or the script that it is in. Every choice and every sample has an address that lasts.',
      counted: '',
      all: library.size,
      called: 'samples',
      fields: [
        ...fieldsOf(countsIn(library)),
        ...(targets > 1 ? [flipField] : []),
        ...(drawn.length > 0 ? [drawnField(drawn)] : []),
      ],
      watched: going === '' ? `${count(library.size)} samples are known.` : going,
      samples: [],
      more: null,
    },
  });
}
