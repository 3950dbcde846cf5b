/** One text through everything that is at hand of a model: its tokens, what training data has of them, how far they moved. */

import { UserError } from '../../files/index.js';
import { classOf } from '../classes/index.js';
import { type Coverage, LEAST_SAMPLES } from '../coverage/index.js';
import type { ProbeFile } from '../probe/index.js';
import { type LookedAt, tokensOf } from '../scan/index.js';
import type { TokenId, Vocabulary } from '../tokenizer/index.js';
import { type DriftSource, driftOfTokens } from './drift.js';
import { missing } from './missing.js';
import { placesOf } from './places.js';
import { probeOfTokens } from './probe.js';
import type { Trace, TracedCoverage, TracedDrift, TracedProbe, TracedToken, TraceSign } from './types.js';

/** Tokens of a text: a page of more is read by nobody. */
const MOST = 2000;

/** A row moved far that is under the lower of the published thresholds, or among so many of all that moved furthest: a small model stays far above them. */
const FAR = { cosine: 0.95, percentile: 1 } as const;

/** What is at hand. */
export interface Given {
  readonly coverage?: Coverage | undefined;
  readonly probe?: ProbeFile | undefined;
  /** Is told the tokens that it is asked for. */
  readonly drift?: ((ids: readonly TokenId[]) => Promise<DriftSource>) | undefined;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function coverageOf({ samples, targets, read }: Coverage, id: TokenId): TracedCoverage {
  return { samples: samples[id] ?? 0, targets: targets[id] ?? 0, read: read[id] ?? 0 };
}

const movedFar = ({ cosine, percentile }: TracedDrift): boolean =>
  cosine !== null && cosine < 1 && (cosine < FAR.cosine || (percentile ?? 100) <= FAR.percentile);

function signsOf(
  { rare, unreachable }: LookedAt,
  isPartial: boolean,
  coverage: TracedCoverage | null,
  drift: TracedDrift | null,
  probe: readonly TracedProbe[] | null,
): TraceSign[] {
  return [
    ...(isPartial ? ['partial' as const] : []),
    ...(unreachable === true ? ['unreachable' as const] : []),
    ...(rare ? ['rare' as const] : []),
    ...(coverage !== null && coverage.samples < LEAST_SAMPLES ? ['uncovered' as const] : []),
    ...(drift !== null && movedFar(drift) ? ['drifted' as const] : []),
    ...(probe?.some(({ verdict }) => verdict === 'forgotten') ? ['forgotten' as const] : []),
  ];
}

/**
 * Traces a text. Rejects with UserError: an empty or very long text, a tokenizer of which it is not known how it splits texts, what `given`
 * rejects with.
 */
export async function traceText(vocabulary: Vocabulary, text: string, given: Given = {}): Promise<Trace> {
  if (text === '')
    throw new UserError('there is no text to trace', '', 'name one: offscript vocab trace TEXT');
  const found = await tokensOf(vocabulary, text, MOST);
  const once = [...new Map(found.map((one) => [one.id, one])).values()];
  const ids = once.map(({ id }) => id);
  const source = await given.drift?.(ids);
  const drift = source === undefined ? undefined : driftOfTokens(source, ids);
  const probe = given.probe === undefined ? undefined : probeOfTokens(given.probe);
  const tokens = once.map((one): TracedToken => {
    const { id, rare, unreachable } = one;
    const coverage = given.coverage === undefined ? null : coverageOf(given.coverage, id);
    const moved = drift?.of(id) ?? null;
    const kind = vocabulary.kindOf(id);
    const probed = probe?.(id) ?? null;
    return {
      id,
      bytes: hex(vocabulary.bytesOf(id)),
      text: vocabulary.textOf(id),
      kind,
      class: classOf(vocabulary, id),
      rare,
      unreachable,
      signs: signsOf(one, kind === 'partial', coverage, moved, probed),
      coverage,
      drift: moved,
      neighbours: drift?.neighboursOf(id) ?? null,
      probe: probed,
    };
  });
  return {
    schema: 1,
    text,
    tokenizer: vocabulary.source,
    places: placesOf(
      vocabulary,
      found.map(({ id }) => id),
    ),
    tokens,
    coverage:
      given.coverage === undefined
        ? null
        : { samples: given.coverage.files.reduce((sum, file) => sum + file.samples, 0) },
    drift:
      drift === undefined
        ? null
        : {
            rows: drift.rows,
            without_cosine: drift.drift.tokens - drift.rows,
            base: drift.drift.base.address,
            post: drift.drift.post.address,
          },
    probe: given.probe?.targets.map(({ id: target, model }) => ({ target, model })) ?? null,
    not_given: missing({ ...given, drift }, ids),
  };
}
