/** What a sample can be chosen by, besides whose answer to what it is. */

import type { Evidence, FindingKind, ScriptCode } from '../../detectors/bare/index.js';
import { CHANNELS, type Channel, type State } from '../judging/index.js';
import type { ShownSample } from './sample.js';

/** What Han is told by. */
export const EVIDENCE = ['form', 'lexicon', 'likelihood'] as const satisfies readonly Evidence[];

/** Of all texts of a sample, each value once. */
export interface Traits {
  /** Of its answer. */
  readonly state: State;
  readonly flagged: boolean;
  readonly kinds: readonly (FindingKind | 'wrong_language')[];
  readonly scripts: readonly ScriptCode[];
  readonly evidence: readonly Evidence[];
  /** Channels beside the answer in which something counts. */
  readonly channels: readonly Channel[];
}

/** Whether anything of a sample counts in any rate. */
export const isFlaggedSample = ({ texts }: Pick<ShownSample, 'texts'>): boolean =>
  texts.some(({ flagged }) => flagged);

export function traitsOf(sample: Pick<ShownSample, 'texts'>): Traits {
  const { texts } = sample;
  const findings = texts.flatMap((text) => text.findings);
  const isWrong = texts.some(({ state }) => state === 'wrong_language');
  return {
    state: texts[0]?.state ?? 'empty',
    flagged: isFlaggedSample(sample),
    kinds: [...(isWrong ? ['wrong_language' as const] : []), ...new Set(findings.map(({ kind }) => kind))],
    scripts: [...new Set(findings.map(({ script }) => script))],
    evidence: [...new Set(findings.flatMap(({ evidence }) => evidence ?? []))],
    channels: CHANNELS.filter((channel) => texts.some((text) => text.channel === channel && text.flagged)),
  };
}
