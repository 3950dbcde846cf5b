/** A sample as it is shown: its answer and the channels beside it, each with what was found in it. */

import type { Finding, LanguageTag } from '../../detectors/bare/index.js';
import type { PromptRecord, Sample } from '../../store/index.js';
import {
  CHANNELS,
  type Channel,
  channelText,
  type Judgement,
  type State,
  type TextJudgement,
} from '../judging/index.js';
import { isSimulated } from '../tally/index.js';

export type ShownChannel = 'answer' | Channel;

/** A text of a sample: the answer, or a channel beside it. All of it is hostile. */
export interface ShownText {
  readonly channel: ShownChannel;
  readonly state: State;
  readonly text: string;
  readonly findings: readonly Finding[];
  /** For `wrong_language`: the language that the text is in, or its script. */
  readonly instead: string | null;
  /** Whether any rate counts something in it. */
  readonly flagged: boolean;
}

/** A sample with its texts, the answer first. All of its text is hostile. */
export interface ShownSample {
  readonly key: string;
  /** As the report calls it. */
  readonly target: string;
  readonly simulated: boolean;
  readonly language: LanguageTag;
  readonly prompt_id: string;
  /** Text of the last user message; null where the prompt is not known. */
  readonly prompt: string | null;
  /** Of its prompt. */
  readonly tags: readonly string[];
  readonly repeat: number;
  readonly texts: readonly ShownText[];
  /** Why there is no answer, as the endpoint said; null where there is one. */
  readonly failure: string | null;
}

/** Whether a text counts in any rate. */
export const isFlagged = ({ outcome: { state, counted } }: TextJudgement): boolean =>
  state === 'wrong_language' || counted.length > 0;

const shownText = (channel: ShownChannel, text: string, judgement: TextJudgement): ShownText => ({
  channel,
  state: judgement.outcome.state,
  text,
  findings: judgement.findings,
  instead: judgement.instead,
  flagged: isFlagged(judgement),
});

/** A judged sample of the target that the report calls `target`. */
export function shownSample(
  sample: Sample,
  judgement: Judgement,
  target: string,
  prompt: PromptRecord | undefined,
): ShownSample {
  const { channels = {} } = judgement.measures;
  const beside = CHANNELS.flatMap((channel) => {
    const judged = channels[channel];
    return judged === undefined ? [] : [shownText(channel, channelText(sample, channel) ?? '', judged)];
  });
  return {
    key: sample.key,
    target,
    simulated: isSimulated(sample),
    language: sample.language,
    prompt_id: sample.prompt,
    prompt: prompt?.messages.findLast(({ role }) => role === 'user')?.content ?? null,
    tags: prompt?.tags ?? [],
    repeat: sample.repeat,
    texts: [shownText('answer', sample.answer ?? '', judgement), ...beside],
    failure: sample.error?.message ?? sample.refusal ?? null,
  };
}
