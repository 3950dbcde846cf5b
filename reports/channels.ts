/** Counts of the channels beside the answer, by target. */

import type { LanguageTag, ScriptCode } from '../detectors/index.js';
import type { Channel, TextJudgement } from './judging/index.js';
import { CHANNELS } from './judging/index.js';
import { rateOf } from './rate.js';
import { pool } from './statistics/index.js';
import { type Event, type PromptName, TargetTally } from './tally.js';
import type { ChannelLanguageReport, ChannelReport } from './types.js';

function cellOf(tally: TargetTally, language: LanguageTag | '*'): Omit<ChannelLanguageReport, 'scripts'> {
  const rate = (event: Event) => rateOf(pool([...tally.clusters(language, event).values()]));
  const { samples, scored } = tally.count(language);
  return {
    samples,
    scored,
    mixing: rate({ measure: 'mixing', script: '*' }),
    wrong_language: rate({ measure: 'wrong_language' }),
  };
}

function languageOf(tally: TargetTally, language: LanguageTag): ChannelLanguageReport {
  const rate = (script: ScriptCode) =>
    rateOf(pool([...tally.clusters(language, { measure: 'mixing', script }).values()]));
  return {
    ...cellOf(tally, language),
    scripts: Object.fromEntries(tally.scripts(language).map((script) => [script, rate(script)])),
  };
}

/** The channels of one target's samples. */
export class ChannelTally {
  readonly #tallies = new Map<Channel, TargetTally>();

  add(
    channel: Channel,
    language: LanguageTag,
    prompt: PromptName,
    repeat: number,
    { outcome }: TextJudgement,
  ): void {
    const tally = this.#tallies.get(channel) ?? new TargetTally();
    this.#tallies.set(channel, tally);
    tally.add(language, prompt, repeat, outcome);
  }

  /** Those that occurred; null where none did. */
  report(): Partial<Record<Channel, ChannelReport>> | null {
    const found = CHANNELS.flatMap((channel) => {
      const tally = this.#tallies.get(channel);
      if (tally === undefined) return [];
      const languages = tally.languages.map((language) => [language, languageOf(tally, language)] as const);
      return [[channel, { ...cellOf(tally, '*'), languages: Object.fromEntries(languages) }] as const];
    });
    return found.length === 0 ? null : Object.fromEntries(found);
  }
}
