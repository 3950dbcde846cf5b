/**
 * Runs in the forms of other tools. Unlike a report's formats these hold every sample, and a file a target: they are made from the run as
 * well as from the report.
 */

import { everyEvalEver } from './every-eval-ever.js';
import { huggingFace } from './hugging-face.js';
import { inspect } from './inspect.js';
import { openTelemetry } from './opentelemetry.js';
import type { Export } from './types.js';

export {
  type About,
  type Export,
  type ExportFile,
  type ExportInput,
  RELATIONSHIPS,
  type Relationship,
} from './types.js';

export { wellFormedJson } from './written.js';

/** The forms by name. */
export const exportForms = {
  'every-eval-ever': everyEvalEver,
  hf: huggingFace,
  inspect,
  otel: openTelemetry,
} as const satisfies Readonly<Record<string, Export>>;

export type ExportName = keyof typeof exportForms;
