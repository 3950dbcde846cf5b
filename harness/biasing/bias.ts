/** The `logit_bias` of a target: tokens of off-script text, language by language. */

import { type DetectionSettings, type LanguageTag, policiesOf } from '../../detectors/bare/index.js';
import { UserError } from '../../files/index.js';
import { type Biased, folderStore } from '../../store/index.js';
import type { SuiteTarget } from '../suite/index.js';
import { choose } from './choose.js';
import { tokensOfServer } from './detokenize.js';
import { tokensOfFile } from './file.js';
import { type Found, foundIn } from './found.js';
import { OffScript } from './off-script.js';
import type { BiasMap, TokenTexts } from './types.js';

/** What is added where nothing is said: never, as far as it can be said. */
const BIAS = -100;

/** Tokens that OpenAI takes in a request; others say no limit, or hold it in their settings (vLLM's second runner: 1,024). */
const OPENAI = 300;
const OPENAIS = /^(?:[^.]+\.)*(?:api\.openai\.com|openai\.azure\.com)$/;

/** What to send with prompts of each language, and how many tokens these are. */
export interface TargetBias {
  readonly of: (language: LanguageTag) => BiasMap | undefined;
  readonly biased: Biased;
}

function mostOf({ base_url, logit_bias }: SuiteTarget): number | undefined {
  return logit_bias?.most ?? (OPENAIS.test(new URL(base_url).hostname) ? OPENAI : undefined);
}

async function foundFor({ logit_bias }: SuiteTarget): Promise<Found> {
  if (logit_bias?.found_in === undefined) return new Map();
  const store = folderStore(logit_bias.found_in);
  try {
    return await foundIn(store);
  } finally {
    await store.close();
  }
}

/**
 * Reads the tokens of a target's model and chooses among them for each of these languages. Undefined where the target says nothing of tokens. Throws UserError: no such
 * file, server that tells nothing, or run; no token to choose in any language, which would be asked for nothing.
 */
export async function biasOf(
  target: SuiteTarget,
  languages: Iterable<LanguageTag>,
  detection: DetectionSettings = {},
): Promise<TargetBias | undefined> {
  const { logit_bias: wanted } = target;
  if (wanted === undefined) return undefined;
  const { tokenizer, bias = BIAS, scripts } = wanted;
  const texts: TokenTexts =
    tokenizer === undefined ? await tokensOfServer(target) : await tokensOfFile(tokenizer);
  const found = await foundFor(target);
  const policyOf = policiesOf(detection);
  const most = mostOf(target);
  const maps = new Map<LanguageTag, BiasMap>();
  const counts: Record<string, Biased['languages'][string]> = {};
  for (const language of new Set(languages)) {
    const policy = policyOf(language);
    if (policy === undefined) continue;
    const {
      ids,
      of,
      found: seen,
    } = choose(texts, new OffScript(policy, scripts), most, found.get(language) ?? []);
    if (ids.length > 0) maps.set(language, Object.fromEntries(ids.map((id) => [id, bias])));
    counts[language] = { tokens: ids.length, of, ...(wanted.found_in !== undefined && { found: seen }) };
  }
  const chosenFor = Object.keys(counts);
  if (maps.size === 0 && chosenFor.length > 0)
    throw new UserError(
      `none of its ${texts.length} tokens is off-script text in ${chosenFor.join(', ')}: the variant would change nothing`,
      `logit_bias of ${target.id}`,
      'name the tokenizer of the model, or other "scripts"',
    );
  return {
    of: (language) => maps.get(language),
    biased: {
      vocabulary: texts.length,
      pieces: texts.filter((text) => text === null).length,
      languages: counts,
    },
  };
}
