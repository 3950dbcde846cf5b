/** Asks for copies, in two runs of the usual kind: groups of tokens of all targets, and for each target the tokens that its groups lacked. */

import type { RunOptions, RunResult } from '../../harness/run/index.js';
import { runSuite } from '../../harness/run/index.js';
import type { Suite, SuiteTarget } from '../../harness/suite/index.js';
import type { Prompt } from '../../prompts/index.js';
import type { RunStore } from '../../store/index.js';
import type { TokenId, Vocabulary } from '../tokenizer/index.js';
import { blockOf, grouped, promptFor, singleId, tokenOf } from './prompts.js';
import type { Choice, Finding, Framed, TargetProbe } from './types.js';
import { byGroup, bySingle, Counts, GROUP_TRIES, TRIES } from './verdicts.js';
import { copyIn, writtenIn } from './written.js';

/** What a probe needs. */
export interface Probing {
  /** Its targets are asked; its prompts are not. */
  readonly suite: Suite;
  readonly vocabulary: Vocabulary;
  readonly choice: Choice;
  /** Tokens of a group. */
  readonly group: number;
  /** The place of a part of the probe, by a name that a folder may have. */
  readonly placeOf: (part: string) => RunStore;
  /** Told before each part begins. */
  readonly onPart?: (what: string, requests: number) => void;
  readonly options?: Pick<RunOptions, 'stop' | 'abort' | 'onSample' | 'onNotice'>;
}

/** Tokens that an answer may take beside the copy, and of each of the copy: marks, and other tokens than ours. */
const ROOM = 64;
const ROOM_EACH = 3;

/** Sampled answers: at temperature 0 every rate is 0 or 100%. */
const TEMPERATURE = 1;

/** A target as it is asked for copies of so many tokens: sampled, and held to a length where the suite says none. */
export function copying(target: SuiteTarget, tokens: number): SuiteTarget {
  const { sampling = {}, logprobs: _, logprobs_of: __, ...rest } = target;
  const isLimited = sampling.max_tokens !== undefined || sampling.max_completion_tokens !== undefined;
  const limit = ROOM + ROOM_EACH * tokens;
  return {
    ...rest,
    sampling: {
      ...sampling,
      temperature: sampling.temperature || TEMPERATURE,
      ...(!isLimited && { max_tokens: limit }),
    },
  };
}

const isText = ({ api }: SuiteTarget): boolean => api === 'completions';

/** What was found, and what the runs that this call made came to. */
export interface Asked {
  readonly targets: readonly TargetProbe[];
  readonly ended: readonly RunResult[];
}

class Probe {
  readonly #probing: Probing;
  readonly #encode: (text: string) => readonly TokenId[];
  readonly #tokens: ReadonlyMap<TokenId, Framed>;
  readonly ended: RunResult[] = [];

  constructor(probing: Probing, encode: (text: string) => readonly TokenId[]) {
    this.#probing = probing;
    this.#encode = encode;
    this.#tokens = new Map(probing.choice.tokens.map((token) => [token.id, token]));
  }

  /** Tokens of the longest of some prompts' blocks. */
  #longest(blocks: readonly (readonly Framed[])[]): number {
    return Math.max(0, ...blocks.map((tokens) => this.#encode(blockOf(tokens)).length));
  }

  get isStopped(): boolean {
    const { stop, abort } = this.#probing.options ?? {};
    return stop?.aborted === true || abort?.aborted === true || this.ended.some(({ halted }) => halted);
  }

  async #run(
    targets: readonly SuiteTarget[],
    { prompts, repeats }: { readonly prompts: readonly Prompt[]; readonly repeats: number },
    store: RunStore,
    what: string,
  ): Promise<void> {
    const { suite, options, onPart } = this.#probing;
    const { name, seed } = suite;
    onPart?.(what, prompts.length * repeats * targets.length);
    const asked: Suite = { name, repeats, targets, prompts, ...(seed !== undefined && { seed }) };
    this.ended.push(await runSuite(asked, store, options));
  }

