/** The literature's measures, for comparability: docs/method.md says how each is taken. */

export {
  type LcbAverages,
  type LcbCell,
  type LcbRateOptions,
  type LcbRates,
  type LcbTally,
  lcbAverages,
  lcbRates,
  lcbTally,
  mergeLcbTallies,
} from './lcb-rates.js';
export { englishWords, type LcbOptions, type LcbResult, lcbResponse } from './lcb-response.js';
export {
  type CorpusCodeMixing,
  codeMixingIndex,
  corpusCodeMixing,
  countSwitches,
  integrationIndex,
  languageConfusionEntropy,
  multilingualIndex,
  multilingualIndexOf,
  type Switches,
} from './mixing.js';
export { languageUnits, type UnitTag } from './units.js';
