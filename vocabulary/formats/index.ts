/** How what is found of a vocabulary is written: for a terminal, as JSON, as CSV, as a page. */

export { type BiasResult, biasFormats, biasJson, type LanguageIds } from './bias/index.js';
export {
  type CoverageFormatName,
  type CoverageFormatOptions,
  type CoverageResult,
  coverageFacts,
  coverageFormats,
} from './coverage/index.js';
export { type DriftFormatName, type DriftFormatOptions, driftFormats } from './drift/index.js';
export { bytesShown, className, tokenShown } from './names.js';
export { type PairsResult, pairsFormats } from './pairs/index.js';
export {
  type ProbeFormatName,
  type ProbeFormatOptions,
  type ProbeResult,
  probeFormats,
} from './probe/index.js';
export { type RepairFormatName, type RepairFormatOptions, repairFormats } from './repair/index.js';
export { type ScanFormatName, type ScanFormatOptions, scanFile, scanFormats } from './scan/index.js';
export { type TraceFormatName, type TraceFormatOptions, traceFormats } from './trace/index.js';
