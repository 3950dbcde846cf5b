/** Judging under the settings of a run: what a thread makes once and then judges case after case by. */

import {
  type DetectionSettings,
  englishWords,
  francIdentifier,
  type Identifier,
  type IdentifierName,
  languages,
  policiesOf,
} from '../../detectors/index.js';
import type { Case, JudgedFields } from './case.js';
import { type Judgement, judge } from './judge.js';
import type { LiteratureOptions } from './literature.js';

/** Makes the identifier of a name. */
export type IdentifierOf = (name: IdentifierName) => Promise<Identifier>;

/** Without fastText at hand, franc stands for it. */
const francAlways: IdentifierOf = async () => francIdentifier(languages);

/** What is judged besides the findings, and how: the same for all cases of a report. */
export interface JudgeOptions {
  /** Loads identifiers; where missing, all is told by franc. */
  readonly identifierOf?: IdentifierOf;
  /** Takes the literature's measures too. `words` is the benchmark's list of English words, one a line. */
  readonly lcb?: { readonly words?: string };
}

/** Judges single cases. Throws an error that names the sample, whatever went wrong. */
export type JudgeCase = (one: Case<JudgedFields>) => Judgement;

async function literatureOptions({
  identifierOf = francAlways,
  lcb,
}: JudgeOptions): Promise<LiteratureOptions | undefined> {
  if (lcb === undefined) return undefined;
  return {
    // Whatever a run chose for its lines: the benchmark's rates are those of fastText.
    identifier: await identifierOf('fasttext'),
    ...(lcb.words !== undefined && { words: englishWords(lcb.words) }),
  };
}

/**
 * Makes judges of single cases under the settings of runs, each settings once. They throw UserError where an identifier cannot
 * be loaded.
 */
export function settler(options: JudgeOptions): (settings: DetectionSettings) => Promise<JudgeCase> {
  const { identifierOf = francAlways } = options;
  const known = new Map<string, Promise<JudgeCase>>();
  async function settle(settings: DetectionSettings): Promise<JudgeCase> {
    const identifier = await identifierOf(settings.lid ?? 'fasttext');
    const literature = await literatureOptions(options);
    const policyOf = policiesOf(settings);
    return (one) => {
      const { key, language } = one.sample;
      try {
        const policy = policyOf(language);
        if (policy === undefined) throw new Error(`no policy for the language "${language}"`);
        return judge(one, policy, { identifier }, literature);
      } catch (error) {
        throw new Error(`sample ${key} cannot be judged: ${(error as Error).message}`, { cause: error });
      }
    };
  }
  return (settings) => {
    const name = JSON.stringify(settings);
    const judgeCase = known.get(name) ?? settle(settings);
    known.set(name, judgeCase);
    return judgeCase;
  };
}
