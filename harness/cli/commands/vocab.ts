/** `offscript vocab`: the token side. */

import type { Command } from 'commander';
import { addCoverVocabulary } from './vocab-coverage.js';
import { addDriftVocabulary } from './vocab-drift.js';
import { addProbeVocabulary } from './vocab-probe.js';
import { addRepairVocabulary } from './vocab-repair.js';
import { addReportVocabulary } from './vocab-report.js';
import { addScanVocabulary } from './vocab-scan.js';
import { addTraceVocabulary } from './vocab-trace.js';

export function addVocab(program: Command): void {
  const vocab = program
    .command('vocab')
    .description('the tokens of a model: what they are, and which it forgot');
  addScanVocabulary(vocab);
  addCoverVocabulary(vocab);
  addDriftVocabulary(vocab);
  addProbeVocabulary(vocab);
  addTraceVocabulary(vocab);
  addReportVocabulary(vocab);
  addRepairVocabulary(vocab);
}
