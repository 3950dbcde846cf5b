/**
 * A part: what rows of answers add up to that were judged somewhere by themselves, with what a report needs beside it. Parts of one key add
 * up to the part of all their rows, exactly, in any order and in any groups; one is a line of JSON, the same for the same rows.
 */

import * as v from 'valibot';
import type { DetectionSettings } from '../../detectors/bare/index.js';
import { sha256, UserError } from '../../files/index.js';
import { detectionSchema, type PromptRecord, type Sample } from '../../store/index.js';
import { countedRun, type ExemplifiedRun } from '../counted.js';
import { ExamplePicker } from '../examples.js';
import type { Judgement } from '../judging/index.js';
import { RunTally, type TallyKey, withoutColumns } from '../tally/index.js';
import { Folded, storedFolded } from './folded.js';
import { orderedTally } from './ordered.js';
import { unfolded } from './unfold.js';

/** What stands over every answer of a part. */
export interface PartHead {
  readonly key: TallyKey;
  /** Changes to the policies. */
  readonly detection: DetectionSettings;
}

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const stored = v.strictObject({
  schema: v.literal(1),
  kind: v.literal('part'),
  detection: detectionSchema,
  /** Rows that were judged, and those that could not be read, by why. */
  rows: v.strictObject({ judged: whole, unread: v.record(v.string(), whole) }),
  /** The highest number of a repeat, and one. */
  repeats: whole,
  tally: v.looseObject({ key: v.unknown() }),
  folded: storedFolded,
  examples: v.unknown(),
});

/** A part as JSON. */
export interface StoredPart extends Omit<v.InferInput<typeof stored>, 'detection'> {
  readonly detection: DetectionSettings;
}

export class Part {
  readonly head: PartHead;
  /** Of questions that may have samples elsewhere. */
  #tally: RunTally;
  readonly #folded: Folded;
  readonly #examples = new ExamplePicker();
  readonly #unread = new Map<string, number>();
  #judged = 0;
  #repeats = 0;

  constructor(head: PartHead) {
    this.head = head;
    this.#tally = new RunTally(head.key);
    this.#folded = new Folded(head.key);
  }

  /** Rows that were judged. */
  get judged(): number {
    return this.#judged;
  }

  /** Rows that could not be read, by why. */
  get unread(): ReadonlyMap<string, number> {
    return this.#unread;
  }

  /** Ids of the targets, sorted. */
  get targets(): readonly string[] {
    return [...new Set([...this.#tally.ids, ...this.#folded.counts.ids])].sort();
  }

  add(sample: Sample, judgement: Judgement, record: PromptRecord | undefined): void {
    this.#judged++;
    this.#repeats = Math.max(this.#repeats, sample.repeat + 1);
    this.#tally.add(sample, judgement, record);
    this.#examples.offer(sample, judgement, sample.target, record);
  }

  /** Counts rows that cannot be read, by why. */
  addUnread(why: string, rows = 1): void {
    this.#unread.set(why, (this.#unread.get(why) ?? 0) + rows);
  }

  /** Says that all samples of the questions so far are there: from now on they are counted by what they came to, without names. */
  fold(): void {
    this.#folded.fold(this.#tally);
    this.#tally = new RunTally(this.head.key);
  }

  /** Adds another part. Throws UserError where its rows were judged otherwise. */
  merge(other: Part): void {
    if (sha256(other.head.detection) !== sha256(this.head.detection))
      throw new UserError(
        `rows judged by other changes to the policies do not add up: ${JSON.stringify(other.head.detection)} and ${JSON.stringify(this.head.detection)}`,
        '',
        'judge all of them under one --policy',
      );
    this.#tally.merge(other.#tally);
    this.#folded.merge(other.#folded);
    this.#examples.merge(other.#examples.toJSON());
    for (const [why, rows] of other.#unread) this.addUnread(why, rows);
    this.#judged += other.#judged;
    this.#repeats = Math.max(this.#repeats, other.#repeats);
  }

  #rows(): StoredPart['rows'] {
    const unread = [...this.#unread].sort(([a], [b]) => (a < b ? -1 : 1));
    return { judged: this.#judged, unread: Object.fromEntries(unread) };
  }

  toJSON(): StoredPart {
    return {
      schema: 1,
      kind: 'part',
      detection: this.head.detection,
      rows: this.#rows(),
      repeats: this.#repeats,
      tally: { ...(withoutColumns(orderedTally(this.#tally.toData())) as object), key: this.head.key },
      folded: this.#folded.toJSON(),
      examples: this.#examples.toJSON(),
    };
  }

  /** The part that `toJSON` gave. Throws UserError where it is none. */
  static fromJSON(json: unknown): Part {
    const parsed = v.safeParse(stored, json);
    if (!parsed.success) {
      const [issue] = parsed.issues;
      throw new UserError(`${v.getDotPath(issue) ?? 'part'}: ${issue.message}`, '');
    }
    const { detection, rows, repeats, tally, folded, examples } = parsed.output;
    const own = RunTally.fromJSON(tally);
    const part = new Part({ key: own.key, detection });
    part.#tally.merge(own);
    part.#folded.merge(Folded.fromJSON(folded));
    part.#examples.merge(ExamplePicker.fromJSON(examples).toJSON());
    for (const [why, n] of Object.entries(rows.unread)) part.addUnread(why, n);
    part.#judged = rows.judged;
    part.#repeats = repeats;
    return part;
  }

  #giveLengths(tally: RunTally): void {
    for (const [target, { languages, measures }] of tally.targets)
      for (const language of languages.keys()) {
        const lengths = this.#folded.lengthsIn(language);
        measures.collapseIn(language)?.givenLengths({
          target,
          sums: lengths.sumsOf(target),
          pairsWith: (baseline) => lengths.pairsOf(target, baseline),
        });
      }
  }

  /** As a run that reports are made of: one that somebody else has asked, under this name and of this moment (ISO 8601). */
  asRun(name: string, moment: string): ExemplifiedRun {
    const { detection } = this.head;
    const unread = [...this.#unread.values()].reduce((sum, rows) => sum + rows, 0);
    const tally = new RunTally(this.head.key, this.targets);
    tally.merge(RunTally.fromJSON(orderedTally(this.#tally.toData(), 'settled')));
    tally.merge(RunTally.fromJSON(unfolded(this.#folded)));
    this.#giveLengths(tally);
    const run = {
      path: name,
      rows: this.#rows(),
      manifest: {
        made_by: 'score' as const,
        suite: { name },
        created_at: moment,
        targets: tally.ids.map((id) => ({ id, model: id })),
        repeats: Math.max(1, this.#repeats),
        prompts: tally.prompts,
        ...(Object.keys(detection).length > 0 && { detection }),
        ...(unread > 0 && { left_out: { unread, doubles: 0 } }),
      },
    };
    return countedRun(run, { tally, examples: this.#examples, torn: 0, hasBesides: false });
  }
}
