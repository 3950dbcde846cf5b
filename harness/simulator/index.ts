/** An OpenAI-compatible endpoint on 127.0.0.1 whose models write running text and slip at known rates. */

export { SIMULATOR_FINGERPRINT } from './completion.js';
export { afterModel, beforeModel } from './demo-models.js';
export { startSimulator } from './server.js';
export type {
  Faults,
  Intruder,
  IntrudingScript,
  SimulatedModel,
  SimulatedVocabulary,
  Simulator,
  SimulatorOptions,
  SimulatorStats,
  SlipTable,
} from './types.js';
