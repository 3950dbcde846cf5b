/** What a model's slips must be for their rates to show. */

import { isOwn } from './intruders.js';
import { simulatedLanguages } from './phrases.js';
import type { Intruder, SimulatedModel } from './types.js';

/** Throws RangeError for a language without phrases, a rate outside 0..1, and a language's own script as its intruder. */
export function checkModels(models: readonly SimulatedModel[]): void {
  for (const { id, slips } of models) {
    for (const [language, rates] of Object.entries(slips)) {
      if (!simulatedLanguages.includes(language))
        throw new RangeError(
          `model ${id}: no phrases in "${language}"; there are ${simulatedLanguages.join(', ')}`,
        );
      for (const [intruder, rate] of Object.entries(rates) as [Intruder, number][]) {
        if (!(rate >= 0 && rate <= 1))
          throw new RangeError(
            `model ${id}: the rate of ${intruder} in ${language} must be from 0 to 1, not ${rate}`,
          );
        if (intruder !== 'wrong' && isOwn(language, intruder))
          throw new RangeError(
            `model ${id}: ${intruder} cannot slip into ${language}, which is written in it`,
          );
      }
    }
  }
}
