/** The flagged texts that the page shows: a fair draw from every target, language and channel. */

import type { PromptRecord, Sample } from '../store/index.js';
import { CHANNELS, channelText, type Judgement, type State, type TextJudgement } from './judging/index.js';
import { isSimulated } from './tally.js';
import type { Example, Examples } from './types.js';

/** Flagged texts shown of one target and channel in one language, and in all. */
const PER_CELL = 8;
const IN_ALL = 400;

/** A text of a sample with its judgement: of the answer, or of a channel beside it. */
interface Flagged {
  readonly channel: Example['channel'];
  readonly text: string;
  readonly judgement: TextJudgement;
}

const isFlagged = ({ outcome: { state, counted } }: TextJudgement): boolean =>
  state === 'wrong_language' || counted.length > 0;

/** The texts of a sample that count in any rate. */
function flaggedTexts(sample: Sample, judgement: Judgement): Flagged[] {
  const { channels = {} } = judgement.measures;
  const beside = CHANNELS.flatMap((channel): Flagged[] => {
    const judged = channels[channel];
    if (judged === undefined || !isFlagged(judged)) return [];
    return [{ channel, text: channelText(sample, channel) ?? '', judgement: judged }];
  });
  if (!isFlagged(judgement)) return beside;
  return [{ channel: 'answer', text: sample.answer ?? '', judgement }, ...beside];
}

/** A flagged text is scored. */
function flaggedState(state: State): Example['state'] {
  return state === 'wrong_language' || state === 'damaged' || state === 'clean' ? state : 'mixed';
}

function toExample(
  sample: Sample,
  { channel, text, judgement: { outcome, findings, instead } }: Flagged,
  target: string,
  prompt: PromptRecord | undefined,
): Example {
  return {
    target,
    simulated: isSimulated(sample),
    language: sample.language,
    prompt_id: sample.prompt,
    prompt: prompt?.messages.findLast(({ role }) => role === 'user')?.content ?? null,
    repeat: sample.repeat,
    state: flaggedState(outcome.state),
    channel,
    text,
    findings,
    instead,
  };
}

/** Collects flagged texts as they come and keeps, of each target, language and channel, those with the smallest keys. */
export class ExamplePicker {
  readonly #cells = new Map<string, { key: string; example: Example }[]>();
  #flagged = 0;

  /** Offers what is flagged of a sample of the target that the report calls `target`. */
  offer(sample: Sample, judgement: Judgement, target: string, prompt: PromptRecord | undefined): void {
    for (const flagged of flaggedTexts(sample, judgement)) {
      this.#flagged++;
      const name = `${target}\n${sample.language}\n${flagged.channel}`;
      const cell = this.#cells.get(name) ?? [];
      this.#cells.set(name, cell);
      const { key } = sample;
      if (cell.length >= PER_CELL && key >= (cell.at(-1)?.key ?? '')) continue;
      cell.push({ key, example: toExample(sample, flagged, target, prompt) });
      // Keys are hashes, so the smallest ones are a draw that does not depend on the order of the samples.
      cell.sort((a, b) => (a.key < b.key ? -1 : 1));
      cell.length = Math.min(cell.length, PER_CELL);
    }
  }

  /** What was kept: from each cell in turn until there are enough. */
  pick(): Examples {
    const cells = [...this.#cells.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
    const each = Math.max(1, Math.min(PER_CELL, Math.floor(IN_ALL / Math.max(1, cells.length))));
    const shown = cells.flatMap((cell) => cell.slice(0, each).map(({ example }) => example));
    return { shown, flagged: this.#flagged };
  }
}
