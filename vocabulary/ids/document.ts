/** Which tokens a document in JSON names: what a command about vocabularies wrote, or lists. */

import { fieldAt, UserError } from '../../files/index.js';
import { LEAST_SAMPLES } from '../coverage/index.js';
import {
  type Found,
  idsIn,
  inFewer,
  type Naming,
  type NamingOptions,
  noCosines,
  noSamples,
  REMEDY,
} from './naming.js';

function fromDrift(
  changed: readonly unknown[],
  value: unknown,
  path: string,
  options: NamingOptions,
): Naming {
  noSamples(options, path);
  const { under } = options;
  const all = idsIn(changed, path).map(({ id }, i): Found => {
    const cosine = fieldAt(changed[i], 'cosine');
    return typeof cosine === 'number' ? { id, figure: cosine } : { id };
  });
  if (under === undefined) return { found: all, what: 'tokens that changed most' };
  const found = all.filter(({ figure }) => figure !== undefined && figure < under);
  // The list ends with the highest of the lowest cosines: are all in it lower, there may be more.
  const tokens = fieldAt(value, 'tokens');
  const isCut = found.length === all.length && typeof tokens === 'number' && tokens > all.length;
  const told = [fieldAt(value, 'under')]
    .flatMap((one) => (one !== null && typeof one === 'object' ? Object.entries(one) : []))
    .find(([name]) => Number(name) === under)?.[1];
  const of = typeof told === 'number' ? told : Number.POSITIVE_INFINITY;
  return {
    found,
    what: `tokens with a cosine under ${under}`,
    ...(isCut && of > found.length && { of }),
  };
}

function fromCoverage(samples: readonly unknown[], path: string, options: NamingOptions): Naming {
  noCosines(options, path);
  const { all = false, samples: least = LEAST_SAMPLES } = options;
  const found: Found[] = [];
  for (const [id, count] of samples.entries()) {
    if (typeof count !== 'number') throw new UserError(`the count of token ${id} is no number`, path);
    if (all || count < least) found.push({ id, figure: count });
  }
  return { found, what: inFewer(least) };
}

/** Of each item of a list the list that it has at `name`. */
const inEach = (items: unknown, name: string): unknown[] =>
  (Array.isArray(items) ? items : []).flatMap((one) => {
    const list = fieldAt(one, name);
    return Array.isArray(list) ? list : [];
  });

/** Lists in a document that name tokens as they are. */
const LISTS = ['forgotten_tokens', 'ids', 'tokens'] as const;

/** Throws UserError: it names none, or lacks a figure that was asked for. */
export function fromDocument(value: unknown, path: string, options: NamingOptions): Naming {
  const changed = fieldAt(value, 'changed');
  if (Array.isArray(changed)) return fromDrift(changed, value, path, options);
  const samples = fieldAt(value, 'samples');
  if (Array.isArray(samples)) return fromCoverage(samples, path, options);
  noCosines(options, path);
  noSamples(options, path);
  const targets = fieldAt(value, 'targets');
  // A suite and a report have targets, too.
  if (Array.isArray(targets) && targets.some((one) => Array.isArray(fieldAt(one, 'forgotten_tokens'))))
    return {
      found: idsIn(inEach(targets, 'forgotten_tokens'), path),
      what: 'tokens that a target cannot write',
    };
  const rare = inEach(fieldAt(value, 'classes'), 'rare_ids');
  if (rare.length > 0) return { found: idsIn(rare, path), what: 'tokens that the tokenizer learnt last' };
  for (const name of LISTS) {
    const list = fieldAt(value, name);
    if (Array.isArray(list)) return { found: idsIn(list, path), what: 'tokens' };
  }
  throw new UserError('it names no tokens', path, REMEDY);
}
