/** The flagged samples and the values by which they can be chosen. */

import type { FindingKind } from '../../../detectors/index.js';
import { shortened } from '../../../files/index.js';
import { count, escapeHidden, isScriptCode, languageName, plural, scriptName } from '../../display/index.js';
import { type Channel, channelNames } from '../../judging/index.js';
import type { Example, Examples } from '../../types.js';
import { beginningOf, type Excerpt, excerptOf, type Stretch, UNITS, type ViewPiece } from './excerpt.js';
import { kindName } from './kinds.js';
import { type LanguageLabel, languageLabel } from './labels.js';
import { writingInstead, writingOf } from './writing.js';

interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface ExamplesView {
  readonly shown: string;
  readonly flagged: string;
  readonly targets: readonly Choice[];
  readonly languages: readonly Choice[];
  readonly sorts: readonly Choice[];
  readonly samples: readonly ExampleView[];
}

interface ExampleView {
  readonly number: number;
  readonly target: { readonly id: string; readonly simulated: boolean };
  readonly language: LanguageLabel;
  readonly promptId: string;
  readonly repeat: string;
  readonly state: Example['state'];
  readonly stateName: string;
  /** Scripts and kinds of the findings, as JSON. */
  readonly sorts: string;
  readonly prompt: {
    readonly pieces: readonly ViewPiece[];
    /** What is said of the rest where this is a part. */
    readonly gap: string | null;
    readonly opening: readonly ViewPiece[] | null;
    readonly lang: string;
    readonly dir: string;
  } | null;
  readonly lang: string;
  readonly dir: string;
  readonly stretches: readonly Stretch[];
  /** What is to be known of the text beside it, a sentence each. */
  readonly notes: readonly string[];
}

const LONG_PROMPT = 200;

/**
 * What the texts of a page may take, in characters of its source, and code units that are shown of each text when that is taken. 400
 * answers of 5,000 characters with their prompts take half of it.
 */
const PAGE = 4_000_000;
const LEAST = 1000;

/** Code units of an id that a page shows. */
const LONGEST_ID = 200;

/** Characters of its source that the name of a hidden character takes. */
const CHIP = 36;

/** What is left of the page for texts. */
class Room {
  #left = PAGE;

  /** Code units that the next text may have. */
  get units(): number {
    return this.#left > 0 ? UNITS : LEAST;
  }

  /** Takes what pieces need, and gives them back. */
  take<T extends readonly ViewPiece[]>(pieces: T): T {
    for (const { text } of pieces) this.#left -= text?.length ?? CHIP;
    return pieces;
  }
}

/** The browser of flagged samples. */
export function examplesView(examples: Examples, called: (id: string) => string): ExamplesView {
  const { shown } = examples;
  const room = new Room();
  const sorts = new Map(shown.flatMap(sortsOf).map((sort) => [sort.value, sort]));
  return {
    shown: count(shown.length),
    flagged: count(examples.flagged),
    targets: choices(new Set(shown.map((example) => called(example.target))), escapeHidden),
    languages: choices(new Set(shown.map((example) => example.language)), languageName),
    sorts: ordered([...sorts.values()]),
    samples: shown.map((example, i) => exampleView(example, called(example.target), i, room)),
  };
}

function exampleView(example: Example, target: string, index: number, room: Room): ExampleView {
  const asked = writingOf(example.language);
  const { lang, dir } =
    example.state === 'wrong_language' && example.instead !== null
      ? writingInstead(example.instead, example.language)
      : asked;
  const excerpt = excerptOf(example.text, example.findings, room.units);
  for (const stretch of excerpt.stretches) if ('pieces' in stretch) room.take(stretch.pieces);
  return {
    number: index + 1,
    target: { id: escapeHidden(target), simulated: example.simulated },
    language: languageLabel(example.language),
    promptId: escapeHidden(shortened(example.prompt_id, LONGEST_ID)),
    repeat: String(example.repeat),
    state: example.state,
    stateName: `${placeOf(example)}${stateName(example)}`,
    sorts: JSON.stringify(sortsOf(example).map(({ value }) => value)),
    prompt: example.prompt === null ? null : promptView(example.prompt, asked, room),
    lang,
    dir,
    stretches: excerpt.stretches,
    notes: notesOf(example, excerpt),
  };
}

function notesOf({ text }: Example, { units, marked, placed, unplaced }: Excerpt): string[] {
  const part = `This is a part of the text, ${count(units)} of ${count(text.length)} characters; the run has all of it.`;
  return [
    units < text.length && part,
    marked < placed && `Marked are the first ${count(marked)} of ${plural(placed, 'finding')}.`,
    unplaced > 0 &&
      `${count(unplaced)} ${unplaced === 1 ? 'finding has' : 'findings have'} no place in this text and cannot be marked.`,
  ].filter((note) => note !== false);
}

function promptView(
  prompt: string,
  writing: { lang: string; dir: string },
  room: Room,
): NonNullable<ExampleView['prompt']> {
  const opening = prompt.length > LONG_PROMPT ? (/^.{0,100}/su.exec(prompt)?.[0] ?? '') : null;
  const { pieces, gap } = beginningOf(prompt, room.units);
  return {
    ...writing,
    pieces: room.take(pieces),
    gap,
    opening: opening === null ? null : beginningOf(`${opening.replace(/\s+/g, ' ')}…`).pieces,
  };
}

/** What a flagged text came to, in words. */
function stateName({ state, instead, findings }: Example): string {
  if (state === 'wrong_language') return `wrong language${insteadName(instead)}`;
  if (state !== 'clean') return state;
  return findings.every(({ kind }) => kind === 'punctuation') ? 'foreign punctuation' : 'mixed in code';
}

/** Where the text stands, if it is not the answer. */
function placeOf({ channel }: Example): string {
  return channel === 'answer' ? '' : `${channelNames[channel].toLowerCase()}: `;
}

function insteadName(instead: string | null): string {
  if (instead === null) return '';
  return `: ${isScriptCode(instead) ? scriptName(instead) : languageName(instead)}`;
}

/** What a sample can be chosen by, beside its target and language: each once. */
function sortsOf({ channel, state, findings }: Example): Choice[] {
  const found = new Map<string, Choice>();
  const add = (value: string, label: () => string): void => {
    if (!found.has(value)) found.set(value, { value: escapeHidden(value), label: label() });
  };
  const addChannel = (name: Channel) =>
    add(`channel:${name}`, () => `in ${channelNames[name].toLowerCase()}`);
  const addKind = (kind: FindingKind) => add(`kind:${kind}`, () => `kind: ${kindName(kind)}`);
  if (channel !== 'answer') addChannel(channel);
  if (state === 'wrong_language') add('kind:wrong_language', () => 'wrong language');
  for (const { script, kind } of findings) {
    add(`script:${script}`, () => scriptName(script));
    addKind(kind);
  }
  return [...found.values()];
}

function choices(values: ReadonlySet<string>, label: (value: string) => string): Choice[] {
  return ordered([...values].map((value) => ({ value: escapeHidden(value), label: label(value) })));
}

function ordered(all: readonly Choice[]): Choice[] {
  return [...all].sort((a, b) => a.label.localeCompare(b.label, 'en'));
}
