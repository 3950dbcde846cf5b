/** Judges samples under the settings of a run: one by one, or as they come, in the calling thread. */

import {
  type DetectionSettings,
  englishWords,
  type Identifier,
  type IdentifierName,
  languages,
  type Policy,
  policiesOf,
} from '../../detectors/bare/index.js';
import { detectBy, type Identified } from '../../detectors/core/index.js';
import { sha256 } from '../../files/index.js';
import type { Case, JudgedFields } from './case.js';
import { type MeasureValues, measureWith, type Tools } from './measures/index.js';
import { excludedJudgement, excludedOf, type TextJudgement, textJudgement } from './outcome.js';

/** What a sample came to: no more than a report is made of, since it may come from another thread. */
export interface Judgement extends TextJudgement {
  /** What was measured of it besides; nothing of a failed request. */
  readonly measures: MeasureValues;
}

/** Makes the identifier of a name. */
export type IdentifierOf = (name: IdentifierName) => Promise<Identifier>;

/** What is judged besides the findings, and how: the same for all cases of a report. */
export interface JudgeOptions {
  /** Loads identifiers; where missing, all is told by franc. */
  readonly identifierOf?: IdentifierOf;
  /** Takes the literature's measures too. `words` is the benchmark's list of English words, one a line. */
  readonly lcb?: { readonly words?: string };
}

/** Judges single cases. Throws an error that names the sample, whatever went wrong. */
export type Classify = (one: Case<JudgedFields>) => Judgement;

/** Without fastText at hand, franc stands for it. */
const francAlways: IdentifierOf = async () =>
  (await import('../../detectors/index.js')).francIdentifier(languages);

async function toolsOf({ identifierOf = francAlways, lcb }: JudgeOptions): Promise<Tools> {
  if (lcb === undefined) return {};
  return {
    literature: {
      // Whatever a run chose for its lines: the benchmark's rates are those of fastText.
      identifier: await identifierOf('fasttext'),
      ...(lcb.words !== undefined && { words: englishWords(lcb.words) }),
    },
  };
}

function judge(
  one: Case<JudgedFields>,
  policy: Policy,
  identifier: Identifier,
  measure: ReturnType<typeof measureWith>,
): Judgement {
  const { sample, prompt, allow, exempt = true } = one;
  const excluded = excludedOf(sample);
  if (excluded === 'error') return { ...excludedJudgement(excluded), measures: {} };
  const context: Identified = {
    identifier,
    ...(exempt && prompt !== undefined && { prompt }),
    ...(allow && { allow }),
  };
  const text = sample.answer ?? '';
  const detection = excluded === null ? detectBy(text, policy, context) : null;
  const judged =
    detection === null ? excludedJudgement(excluded ?? 'empty') : textJudgement(text, detection, identifier);
  const measures = measure({ case: one, policy, context, detection, outcome: judged.outcome });
  return { ...judged, measures };
}

/**
 * Makes the classifiers of the settings of runs, each once. They throw UserError where an identifier cannot be loaded.
 */
export function classifiers(options: JudgeOptions): (settings: DetectionSettings) => Promise<Classify> {
  const { identifierOf = francAlways } = options;
  const known = new Map<string, Promise<Classify>>();
  async function classifier(settings: DetectionSettings): Promise<Classify> {
    const identifier = await identifierOf(settings.lid ?? 'fasttext');
    const measure = measureWith(options, await toolsOf(options));
    const policyOf = policiesOf(settings);
    return (one) => {
      const { key, language } = one.sample;
      try {
        const policy = policyOf(language);
        if (policy === undefined) throw new Error(`no policy for the language "${language}"`);
        return judge(one, policy, identifier, measure);
      } catch (error) {
        throw new Error(`sample ${key} cannot be judged: ${(error as Error).message}`, { cause: error });
      }
    };
  }
  return (settings) => {
    const name = JSON.stringify(settings);
    const classify = known.get(name) ?? classifier(settings);
    known.set(name, classify);
    return classify;
  };
}

export interface Judged {
  readonly case: Case;
  readonly judgement: Judgement;
}

/** Judges cases, here or in other threads; the judgements are the same. */
export interface Judge {
  /**
   * There where the literature's measures are taken: how many English words are looked for and the SHA-256 of their list, null
   * without one.
   */
  readonly lcb?: { readonly words: number | null; readonly list: string | null };
  /** What tells the language of lines under these settings. */
  identifier(settings: DetectionSettings): Identifier['name'];
  /**
   * The cases with their judgements, in order, while they come: only so many are read ahead as are being judged. Throws
   * UserError where an identifier cannot be loaded, Error for a case that cannot be judged.
   */
  judge(cases: AsyncIterable<Case>, settings: DetectionSettings): AsyncIterable<Judged>;
}

/** What a judge says of itself. */
function describeJudge({ identifierOf, lcb }: JudgeOptions): Pick<Judge, 'lcb' | 'identifier'> {
  const words = lcb?.words;
  return {
    identifier: ({ lid = 'fasttext' }) => (identifierOf === undefined ? 'franc' : lid),
    ...(lcb && {
      lcb:
        words === undefined
          ? { words: null, list: null }
          : { words: englishWords(words).size, list: sha256(words) },
    }),
  };
}

/** A judge that works in the calling thread. */
export function plainJudge(options: JudgeOptions = {}): Judge {
  const classifierOf = classifiers(options);
  return {
    ...describeJudge(options),
    async *judge(cases, settings) {
      const classify = await classifierOf(settings);
      for await (const one of cases) yield { case: one, judgement: classify(one) };
    },
  };
}
