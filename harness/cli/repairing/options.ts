/** What `vocab repair` is told. */

import type { RepairFormatName } from '../../../vocabulary/formats/index.js';

export interface RepairCommand {
  readonly output: string;
  readonly ids?: string;
  readonly only?: string;
  readonly under?: number;
  readonly samples?: number;
  readonly languages?: readonly string[];
  readonly least: number;
  readonly segment: number;
  readonly seed: number;
  readonly dpo?: string;
  readonly bias?: readonly string[];
  readonly scripts?: readonly string[];
  readonly format: RepairFormatName;
  readonly summary: string;
  readonly pattern?: string;
  readonly examples: number;
}
