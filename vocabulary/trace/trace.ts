/** One text through everything that is at hand of a model: its tokens, what training data has of them, how far they moved. */

import { UserError } from '../../files/index.js';
import { classOf } from '../classes/index.js';
import { type Coverage, LEAST_SAMPLES } from '../coverage/index.js';
import { type LookedAt, tokensOf } from '../scan/index.js';
import type { TokenId, Vocabulary } from '../tokenizer/index.js';
import { type DriftOfTokens, type DriftSource, driftOfTokens } from './drift.js';
import type {
  NotGiven,
  Trace,
  TracedCoverage,
  TracedDrift,
  TracedPlace,
  TracedToken,
  TraceSign,
} from './types.js';

/** Tokens of a text: a page of more is read by nobody. */
const MOST = 2000;

/** A row moved far that is under the lower of the published thresholds, or among so many of all that moved furthest: a small model stays far above them. */
const FAR = { cosine: 0.95, percentile: 1 } as const;

/** What is at hand. */
export interface Given {
  readonly coverage?: Coverage | undefined;
  /** Is told the tokens that it is asked for. */
  readonly drift?: ((ids: readonly TokenId[]) => Promise<DriftSource>) | undefined;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decoded(pieces: readonly Uint8Array[]): string | undefined {
  try {
    return utf8.decode(Buffer.concat(pieces));
  } catch {
    return undefined;
  }
}

/** Bytes of the longest character. */
const LONGEST = 4;

/** Tokens in their places; pieces of characters with the characters that they make together. */
function placesOf(vocabulary: Vocabulary, ids: readonly TokenId[]): TracedPlace[] {
  const places: TracedPlace[] = [];
  for (let from = 0; from < ids.length; ) {
    let to = from + 1;
    const bytes = (): Uint8Array[] => ids.slice(from, to).map((id) => vocabulary.bytesOf(id));
    const isWhole = (id: TokenId | undefined): boolean =>
      id !== undefined && vocabulary.kindOf(id) !== 'partial';
    let text = decoded(bytes());
    // A piece may end one character and begin the next, so that a few of them go on.
    while (text === undefined && to < ids.length && to - from < LONGEST * LONGEST && !isWhole(ids[to])) {
      to++;
      text = decoded(bytes());
    }
    const isPieces = to - from > 1;
    for (const id of ids.slice(from, to)) places.push({ id, piece_of: isPieces ? (text ?? null) : null });
    from = to;
  }
  return places;
}

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
): TraceSign[] {
  return [
    ...(isPartial ? ['partial' as const] : []),
    ...(unreachable === true ? ['unreachable' as const] : []),
    ...(rare ? ['rare' as const] : []),
    ...(coverage !== null && coverage.samples < LEAST_SAMPLES ? ['uncovered' as const] : []),
    ...(drift !== null && movedFar(drift) ? ['drifted' as const] : []),
  ];
}

function missing(given: Given, drift: DriftOfTokens | undefined, ids: readonly TokenId[]): NotGiven[] {
  const knowsNeighbours = drift !== undefined && ids.every((id) => drift.neighboursOf(id) !== null);
  return [
    ...(given.coverage === undefined
      ? [
          {
            what: 'coverage' as const,
            how: '`offscript vocab coverage TOKENIZER DATA... --format json -o counts.json`, then --coverage counts.json',
          },
        ]
      : []),
    ...(drift === undefined
      ? [{ what: 'drift' as const, how: '--drift BASE POST, the model before and after' }]
      : []),
    ...(knowsNeighbours
      ? []
      : [{ what: 'neighbours' as const, how: '--drift BASE POST: the rows of both are needed' }]),
  ];
}

/**
 * Traces a text. Rejects with UserError: an empty or very long text, a tokenizer of which it is not known how it splits texts, what `given`
 * rejects with.
 */
export async function traceText(vocabulary: Vocabulary, text: string, given: Given = {}): Promise<Trace> {
  if (text === '')
    throw new UserError('there is no text to trace', '', 'name one: offscript vocab trace TEXT');
  const found = await tokensOf(vocabulary, text);
  if (found.length > MOST)
    throw new UserError(`the text has ${found.length} tokens`, '', `trace ${MOST} at most`);
  const once = [...new Map(found.map((one) => [one.id, one])).values()];
  const ids = once.map(({ id }) => id);
  const source = await given.drift?.(ids);
  const drift = source === undefined ? undefined : driftOfTokens(source, ids);
  const tokens = once.map((one): TracedToken => {
    const { id, rare, unreachable } = one;
    const coverage = given.coverage === undefined ? null : coverageOf(given.coverage, id);
    const moved = drift?.of(id) ?? null;
    const kind = vocabulary.kindOf(id);
    return {
      id,
      bytes: hex(vocabulary.bytesOf(id)),
      text: vocabulary.textOf(id),
      kind,
      class: classOf(vocabulary, id),
      rare,
      unreachable,
      signs: signsOf(one, kind === 'partial', coverage, moved),
      coverage,
      drift: moved,
      neighbours: drift?.neighboursOf(id) ?? null,
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
        : { rows: drift.rows, base: drift.drift.base.address, post: drift.drift.post.address },
    not_given: missing(given, drift, ids),
  };
}