  /** Answers to groups, by target and token. */
  async groups(targets: readonly SuiteTarget[]): Promise<{
    readonly counts: ReadonlyMap<string, Counts>;
    readonly requests: ReadonlyMap<string, { asked: number; failed: number }>;
  }> {
    const { choice, group, placeOf } = this.#probing;
    const groups = grouped(choice.tokens, group);
    const idOf = (i: number): string => `group-${i + 1}`;
    const byPrompt = new Map(groups.map((tokens, i) => [idOf(i), tokens]));
    const store = placeOf('groups');
    try {
      const longest = this.#longest(groups);
      const asText = targets.some(isText);
      const prompts = groups.map((tokens, i) => promptFor(tokens, idOf(i), asText));
      // Where tokens are asked for alone already, groups have said what they say.
      const isOver = await this.#hasSingles();
      if (!isOver)
        await this.#run(
          targets.map((target) => copying(target, longest)),
          { prompts, repeats: GROUP_TRIES },
          store,
          'groups',
        );
      const counts = new Map(targets.map(({ id }) => [id, new Counts()]));
      const requests = new Map(targets.map(({ id }) => [id, { asked: 0, failed: 0 }]));
      for await (const sample of store.samples()) {
        const tokens = byPrompt.get(sample.prompt) ?? [];
        const sum = requests.get(sample.target);
        if (sum !== undefined) sum.asked++;
        const copy = copyIn(sample);
        if (copy === undefined) {
          if (sum !== undefined) sum.failed++;
          continue;
        }
        const written = writtenIn(copy, tokens, this.#encode);
        for (const { id } of tokens) counts.get(sample.target)?.add(id, written.has(id));
      }
      return { counts, requests };
    } finally {
      await store.close();
    }
  }

  async #hasSingles(): Promise<boolean> {
    const { suite, placeOf } = this.#probing;
    for (const i of suite.targets.keys()) {
      const store = placeOf(`singles-${i + 1}`);
      try {
        if (!(await store.isEmpty())) return true;
      } finally {
        await store.close();
      }
    }
    return false;
  }

  /** Answers to a token alone. What was asked for before is asked for again: a run is what it is. */
  async singles(
    target: SuiteTarget,
    ids: readonly TokenId[],
    place: string,
  ): Promise<{ readonly counts: Counts; readonly ids: readonly TokenId[]; asked: number; failed: number }> {
    const store = this.#probing.placeOf(place);
    try {
      const before = [...(await store.prompts()).keys()].map(tokenOf);
      const wanted = before.length > 0 ? before : ids;
      const tokens = wanted.flatMap((id) => this.#tokens.get(id) ?? []);
      const counts = new Counts();
      const result = { counts, ids: wanted, asked: 0, failed: 0 };
      if (tokens.length === 0) return result;
      const prompts = tokens.map((token) => promptFor([token], singleId(token.id), isText(target)));
      const longest = this.#longest(tokens.map((token) => [token]));
      if (!this.isStopped)
        await this.#run(
          [copying(target, longest)],
          { prompts, repeats: TRIES },
          store,
          `${target.id}: tokens alone`,
        );
      for await (const sample of store.samples()) {
        const token = this.#tokens.get(tokenOf(sample.prompt));
        const copy = copyIn(sample);
        result.asked++;
        if (token === undefined || copy === undefined) result.failed++;
        else counts.add(token.id, writtenIn(copy, [token], this.#encode).has(token.id));
      }
      return result;
    } finally {
      await store.close();
    }
  }
}

/**
 * Asks all targets of a suite by sampling. What was asked before is not asked again; a probe that was stopped is gone on with by the same call.
 * Rejects with UserError as `runSuite` does.
 */
export async function askBySampling(probing: Probing): Promise<Asked> {
  const { suite, vocabulary, choice } = probing;
  const encoding = await vocabulary.encoding();
  if (encoding.kind === 'unknown') throw new Error('tokens were chosen without an encoding');
  const probe = new Probe(probing, encoding.encode);
  const groups = await probe.groups(suite.targets);
  const targets: TargetProbe[] = [];
  for (const [i, target] of suite.targets.entries()) {
    const ofGroups = groups.counts.get(target.id) ?? new Counts();
    const { asked: screen = 0, failed: lost = 0 } = groups.requests.get(target.id) ?? {};
    const findings = new Map<TokenId, Finding>();
    for (const { id } of choice.tokens) {
      const found = byGroup(id, ofGroups.of(id));
      if (found !== undefined) findings.set(id, found);
    }
    const open = choice.tokens.filter(({ id }) => !findings.has(id)).map(({ id }) => id);
    const alone = probe.isStopped
      ? { counts: new Counts(), asked: 0, failed: 0 }
      : await probe.singles(target, open, `singles-${i + 1}`);
    for (const id of open) findings.set(id, bySingle(id, alone.counts.of(id)));
    targets.push({
      target: target.id,
      model: target.model,
      way: 'sampling',
      why: 'answers, of groups first and of tokens alone where a group lacks them',
      findings,
      requests: { screen, single: alone.asked, failed: lost + alone.failed },
      isDone: !probe.isStopped && probe.ended.every(({ failed, left }) => failed === 0 && left === 0),
    });
  }
  return { targets, ended: probe.ended };
}
