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
  for (const [run, { known }] of library.catalogs.entries()) {
    const { languages, scripts, tags } = known;
    for (const [number, samples] of known.counts.of('target'))
      add(counts.target, library.targetName(run, number), samples);
    for (const [number, samples] of known.counts.of('language'))
      add(counts.language, escapeHidden(languages.word(number)), samples);
    for (const [number, samples] of known.counts.of('scripts'))
      for (const script of scripts.word(number).split(' '))
        if (script !== '') add(counts.script, escapeHidden(script), samples);
    for (const [number, samples] of known.counts.of('state'))
      add(counts.state, STATES[number] ?? '', samples);
    for (const [number, samples] of known.counts.of('tags'))
      for (const tag of JSON.parse(tags.word(number) || '[]') as string[])
        add(counts.tag, escapeHidden(tag), samples);
    for (const [bits, samples] of known.counts.of('sorts')) {
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
