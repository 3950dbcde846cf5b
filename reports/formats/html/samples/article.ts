/** A sample as pages show it: whose answer to what, the answer with its findings marked, and the channels beside it, folded. */

import { shortened } from '../../../../files/index.js';
import {
  count,
  escapeHidden,
  isScriptCode,
  languageName,
  plural,
  scriptName,
} from '../../../display/index.js';
import { channelNames } from '../../../judging/index.js';
import { type Flip, type ShownSample, type ShownText, traitsOf } from '../../../samples/index.js';
import { type LanguageLabel, languageLabel } from '../labels.js';
import { addressOfSample, type Values } from './address.js';
import { beginningOf, type Excerpt, excerptOf, type Stretch, UNITS, type ViewPiece } from './excerpt.js';
import { writingInstead, writingOf } from './writing.js';

/** A text with its marks. */
interface TextView {
  readonly lang: string;
  readonly dir: string;
  readonly stretches: readonly Stretch[];
  /** What is to be known of the text beside it, a sentence each. */
  readonly notes: readonly string[];
}

/** A channel beside the answer, folded. */
interface BesideView extends TextView {
  readonly channel: string;
  readonly summary: string;
}

export interface ArticleView {
  /** The sample's address without its `#`: what the article can be reached by. */
  readonly id: string;
  readonly address: string;
  readonly key: string;
  readonly target: { readonly id: string; readonly simulated: boolean };
  readonly language: LanguageLabel;
  readonly promptId: string;
  readonly repeat: string;
  readonly state: string;
  readonly stateName: string;
  /** What it can be chosen by, as JSON: lists of values by their names in addresses. */
  readonly traits: string;
  readonly prompt: {
    readonly pieces: readonly ViewPiece[];
    /** What is said of the rest where this is a part. */
    readonly gap: string | null;
    readonly opening: readonly ViewPiece[] | null;
    readonly lang: string;
    readonly dir: string;
  } | null;
  readonly answer: TextView;
  readonly beside: readonly BesideView[];
  readonly failure: string | null;
}

const LONG_PROMPT = 200;

/**
 * What the texts of a page may take, in characters of its source, and code units that are shown of each text when that is taken. 400
 * answers of 5,000 characters with their prompts take half of it.
 */
const PAGE = 4_000_000;
const LEAST = 1000;

/** Code units of an id, and of why there is no answer, that a page shows. */
const LONGEST_ID = 200;
const LONGEST_FAILURE = 2000;

/** Characters of its source that the name of a hidden character takes. */
const CHIP = 36;

