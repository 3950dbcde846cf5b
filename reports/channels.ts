/** Counts of the channels beside the answer, by target. */

import type { LanguageTag } from '../detectors/index.js';
import { cellOf, scriptRates } from './cell.js';
import { CHANNELS, type Channel, type TextJudgement } from './judging/index.js';
import { type PromptName, TargetTally } from './tally.js';
import type { ChannelReport } from './types.js';

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
      const languages = tally.languages.map((language) => {
        const scripts = scriptRates(tally, language, tally.scripts(language));
        return [language, { ...cellOf(tally, language), scripts }] as const;
      });
      return [[channel, { ...cellOf(tally, '*'), languages: Object.fromEntries(languages) }] as const];
    });
    return found.length === 0 ? null : Object.fromEntries(found);
  }
}
