/** The flagged samples and the values by which they can be chosen. */

import { channelNames, count, escapeHidden, languageName, scriptName } from '../../display/index.js';
import type { Channel } from '../../judging/index.js';
import type { Example, Examples } from '../../types.js';
import { type LanguageLabel, languageLabel } from './labels.js';
import { cutText, kindName, type Span, type ViewPiece, wholeText } from './spans.js';
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
    readonly opening: readonly ViewPiece[] | null;
    readonly lang: string;
    readonly dir: string;
  } | null;
  readonly lang: string;
  readonly dir: string;
  readonly spans: readonly (Span & { readonly isPlain: boolean; readonly isFold: boolean })[];
  readonly unplaced: string | null;
}

const LONG_PROMPT = 200;

/** The browser of flagged samples. */
export function examplesView(examples: Examples): ExamplesView {
  const { shown } = examples;
  const sorts = new Set(shown.flatMap(sortsOf));
  return {
    shown: count(shown.length),
    flagged: count(examples.flagged),
    targets: choices(new Set(shown.map((example) => example.target)), escapeHidden),
    languages: choices(new Set(shown.map((example) => example.language)), languageName),
    sorts: choices(sorts, sortLabel),
    samples: shown.map(exampleView),
  };
}

function exampleView(example: Example, index: number): ExampleView {
  const asked = writingOf(example.language);
  const { lang, dir } =
    example.state === 'wrong_language' && example.instead !== null
      ? writingInstead(example.instead, example.language)
      : asked;
  const { spans, unplaced } = cutText(example.text, example.findings);
  return {
    number: index + 1,
    target: { id: escapeHidden(example.target), simulated: example.simulated },
    language: languageLabel(example.language),
    promptId: escapeHidden(example.prompt_id),
    repeat: String(example.repeat),
    state: example.state,
    stateName: `${placeOf(example)}${example.state === 'mixed' ? 'mixed' : `wrong language${insteadName(example.instead)}`}`,
    sorts: JSON.stringify(sortsOf(example).map(escapeHidden)),
    prompt: example.prompt === null ? null : promptView(example.prompt, asked),
    lang,
    dir,
    spans: spans.map((span) => ({ ...span, isPlain: span.kind === 'plain', isFold: span.kind === 'fold' })),
    unplaced:
      unplaced === 0
        ? null
        : `${count(unplaced)} ${unplaced === 1 ? 'finding has' : 'findings have'} no place in this text and cannot be marked.`,
  };
}

function promptView(
  prompt: string,
  writing: { lang: string; dir: string },
): NonNullable<ExampleView['prompt']> {
  const opening = prompt.length > LONG_PROMPT ? (/^.{0,100}/su.exec(prompt)?.[0] ?? '') : null;
  return {
    ...writing,
    pieces: wholeText(prompt),
    opening: opening === null ? null : wholeText(`${opening.replace(/\s+/g, ' ')}…`),
  };
}

/** Where the text stands, if it is not the answer. */
function placeOf({ channel }: Example): string {
  return channel === 'answer' ? '' : `${channelNames[channel].toLowerCase()}: `;
}

function insteadName(instead: string | null): string {
  if (instead === null) return '';
  const name = /^[A-Z][a-z]{3}$/.test(instead) ? scriptName(instead) : languageName(instead);
  return `: ${name}`;
}

/** What a sample can be chosen by, beside its target and language. */
function sortsOf(example: Example): string[] {
  const found = example.findings.flatMap((finding) => [`script:${finding.script}`, `kind:${finding.kind}`]);
  const place = example.channel === 'answer' ? [] : [`channel:${example.channel}`];
  const wrong = example.state === 'wrong_language' ? ['kind:wrong_language'] : [];
  return [...new Set([...place, ...wrong, ...found])];
}

function sortLabel(sort: string): string {
  const value = sort.slice(sort.indexOf(':') + 1);
  if (sort.startsWith('script:')) return scriptName(value);
  if (sort.startsWith('channel:')) return `in ${channelNames[value as Channel].toLowerCase()}`;
  return value === 'wrong_language' ? 'wrong language' : `kind: ${kindName(value)}`;
}

function choices(values: ReadonlySet<string>, label: (value: string) => string): Choice[] {
  return [...values]
    .map((value) => ({ value: escapeHidden(value), label: label(value) }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}
