/** The flagged texts that the page shows: a fair draw from every target, language and channel. */

import * as v from 'valibot';
import type { PromptRecord, Sample } from '../store/index.js';
import { CHANNELS, channelText, type Judgement, type State, type TextJudgement } from './judging/index.js';
import { isSimulated } from './tally/index.js';
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

/** An example with the key of its sample. */
interface Kept {
  readonly key: string;
  readonly example: Example;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const place = { start: count, end: count, text: v.string() };

/** What formats show of a finding; whatever else stands there stays. */
const finding = v.looseObject({ ...place, kind: v.string(), script: v.string(), zone: v.string() });

const stored = v.strictObject({
  flagged: count,
  examples: v.array(
    v.strictObject({
      key: v.string(),
      example: v.strictObject({
        target: v.string(),
        simulated: v.boolean(),
        language: v.string(),
        prompt_id: v.string(),
        prompt: v.nullable(v.string()),
        repeat: count,
        state: v.picklist(['mixed', 'wrong_language', 'damaged', 'clean']),
        channel: v.picklist(['answer', ...CHANNELS]),
        text: v.string(),
        findings: v.array(finding),
        instead: v.nullable(v.string()),
      }),
    }),
  ),
});

/** Flagged texts as plain data: a few of each target, language and channel. */
export interface StoredExamples {
  readonly flagged: number;
  readonly examples: readonly Kept[];
}

/**
 * Collects flagged texts as they come and keeps, of each target, language and channel, those with the smallest keys. Keys are hashes, so that is a
 * draw that does not depend on the order of the samples, nor on which of several pickers was offered them.
 */
export class ExamplePicker {
  readonly #cells = new Map<string, Kept[]>();
  #flagged = 0;

  /** Offers what is flagged of a sample of the target that the report calls `target`. */
  offer(sample: Sample, judgement: Judgement, target: string, prompt: PromptRecord | undefined): void {
    for (const flagged of flaggedTexts(sample, judgement)) {
      this.#flagged++;
      const { key, language } = sample;
      this.#offer(key, { target, language, channel: flagged.channel }, () =>
        toExample(sample, flagged, target, prompt),
      );
    }
  }

  #offer(
    key: string,
    { target, language, channel }: Pick<Example, 'target' | 'language' | 'channel'>,
    made: () => Example,
  ): void {
    const name = `${target}\n${language}\n${channel}`;
    const cell = this.#cells.get(name) ?? [];
    this.#cells.set(name, cell);
    if (cell.length >= PER_CELL && key >= (cell.at(-1)?.key ?? '')) return;
    cell.push({ key, example: made() });
    cell.sort((a, b) => (a.key < b.key ? -1 : 1));
    cell.length = Math.min(cell.length, PER_CELL);
  }

  /** Adds what was kept of other samples, whose targets the report calls by `nameOf`. */
  merge({ flagged, examples }: StoredExamples, nameOf: (target: string) => string = (id) => id): void {
    this.#flagged += flagged;
    for (const { key, example } of examples) {
      const named = { ...example, target: nameOf(example.target) };
      this.#offer(key, named, () => named);
    }
  }

  toJSON(): StoredExamples {
    return { flagged: this.#flagged, examples: [...this.#cells.values()].flat() };
  }

  /** What `toJSON` gave. Throws where it is none. */
  static fromJSON(json: unknown): ExamplePicker {
    const picker = new ExamplePicker();
    picker.merge(v.parse(stored, json) as StoredExamples);
    return picker;
  }

  /** What was kept: from each cell in turn until there are enough. */
  pick(): Examples {
    const cells = [...this.#cells.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
    const each = Math.max(1, Math.min(PER_CELL, Math.floor(IN_ALL / Math.max(1, cells.length))));
    const shown = cells.flatMap((cell) => cell.slice(0, each).map(({ example }) => example));
    return { shown, flagged: this.#flagged };
  }
}
