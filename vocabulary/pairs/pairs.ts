/** Pairs of answers of a run: a slip, and a clean answer of the same target to the same prompt. */

import { signsOf } from '../../detectors/bare/index.js';
import { UserError } from '../../files/index.js';
import { type ChatMessage, underSystem } from '../../prompts/bare/index.js';
import { wellFormedJson } from '../../reports/exports/index.js';
import { type Judge, type RunInput, readCases, type State } from '../../reports/index.js';
import { promptOf } from '../../reports/judging/index.js';
import type { PromptRecord, Sample, SampleKey } from '../../store/index.js';
import { type Answer, matched } from './match.js';
import { Spool } from './spool.js';

/** What a model is not to write. */
const SLIPS: ReadonlySet<State> = new Set<State>(['mixed', 'wrong_language', 'damaged']);

/** Finish reasons of answers that were cut off. */
const CUT: ReadonlySet<string> = new Set(['length', 'max_tokens', 'max_output_tokens']);

export interface Pair {
  readonly target: string;
  readonly language: string;
  readonly id: string;
  readonly prompt: readonly ChatMessage[];
  readonly chosen: string;
  readonly rejected: string;
}

export interface PairCounts {
  readonly answers: number;
  /** Mixed, in the wrong language, or damaged. */
  readonly slips: number;
  readonly pairs: number;
  /** Slips without a clean answer to the same prompt, or none that is whole as the slip is. */
  readonly alone: number;
  /** Slips whose prompt the run does not hold. */
  readonly unasked: number;
}

/** What comes of a target in a language. */
export interface TargetPairs extends PairCounts {
  readonly target: string;
  readonly language: string;
}

export interface Pairs {
  readonly counts: PairCounts;
  /** By target and language, in the order in which they come in the run. */
  readonly targets: readonly TargetPairs[];
  pairs(): AsyncGenerator<Pair>;
}

/** Answers of a target to a prompt. */
interface Group {
  readonly target: string;
  readonly language: string;
  readonly prompt: PromptRecord | undefined;
  answers: number;
  readonly slips: Answer[];
  readonly clean: Answer[];
}

/** Finds the prompt of a sample as its target was asked: under the system message that it stands under. */
function askedIn({ manifest, prompts }: RunInput): (sample: Sample) => PromptRecord | undefined {
  const systems = new Map(manifest.targets.map(({ id, system }) => [id, system]));
  return (sample) => {
    const prompt = promptOf(prompts, sample);
    return prompt && underSystem(prompt, systems.get(sample.target));
  };
}

async function groupsOf(
  run: RunInput,
  judge: Judge,
  signal: AbortSignal | undefined,
): Promise<readonly Group[]> {
  const groups = new Map<string, Group>();
  const askedOf = askedIn(run);
  for await (const { case: one, judgement } of judge.judge(readCases(run), run.manifest.detection ?? {})) {
    signal?.throwIfAborted();
    const { sample } = one;
    const { target, language, answer, key, finish_reason = '' } = sample;
    if (answer === null) continue;
    const name = JSON.stringify([target, language, sample.prompt]);
    const group = groups.get(name) ?? {
      target,
      language,
      prompt: askedOf(sample),
      answers: 0,
      slips: [],
      clean: [],
    };
    groups.set(name, group);
    group.answers++;
    const { state, counted } = judgement.outcome;
    const told: Answer = { key, length: answer.length, isCut: CUT.has(finish_reason.toLowerCase()) };
    if (SLIPS.has(state)) group.slips.push(told);
    // A clean answer may have mixed code, or say one thing for ever: it is no example.
    else if (state === 'clean' && counted.length === 0 && !signsOf(answer).loops) group.clean.push(told);
  }
  return [...groups.values()];
}

interface Chosen {
  readonly group: Group & { readonly prompt: PromptRecord };
  readonly slip: SampleKey;
  readonly clean: SampleKey;
}

const add = (counts: PairCounts, more: PairCounts): PairCounts => ({
  answers: counts.answers + more.answers,
  slips: counts.slips + more.slips,
  pairs: counts.pairs + more.pairs,
  alone: counts.alone + more.alone,
  unasked: counts.unasked + more.unasked,
});

const NONE: PairCounts = { answers: 0, slips: 0, pairs: 0, alone: 0, unasked: 0 };

async function* pairsWith(
  chosen: readonly Chosen[],
  run: RunInput,
  signal: AbortSignal | undefined,
): AsyncGenerator<Pair> {
  const wanted = new Set<SampleKey>(chosen.flatMap(({ slip, clean }) => [slip, clean]));
  const texts = new Spool<SampleKey>();
  try {
    for await (const { sample } of readCases(run)) {
      signal?.throwIfAborted();
      if (sample.answer !== null && wanted.has(sample.key)) texts.put(sample.key, sample.answer);
    }
    for (const { group, slip, clean } of chosen) {
      const [own, other] = [texts.textOf(clean), texts.textOf(slip)];
      // The run was changed since.
      if (own === undefined || other === undefined)
        throw new UserError('an answer is gone that was there when it was judged', run.path);
      yield {
        target: group.target,
        language: group.language,
        id: group.prompt.id,
        prompt: group.prompt.messages,
        chosen: own,
        rejected: other,
      };
    }
  } finally {
    texts.close();
  }
}

export interface PairsOptions {
  /** Rejects with its reason at the next answer. */
  readonly signal?: AbortSignal | undefined;
}

/** Finds the pairs of a run, whose samples are read again for the texts of pairs: no other ones are held. Rejects with UserError for what cannot be judged. */
export async function pairsOf(run: RunInput, judge: Judge, { signal }: PairsOptions = {}): Promise<Pairs> {
  const chosen: Chosen[] = [];
  const targets = new Map<string, TargetPairs>();
  for (const group of await groupsOf(run, judge, signal)) {
    const { target, language, prompt, answers, slips } = group;
    const found = prompt === undefined ? [] : matched(slips, group.clean);
    if (prompt !== undefined)
      for (const { slip, clean } of found)
        chosen.push({ group: { ...group, prompt }, slip: slip.key, clean: clean.key });
    const name = JSON.stringify([target, language]);
    const own = {
      answers,
      slips: slips.length,
      pairs: found.length,
      alone: prompt === undefined ? 0 : slips.length - found.length,
      unasked: prompt === undefined ? slips.length : 0,
    };
    targets.set(name, { target, language, ...add(targets.get(name) ?? NONE, own) });
  }
  return {
    counts: [...targets.values()].reduce<PairCounts>(add, NONE),
    targets: [...targets.values()],
    pairs: () => pairsWith(chosen, run, signal),
  };
}

/** A pair as a line of JSONL, in the form that trainers take: conversational preference with the prompt apart (TRL). */
export function pairLine({ prompt, chosen, rejected, ...about }: Pair): string {
  const said = (content: string) => [{ role: 'assistant', content }];
  return `${wellFormedJson({
    prompt: prompt.map(({ role, content }) => ({ role, content })),
    chosen: said(chosen),
    rejected: said(rejected),
    ...about,
  })}\n`;
}
