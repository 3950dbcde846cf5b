/** Detection that loads its identifier when a text first asks for it: of most texts their scripts tell all. */

import {
  type Context,
  type Detection,
  detectBy,
  type Identifier,
  type Policy,
} from '../../detectors/core/index.js';

/** Says that a text asks for the identifier. */
const asked = new Error('the identifier is not loaded');

/** Whatever is asked of it, it cannot be said yet. */
const unloaded = new Proxy({} as Identifier, {
  get() {
    throw asked;
  },
});

export type Detector = (text: string, policy: Policy, context?: Context) => Promise<Detection>;

/** Detection with the identifier that `load` gives, which is called at most once, and not for texts that do without. */
export function detectorBy(load: () => Promise<Identifier>): Detector {
  let identifier: Identifier | undefined;
  return async (text, policy, context = {}) => {
    if (identifier === undefined) {
      try {
        return detectBy(text, policy, { ...context, identifier: unloaded });
      } catch (error) {
        if (error !== asked) throw error;
        identifier = await load();
      }
    }
    return detectBy(text, policy, { ...context, identifier });
  };
}