/** What is left of a page for texts. */
export class Room {
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

/** How a text of a sample is written: in the language that was asked for, or in the one that it is in instead. */
function writingOfText({ state, instead }: ShownText, language: string): { lang: string; dir: string } {
  return state === 'wrong_language' && instead !== null
    ? writingInstead(instead, language)
    : writingOf(language);
}

function notesOf({ text }: ShownText, { units, marked, placed, unplaced }: Excerpt): string[] {
  const part = `This is a part of the text, ${count(units)} of ${count(text.length)} characters; the run has all of it.`;
  return [
    units < text.length && part,
    marked < placed && `Marked are the first ${count(marked)} of ${plural(placed, 'finding')}.`,
    unplaced > 0 &&
      `${count(unplaced)} ${unplaced === 1 ? 'finding has' : 'findings have'} no place in this text and cannot be marked.`,
  ].filter((note) => note !== false);
}

function textView(text: ShownText, language: string, room: Room): TextView {
  const excerpt = excerptOf(text.text, text.findings, room.units);
  for (const stretch of excerpt.stretches) if ('pieces' in stretch) room.take(stretch.pieces);
  return {
    ...writingOfText(text, language),
    stretches: excerpt.stretches,
    notes: notesOf(text, excerpt),
  };
}

function besideView(text: ShownText, language: string, room: Room): BesideView {
  const { channel, findings } = text;
  const name = channel === 'answer' ? 'Answer' : channelNames[channel];
  const found = findings.length === 0 ? '' : `, ${plural(findings.length, 'finding')}`;
  return {
    ...textView(text, language, room),
    channel,
    summary: `${name}: ${text.flagged ? `${stateName(text)}, ` : ''}${count(text.text.length)} characters${found}`,
  };
}

function promptView(
  prompt: string,
  writing: { lang: string; dir: string },
  room: Room,
): NonNullable<ArticleView['prompt']> {
  const opening = prompt.length > LONG_PROMPT ? (/^.{0,100}/su.exec(prompt)?.[0] ?? '') : null;
  const { pieces, gap } = beginningOf(prompt, room.units);
  return {
    ...writing,
    pieces: room.take(pieces),
    gap,
    opening: opening === null ? null : beginningOf(`${opening.replace(/\s+/g, ' ')}…`).pieces,
  };
}

const insteadName = (instead: string): string =>
  isScriptCode(instead) ? scriptName(instead) : languageName(instead);

/** States in words. */
export const STATE_NAMES: Readonly<Record<ShownText['state'], string>> = {
  clean: 'clean',
  mixed: 'mixed',
  damaged: 'damaged',
  wrong_language: 'wrong language',
  error: 'no answer: error',
  empty: 'empty',
  refused: 'refused',
  too_short: 'too short to tell',
  asked_otherwise: 'another language was asked for',
};

/** What a text came to, in words. */
function stateName({ state, instead, findings, flagged }: ShownText): string {
  if (state === 'wrong_language' && instead !== null) return `wrong language: ${insteadName(instead)}`;
  if (state !== 'clean' || !flagged) return STATE_NAMES[state];
  return findings.every(({ kind }) => kind === 'punctuation') ? 'foreign punctuation' : 'mixed in code';
}

/** What a sample came to: the state of its answer, or where something is flagged beside it, that. */
function sampleState({ texts: [answer, ...beside] }: ShownSample): string {
  if (answer === undefined) return '';
  const flagged = answer.flagged ? undefined : beside.find((text) => text.flagged);
  if (flagged === undefined || flagged.channel === 'answer') return stateName(answer);
  return `${channelNames[flagged.channel].toLowerCase()}: ${stateName(flagged)}`;
}

/** What a sample can be chosen by, as addresses name it; ids with what is hidden in them escaped. */
export function valuesOf(sample: ShownSample, target: string, flips: readonly Flip[] = []): Values {
  const traits = traitsOf(sample);
  return {
    target: [escapeHidden(target)],
    language: [escapeHidden(sample.language)],
    state: [traits.state, ...(traits.flagged ? ['flagged'] : [])],
    kind: traits.kinds,
    script: traits.scripts.map(escapeHidden),
    evidence: traits.evidence,
    channel: traits.channels,
    tag: sample.tags.map(escapeHidden),
    prompt: [escapeHidden(shortened(sample.prompt_id, LONGEST_ID))],
    flip: flips,
  };
}

/** The view of a sample whose target is shown as `called` says. */
export function articleView(
  sample: ShownSample,
  called: (id: string) => string = (id) => id,
  { room = new Room(), flips = [] }: { readonly room?: Room; readonly flips?: readonly Flip[] } = {},
): ArticleView {
  const asked = writingOf(sample.language);
  const target = called(sample.target);
  const [answer, ...beside] = sample.texts;
  const address = addressOfSample(sample.key);
  return {
    id: address.slice(1),
    address,
    key: escapeHidden(sample.key),
    target: { id: escapeHidden(target), simulated: sample.simulated },
    language: languageLabel(sample.language),
    promptId: escapeHidden(shortened(sample.prompt_id, LONGEST_ID)),
    repeat: String(sample.repeat),
    state: answer?.state ?? 'empty',
    stateName: sampleState(sample),
    traits: JSON.stringify(valuesOf(sample, target, flips)),
    prompt: sample.prompt === null ? null : promptView(sample.prompt, asked, room),
    answer:
      answer === undefined ? { ...asked, stretches: [], notes: [] } : textView(answer, sample.language, room),
    beside: beside.map((text) => besideView(text, sample.language, room)),
    failure: sample.failure === null ? null : escapeHidden(shortened(sample.failure, LONGEST_FAILURE)),
  };
}
