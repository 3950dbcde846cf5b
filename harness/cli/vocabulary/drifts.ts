/** Drift as a command is given it: files that `vocab drift` wrote, or two states of a model, which are compared. */

import { UserError } from '../../../files/index.js';
import { type StateValue, stateNames, stateValue } from './states.js';

/** A file of drift, or two states of a model. */
export type DriftGiven = { readonly state: string } & (
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'models'; readonly base: string; readonly post: string }
);

/** A JSON file that is no index of a checkpoint. */
const isFile = (address: string): boolean =>
  /\.json(?:\.gz|\.zst)?$/i.test(address) &&
  !/\.index\.json$/i.test(address) &&
  !/^(?:https?|hf):\/\//i.test(address);

/** The values of `--drift` in order. Throws UserError: a state of a model without another one. */
export function driftsOf(written: readonly string[]): readonly DriftGiven[] {
  const given: StateValue[] = [];
  const kinds: ((state: string) => DriftGiven)[] = [];
  for (let at = 0; at < written.length; at++) {
    const own = stateValue(written[at] ?? '');
    if (isFile(own.value)) {
      given.push(own);
      kinds.push((state) => ({ state, kind: 'file', path: own.value }));
      continue;
    }
    const next = written[++at];
    if (next === undefined || isFile(stateValue(next).value))
      throw new UserError(
        'this is one state of a model, and drift is between two',
        `--drift ${own.value}`,
        'name two, --drift BASE POST, or a JSON file that `vocab drift` wrote',
      );
    const post = stateValue(next);
    given.push(post);
    kinds.push((state) => ({ state, kind: 'models', base: own.value, post: post.value }));
  }
  const names = stateNames(given, '--drift');
  return kinds.map((kind, i) => kind(names[i] ?? ''));
}
