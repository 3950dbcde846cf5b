/** The channels beside the answer, named and in order. */

import { CHANNELS, type Channel } from '../judging/index.js';
import type { CellReport, ChannelReport, Report, TargetReport } from '../types.js';

export const channelNames: Readonly<Record<Channel, string>> = {
  reasoning: 'Reasoning',
  tool_calls: 'Tool-call arguments',
};

/** A target's channels, where it has any. */
export function channelsOf({ channels = {} }: TargetReport): { name: string; cell: ChannelReport }[] {
  return CHANNELS.flatMap((channel) => {
    const cell = channels[channel];
    return cell === undefined ? [] : [{ name: channelNames[channel], cell }];
  });
}

export interface ChannelRow {
  readonly channel: string;
  /** `*` is all languages. */
  readonly language: string;
  readonly target: string;
  readonly cell: CellReport;
}

/** Channel by channel, all languages first, every target that has it. */
export function channelRows({ targets }: Report, languages: readonly string[]): ChannelRow[] {
  return CHANNELS.flatMap((channel) =>
    ['*', ...languages].flatMap((language) =>
      targets.flatMap(({ id, channels }) => {
        const whole = channels?.[channel];
        const cell = language === '*' ? whole : whole?.languages[language];
        return cell === undefined ? [] : [{ channel: channelNames[channel], language, target: id, cell }];
      }),
    ),
  );
}
