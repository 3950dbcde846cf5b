/** Copies responses into a run as they come; of what went by, only short digests are held. */

import { createHash } from 'node:crypto';
import type { Unread } from '../../files/index.js';
import {
  askedHash,
  idBeside,
  type PromptRecord,
  promptHash,
  type RunDraft,
  type Sample,
  sampleKey,
} from '../../store/index.js';
import { type Comparison, type Content, RecordHash, TextHash, wholeHash } from './content.js';
import type { Response, ResponseChannels, Row } from './response.js';

export interface Copied {
  readonly samples: number;
  /** Samples whose prompt is known. */
  readonly prompted: number;
  readonly prompts: number;
  readonly repeats: number;
  readonly targets: ReadonlySet<string>;
  readonly tags: ReadonlySet<string>;
  /** Fields that texts were read from, where their names were guessed. */
  readonly fields: ReadonlySet<string>;
  /** How files were read, a text each. */
  readonly notes: readonly string[];
  readonly unread: number;
  /** The first rows that could not be read. */
  readonly examples: readonly Unread[];
  readonly doubles: number;
  readonly content: Content;
}

/** Unread rows that are kept to be shown. */
const SHOWN = 5;

/** 96 bits as 12 units, which is what is held of a row: a million of them have a collision with a chance of 10^-17. */
const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest().toString('latin1', 0, 12);

const contentHash = ({ answer, error }: ResponseChannels): string =>
  createHash('sha256')
    .update(error === undefined ? (answer ?? '') : JSON.stringify(error))
    .digest('hex');

/** Gives prompts their ids: one id that logs use for different prompts becomes several. */
class PromptNames {
  /** Digests of what is said, by digest of the id. */
  readonly #known = new Map<string, string>();

  get count(): number {
    return this.#known.size;
  }

  /** The id of a response's prompt, with its record when it is new. */
  nameOf({ promptId, language, messages }: Response): {
    readonly id: string;
    readonly record?: PromptRecord;
  } {
    if (messages === undefined) return { id: promptId };
    const hash = promptHash({ language, messages });
    const [own, other] = [promptId, idBeside(promptId, hash)];
    const [short, place] = [digest(hash), digest(own)];
    const id = (this.#known.get(place) ?? short) === short ? own : other;
    const at = id === own ? place : digest(other);
    if (this.#known.has(at)) return { id };
    this.#known.set(at, short);
    return { id, record: { id, language, messages } };
  }

  compare(prompts: ReadonlyMap<string, PromptRecord>): Comparison {
    let shared = 0;
    for (const [id, prompt] of prompts) {
      const own = this.#known.get(digest(id));
      if (own === undefined) continue;
      if (own !== digest(promptHash(prompt))) return 'other';
      shared++;
    }
    if (shared === this.count) return 'known';
    return shared === prompts.size ? 'fewer' : 'other';
  }
}

/** Tells repeats from doubles. A further response to one prompt by one target is a further repeat, unless its log names it as one before. */
class Repeats {
  readonly #counts = new Map<string, number>();
  /** The language in which an id came first, by digest of the id: logs number their questions anew in every language. */
  readonly #languages = new Map<string, string>();
  /** By digest of a named response: its repeat, negative (less one) while it has failed. */
  readonly #named = new Map<string, number>();
  most = 0;

  #next(place: string): number {
    const repeat = this.#counts.get(place) ?? 0;
    this.#counts.set(place, repeat + 1);
    this.most = Math.max(this.most, repeat + 1);
    return repeat;
  }

  /** What tells the question from others: its id, with the language where the id came in another one before. */
  questionOf(prompt: string, { language, messages }: Response): string {
    // What is said in another language has another id already.
    if (messages !== undefined) return prompt;
    const place = digest(prompt);
    const first = this.#languages.get(place);
    if (first === undefined) this.#languages.set(place, language);
    return first === undefined || first === language ? prompt : `${prompt}\n${language}`;
  }

  /** The repeat that a response is, and whether it takes the place of one that failed; undefined for a double. */
  place(
    target: string,
    question: string,
    { id, channels, language, promptId, messages }: Response,
  ): { repeat: number; again: boolean } | undefined {
    // Chats in which users say the same are repeats, whatever the model has said in between.
    const asked = messages === undefined ? [question] : [promptId, askedHash({ language, messages })];
    const place = digest(target, ...asked);
    if (id === undefined) return { repeat: this.#next(place), again: false };
    const name = digest(target, question, id);
    const before = this.#named.get(name);
    const failed = channels.error !== undefined;
    if (before !== undefined && (before >= 0 || failed)) return undefined;
    const repeat = before === undefined ? this.#next(place) : -before - 1;
    this.#named.set(name, failed ? -repeat - 1 : repeat);
    return { repeat, again: before !== undefined };
  }
}

/** Copies `rows` into a draft. */
export async function copyRows(rows: AsyncIterable<Row>, draft: RunDraft): Promise<Copied> {
  const names = new PromptNames();
  const repeats = new Repeats();
  const [targets, tags, fields] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const examples: Unread[] = [];
  const notes: string[] = [];
  const [sampleHash, promptsHash, former] = [new RecordHash(), new RecordHash(), new TextHash()];
  const counts = { samples: 0, prompted: 0, unread: 0, doubles: 0 };
  for await (const row of rows) {
    if (row.kind === 'unread') {
      counts.unread++;
      if (examples.length < SHOWN) examples.push(row);
      continue;
    }
    if (row.kind === 'double') {
      counts.doubles++;
      continue;
    }
    if (row.kind === 'note') {
      notes.push(row.text);
      continue;
    }
    const { id: prompt, record } = names.nameOf(row);
    if (record !== undefined) {
      promptsHash.add(record);
      await draft.addPrompt(record);
    }
    const question = repeats.questionOf(prompt, row);
    const placed = repeats.place(row.target, question, row);
    if (placed === undefined) {
      counts.doubles++;
      continue;
    }
    const { target, language, messages, channels, field, mark, id } = row;
    const { repeat, again } = placed;
    // What was asked may not be known, what was answered is: it stands in the key's place for the prompt, unless the log names it.
    const content = contentHash(channels);
    const key = sampleKey(target, question, id ?? mark ?? content, repeat, undefined);
    const sample: Sample = { key, target, prompt, language, repeat, ...channels, attempts: 0 };
    former.add(key + content);
    sampleHash.add(sample);
    targets.add(target);
    tags.add(language);
    if (field !== undefined) fields.add(field);
    if (!again) counts.samples++;
    if (!again && messages !== undefined) counts.prompted++;
    await draft.addSample(sample);
  }
  const ofSamples = sampleHash.digest();
  return {
    ...counts,
    prompts: names.count,
    repeats: repeats.most,
    targets,
    tags,
    fields,
    notes,
    examples,
    content: {
      samples: ofSamples,
      whole: names.count === 0 ? ofSamples : wholeHash(ofSamples, promptsHash.digest()),
      former: former.digest(),
      compare: (prompts) => names.compare(prompts),
    },
  };
}
