/** The values by which samples can be chosen, with their names for people. */

import { findingKinds } from '../../../../detectors/bare/index.js';
import { count, languageName, scriptName } from '../../../display/index.js';
import type { Channel, State } from '../../../judging/index.js';
import { channelNames } from '../../../judging/index.js';
import type { ChosenBy, Values } from './address.js';
import { STATE_NAMES } from './article.js';
import { kindName } from './kinds.js';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A field of a form in which one of several values is chosen. */
export interface Field {
  readonly name: ChosenBy;
  readonly label: string;
  readonly choices: readonly Choice[];
  /** Whether it stands behind a fold. */
  readonly rare: boolean;
}

const RARE: ReadonlySet<ChosenBy> = new Set(['evidence', 'channel', 'tag']);

const EVIDENCE_NAMES: Readonly<Record<string, string>> = {
  form: 'a form that it does not write',
  lexicon: 'words',
  likelihood: 'likelihood',
};

/** Fields in the order in which they stand, and what their values are called. */
const FIELDS: readonly {
  readonly name: keyof Values & ChosenBy;
  readonly label: string;
  readonly nameOf: (value: string) => string;
}[] = [
  { name: 'target', label: 'Target', nameOf: (value) => value },
  { name: 'language', label: 'Language', nameOf: languageName },
  {
    name: 'state',
    label: 'State',
    nameOf: (value) => (value === 'flagged' ? 'flagged, whatever by' : STATE_NAMES[value as State]),
  },
  { name: 'script', label: 'Script', nameOf: scriptName },
  {
    name: 'kind',
    label: 'Kind',
    nameOf: (value) =>
      value === 'wrong_language'
        ? 'wrong language'
        : kindName(findingKinds.find(({ kind }) => kind === value)?.kind ?? 'script'),
  },
  { name: 'evidence', label: 'Han told by', nameOf: (value) => EVIDENCE_NAMES[value] ?? value },
  { name: 'channel', label: 'Found in', nameOf: (value) => channelNames[value as Channel].toLowerCase() },
  { name: 'flip', label: 'Flipped', nameOf: (value) => `became ${value}` },
  { name: 'tag', label: 'Tag', nameOf: (value) => value },
];

/** How many samples have each value, by the name of what they are chosen by. */
export type Counts = Readonly<Partial<Record<keyof Values, ReadonlyMap<string, number>>>>;

/** Counts samples as they come. */
export function countsOf(): { readonly add: (values: Values) => void; readonly all: Counts } {
  const all: Partial<Record<keyof Values, Map<string, number>>> = {};
  return {
    all,
    add(values) {
      for (const { name } of FIELDS) {
        const known = all[name] ?? new Map<string, number>();
        all[name] = known;
        for (const value of values[name]) known.set(value, (known.get(value) ?? 0) + 1);
      }
    },
  };
}

/** The fields of a form for samples of which there are so many of each value; a field of which there is no choice is left out. */
export function fieldsOf(counts: Counts): Field[] {
  return FIELDS.flatMap(({ name, label, nameOf }) => {
    const values = [...(counts[name] ?? [])];
    const isSame = (name === 'target' || name === 'language') && values.length === 1;
    if (values.length === 0 || isSame) return [];
    const choices = values
      .map(([value, samples]) => ({ value, label: `${nameOf(value)} (${count(samples)})` }))
      .sort((a, b) => a.label.localeCompare(b.label, 'en'));
    return [{ name, label, choices, rare: RARE.has(name) }];
  });
}

/** What the prompts of samples became. */
export const flipField: Field = {
  name: 'flip',
  label: 'Flipped',
  choices: [
    { value: 'mixed', label: 'became mixed' },
    { value: 'clean', label: 'became clean' },
  ],
  rare: false,
};

/** Samples that were drawn to be labelled. */
export const drawnField = (choices: readonly Choice[]): Field => ({
  name: 'drawn',
  label: 'To label',
  choices,
  rare: false,
});

/** The fields for samples that are all at hand. */
export function fieldsOfSamples(all: Iterable<Values>): Field[] {
  const counts = countsOf();
  for (const values of all) counts.add(values);
  return fieldsOf(counts.all);
}
