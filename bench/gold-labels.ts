/** Responses that were read and labelled by hand, and the classes that they are counted in. */

import { readFileSync } from 'node:fs';
import type { FindingKind } from '../detectors/index.js';

export interface LabelledSpan {
  /** Code points. */
  readonly start: number;
  readonly text: string;
  readonly kind: FindingKind;
}

export interface Labelled {
  readonly model: string;
  readonly id: string;
  readonly task: string;
  readonly source: string;
  readonly language: string;
  readonly prompt: string;
  readonly completion: string;
  readonly label: 'clean' | 'mixed' | 'wrong_language' | 'debatable';
  readonly spans: readonly LabelledSpan[];
}

/** The labelled responses of a JSONL file, without the debatable ones. */
export function readLabelled(path: string): Labelled[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => JSON.parse(text) as Labelled)
    .filter(({ label }) => label !== 'debatable');
}

/** Every response is in one of them, the first that holds. */
export const CLASSES = [
  'another script or Han form',
  'foreign words, no other script',
  'foreign lines only',
  'wrong language',
  'clean',
] as const;
export type Class = (typeof CLASSES)[number];

export function classOf({ label, spans }: Labelled): Class {
  if (label !== 'mixed') return label === 'wrong_language' ? 'wrong language' : 'clean';
  const kinds = new Set(spans.map(({ kind }) => kind));
  if (kinds.has('script') || kinds.has('han')) return 'another script or Han form';
  return kinds.has('word') ? 'foreign words, no other script' : 'foreign lines only';
}
