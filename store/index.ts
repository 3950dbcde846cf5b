/** Runs: what they hold, and where they are kept. */

export {
  CANARIES,
  type Canaries,
  type CanarySettings,
  canariesIn,
  canaryDocument,
  canarySchema,
  type Reading,
  readingsOf,
} from './canaries.js';
export { type CopiedRun, copyRun } from './copy.js';
export { detectionSchema, mergeDetection, policyName } from './detection/index.js';
export { folderPlace, folderRuns, folderStore } from './drivers/folder/index.js';
export {
  addressOf,
  databasePlace,
  isDatabase,
  type PostgresOptions,
  type PostgresRuns,
  postgresRuns,
} from './drivers/postgres/index.js';
export { type Factors, factorsSchema, type Level } from './factors.js';
export {
  fractionOf,
  GATED,
  type Gated,
  type GateSettings,
  gateSchema,
  inferenceSchema,
  type Waiver,
} from './gate.js';
export {
  askedHash,
  givenId,
  idBeside,
  KeySet,
  promptHash,
  sampleKey,
  suiteHash,
  targetHash,
} from './keys.js';
export {
  type Biased,
  type LogitBias,
  logitBiasSchema,
  type Mitigates,
  mitigatesSchema,
} from './logit-bias.js';
export {
  LOGPROBS_OF,
  type LogprobsOf,
  manifestOf,
  type PromptRecord,
  type RunManifest,
  type RunPlan,
  type RunTarget,
  type Sampling,
  type Shard,
} from './manifest.js';
export { type Merged, mergeRuns } from './merge.js';
export { orderProblem, orderSchema, type SeriesStep, stepsIn, type TargetOrder } from './order.js';
export {
  absolutePlace,
  collectionAt,
  openStore,
  pageOf,
  placeFor,
  runPlaceAt,
} from './places.js';
export { plannedOrder } from './planned-order.js';
export type { JsonObject } from './record.js';
export {
  type AskedCounts,
  type Changes,
  type PlacedSample,
  type RunCollection,
  type RunDraft,
  type RunPlace,
  type RunSession,
  type RunStore,
  type SamplePlace,
  StoreFailure,
  type StoreFailureKind,
  type StoreFailureOptions,
  type Worker,
} from './run-store.js';
export {
  type Answered,
  type AnsweredSample,
  type Channels,
  type Failed,
  type FailedSample,
  type Logprobs,
  MOST_REPEATS,
  outcomeName,
  type Refused,
  type RefusedSample,
  type Sample,
  type SampleBase,
  type SampleError,
  type SampleErrorKind,
  type SampleKey,
  type TokenName,
  type ToolCall,
  type Usage,
} from './sample.js';
export { checkRunName, writtenLabel, writtenPrompt, writtenSample } from './writing.js';
