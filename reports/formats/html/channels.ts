/** The table of channels beside the answer: reasoning, arguments of tool calls. */

import { channelRows, count, languagesOf, percentWithBounds } from '../../display/index.js';
import type { Report } from '../../types.js';
import { type LanguageLabel, languageLabel, type TargetName } from './labels.js';

export interface ChannelView {
  readonly channel: string;
  readonly language: LanguageLabel;
  readonly target: TargetName;
  readonly n: string;
  readonly mixing: string;
  readonly wrongLanguage: string;
}

/** Empty where no sample has such a channel. */
export function channelsView(report: Report, name: (id: string) => TargetName): readonly ChannelView[] {
  return channelRows(report, languagesOf(report)).map(({ channel, language, target, cell }) => ({
    channel,
    language: languageLabel(language),
    target: name(target),
    n: count(cell.scored),
    mixing: percentWithBounds(cell.mixing),
    wrongLanguage: percentWithBounds(cell.wrong_language),
  }));
}
