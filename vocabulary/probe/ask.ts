/** Asks all targets: a first look at all tokens, the way that a server offers, and answers of those alone that it leaves open. */

import { UserError } from '../../files/index.js';
import type { RunResult } from '../../harness/run/index.js';
import type { SuiteTarget } from '../../harness/suite/index.js';
import type { TokenId } from '../tokenizer/index.js';
import { GROUPS, screenByGroups } from './by-groups.js';
import { screenByNextToken } from './by-next-token.js';
import { screenByPrefill } from './by-prefill.js';
import { verify } from './magikarp.js';
import { Parts, type Probing } from './parts.js';
import type { Screened } from './screened.js';
import { askSingles } from './singles.js';
import type { Finding, TargetProbe, Way } from './types.js';
import { byProbability, bySingle, type Counts } from './verdicts.js';
import { isLlama, type Offer, offerOf, whyOf } from './ways.js';

/** What was found, and what the runs that this call made came to. */
export interface Asked {
  readonly targets: readonly TargetProbe[];
  readonly ended: readonly RunResult[];
}

/** The places of a target's parts. */
const placesOf = (i: number) => ({
  prefill: `prefill-${i + 1}`,
  next_token: `next-${i + 1}`,
  /** Of tokens alone, by what left them open. */
  singles: (way: Way) => (way === 'sampling' ? `singles-${i + 1}` : `singles-${way}-${i + 1}`),
});

/** The places of a target's verification. */
const verifiedIn = (i: number) => ({ ids: `magikarp-ids-${i + 1}`, texts: `magikarp-${i + 1}` });

/** How a target is asked: as it was before, else by what it offers. */
async function offered(parts: Parts, target: SuiteTarget, i: number): Promise<Offer> {
  const { vocabulary, choice, way } = parts.probing;
  for (const before of ['prefill', 'next_token', 'sampling'] as const) {
    const isBegun = await parts.isBegun(before === 'sampling' ? GROUPS : placesOf(i)[before], target);
    if (isBegun && (way === undefined || way === before))
      return { way: before, why: whyOf(before), context: undefined };
  }
  try {
    return await offerOf(target, vocabulary, choice.tokens, way);
  } catch (error) {
    if (error instanceof UserError || way === undefined) throw error;
    throw new UserError(
      `${target.id} cannot be asked this way: ${(error as Error).message}`,
      '--way',
      'leave it out, or say sampling',
    );
  }
}

/** The findings of a target: what the first look settled, what answers say, and what is left of probabilities. */
function findingsOf(
  { settled, open, probabilities }: Screened,
  counts: Counts,
  asked: ReadonlySet<TokenId>,
): Map<TokenId, Finding> {
  const findings = new Map(settled);
  for (const id of open) {
    const probability = probabilities.get(id);
    const single = bySingle(id, counts.of(id));
    if (probability === undefined) findings.set(id, single);
    else findings.set(id, asked.has(id) ? { ...single, probability } : byProbability(id, probability));
  }
  return findings;
}

/** Verifies all tokens of all targets, as Magikarp does. */
async function verifyTokens(parts: Parts): Promise<Asked> {
  const { suite, vocabulary, choice } = parts.probing;
  const targets: TargetProbe[] = [];
  for (const [i, target] of suite.targets.entries()) {
    const { ids, texts } = verifiedIn(i);
    const byIds =
      (await parts.isBegun(ids, target)) ||
      (!(await parts.isBegun(texts, target)) && (await isLlama(target, vocabulary, choice.tokens)));
    const { findings, asked, failed } = await verify(parts, target, { name: byIds ? ids : texts, byIds });
    targets.push({
      target: target.id,
      model: target.model,
      way: 'magikarp',
      why: whyOf('magikarp'),
      findings,
      requests: { screen: asked, single: 0, failed },
      isDone: parts.isWhole(target),
    });
  }
  return { targets, ended: parts.ended };
}

/**
 * Asks all targets of a suite. What was asked before is not asked again; a probe that was stopped is gone on with by the same call. Rejects
 * with UserError as `runSuite` does, and where a target cannot be asked the way that is wanted.
 */
export async function askTokens(probing: Probing): Promise<Asked> {
  const { suite, confirm } = probing;
  const parts = await Parts.of(probing);
  if (probing.way === 'magikarp') return verifyTokens(parts);
  const asked: { target: SuiteTarget; offer: Offer; places: ReturnType<typeof placesOf> }[] = [];
  for (const [i, target] of suite.targets.entries())
    asked.push({ target, offer: await offered(parts, target, i), places: placesOf(i) });
  const bySampling = asked.filter(({ offer }) => offer.way === 'sampling');
  // Where tokens are asked for alone already, groups have said what they say.
  const begun = await Promise.all(
    bySampling.map(({ target, places }) => parts.isBegun(places.singles('sampling'), target)),
  );
  const groups =
    bySampling.length === 0
      ? new Map<string, Screened>()
      : await screenByGroups(
          parts,
          bySampling.map(({ target }) => target),
          begun.includes(true),
        );
  const targets: TargetProbe[] = [];
  for (const { target, offer, places } of asked) {
    const { way, why, context } = offer;
    const screened =
      groups.get(target.id) ??
      (way === 'prefill'
        ? await screenByPrefill(parts, target, { name: places.prefill, context })
        : await screenByNextToken(parts, target, places.next_token));
    const { requests, open, isWhole } = screened;
    const wanted = way === 'sampling' ? open : open.slice(0, confirm);
    const alone = await askSingles(parts, target, { name: places.singles(way), ids: isWhole ? wanted : [] });
    targets.push({
      target: target.id,
      model: target.model,
      way,
      why,
      findings: findingsOf(screened, alone.counts, new Set(alone.ids)),
      requests: {
        screen: requests.asked,
        single: alone.asked,
        failed: requests.failed + alone.failed,
      },
      isDone: parts.isWhole(target) && isWhole,
    });
  }
  return { targets, ended: parts.ended };
}
