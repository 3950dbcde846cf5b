/** Copies responses to samples as they come; of what went by, only short digests are held. */

import { createHash } from 'node:crypto';
import type { Unread } from '../../files/index.js';
import { type PromptWriter, promptHash, type SampleWriter, sampleKey } from '../../store/index.js';
import type { Channels, Response, Row } from './response.js';

export interface Copied {
  readonly samples: number;
  /** Samples whose prompt is known. */
  readonly prompted: number;
  readonly prompts: number;
  readonly repeats: number;
  readonly targets: ReadonlySet<string>;
  readonly tags: ReadonlySet<string>;
  readonly unread: number;
  /** The first rows that could not be read. */
  readonly examples: readonly Unread[];
  readonly doubles: number;
  /** SHA-256 over all samples: names the responses. */
  readonly hash: string;
}

/** Unread rows that are kept to be shown. */
const SHOWN = 5;

/** 96 bits as 12 units, which is what is held of a row: a million of them have a collision with a chance of 10^-17. */
const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest().toString('latin1', 0, 12);

const contentHash = ({ answer, error }: Channels): string =>
  createHash('sha256')
    .update(error === undefined ? (answer ?? '') : JSON.stringify(error))
    .digest('hex');

/** Gives prompts their ids: one id that logs use for different prompts becomes several. */
class PromptNames {
  /** Digests of what is said, by digest of the id. */
  readonly #known = new Map<string, string>();
  readonly #writer: PromptWriter;
  count = 0;

  constructor(writer: PromptWriter) {
    this.#writer = writer;
  }

  /** The id of a response's prompt, which is written when it is new. */
  idFor({ promptId, language, messages }: Response): string {
    if (messages === undefined) return promptId;
    const hash = promptHash({ language, messages });
    const [own, other] = [promptId, `${promptId}#${hash.slice(0, 8)}`];
    const [short, place] = [digest(hash), digest(own)];
    const id = (this.#known.get(place) ?? short) === short ? own : other;
    const at = id === own ? place : digest(other);
    if (!this.#known.has(at)) {
      this.#known.set(at, short);
      this.count++;
      this.#writer.append({ id, language, messages });
    }
    return id;
  }
}

/** Tells repeats from doubles. A further response to one prompt by one target is a further repeat, unless its log names it as one before. */
class Repeats {
  readonly #counts = new Map<string, number>();
  /** By digest of a named response: its repeat, negative (less one) while it has failed. */
  readonly #named = new Map<string, number>();
  most = 0;

  #next(place: string): number {
    const repeat = this.#counts.get(place) ?? 0;
    this.#counts.set(place, repeat + 1);
    this.most = Math.max(this.most, repeat + 1);
    return repeat;
  }

  /** The repeat that a response is, and whether it takes the place of one that failed; undefined for a double. */
  place(
    target: string,
    prompt: string,
    { id, channels }: Response,
  ): { repeat: number; again: boolean } | undefined {
    const place = digest(target, prompt);
    if (id === undefined) return { repeat: this.#next(place), again: false };
    const name = digest(target, prompt, id);
    const before = this.#named.get(name);
    const failed = channels.error !== undefined;
    if (before !== undefined && (before >= 0 || failed)) return undefined;
    const repeat = before === undefined ? this.#next(place) : -before - 1;
    this.#named.set(name, failed ? -repeat - 1 : repeat);
    return { repeat, again: before !== undefined };
  }
}

/** Copies `rows` into the writers. */
export async function copyRows(
  rows: AsyncIterable<Row>,
  samples: SampleWriter,
  prompts: PromptWriter,
): Promise<Copied> {
  const names = new PromptNames(prompts);
  const repeats = new Repeats();
  const [targets, tags] = [new Set<string>(), new Set<string>()];
  const examples: Unread[] = [];
  const hash = createHash('sha256');
  const counts = { samples: 0, prompted: 0, unread: 0, doubles: 0 };
  let written = 0;
  for await (const row of rows) {
    if (row.kind === 'unread') {
      counts.unread++;
      if (examples.length < SHOWN) examples.push(row);
      continue;
    }
    const prompt = row.kind === 'double' ? '' : names.idFor(row);
    const placed = row.kind === 'double' ? undefined : repeats.place(row.target, prompt, row);
    if (row.kind === 'double' || placed === undefined) {
      counts.doubles++;
      continue;
    }
    const { target, language, messages, channels, id } = row;
    const { repeat, again } = placed;
    // What was asked may not be known, what was answered is: it stands in the key's place for the prompt, unless the log names it.
    const content = contentHash(channels);
    const key = sampleKey(target, prompt, id ?? content, repeat, undefined);
    hash.update(key).update(content);
    targets.add(target);
    tags.add(language);
    if (!again) counts.samples++;
    if (!again && messages !== undefined) counts.prompted++;
    samples.append({ key, target, prompt, language, repeat, ...channels, attempts: 0 });
    if (++written % 1024 === 0) await samples.flush();
  }
  return {
    ...counts,
    prompts: names.count,
    repeats: repeats.most,
    targets,
    tags,
    examples,
    hash: hash.digest('hex'),
  };
}
