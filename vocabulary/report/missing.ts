/** What was not given for the page of a model, and how to come by it. */

import type { ModelReport, NotAtHand } from './types.js';

export function notAtHand({
  scan,
  coverage,
  drifts,
  probes,
  mixing,
}: Pick<ModelReport, 'scan' | 'coverage' | 'drifts' | 'probes' | 'mixing'>): readonly NotAtHand[] {
  const all: readonly (NotAtHand & { readonly isGiven: boolean })[] = [
    {
      what: 'runs',
      isGiven: mixing !== null,
      how: '`offscript run SUITE.yaml -o RUN` for each state, then --run STATE=RUN',
    },
    {
      what: 'drift',
      isGiven: drifts.length > 0,
      how: '`offscript vocab drift BASE POST --format json -o drift.json`, then --drift STATE=drift.json',
    },
    {
      what: 'probe',
      isGiven: probes.length > 0,
      how: '`offscript vocab probe SUITE --tokenizer TOKENIZER --format json -o probe.json` for each state, then --probe STATE=probe.json',
    },
    {
      what: 'coverage',
      isGiven: coverage !== null,
      how: '`offscript vocab coverage TOKENIZER DATA... --format json -o counts.json`, then --coverage counts.json',
    },
    {
      what: 'scan',
      isGiven: scan !== null,
      how: '--tokenizer TOKENIZER, or --scan with what `offscript vocab scan TOKENIZER --format json` wrote',
    },
  ];
  return all.filter(({ isGiven }) => !isGiven).map(({ what, how }) => ({ what, how }));
}
