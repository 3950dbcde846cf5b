/** The commands, each a file. */

import type { Command } from 'commander';

/** Loaded only when asked for, or when all of them are to be listed: a linter that runs often should start fast. */
export const commands: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  demo: async () => (await import('./demo.js')).addDemo,
  run: async () => (await import('./run.js')).addRun,
  check: async () => (await import('./check.js')).addCheck,
  merge: async () => (await import('./merge.js')).addMerge,
  status: async () => (await import('./status.js')).addStatus,
  copy: async () => (await import('./copy.js')).addCopy,
  score: async () => (await import('./score.js')).addScore,
  detect: async () => (await import('./detect.js')).addDetect,
  judge: async () => (await import('./judge.js')).addJudge,
  label: async () => (await import('./label.js')).addLabel,
  gate: async () => (await import('./gate.js')).addGate,
  power: async () => (await import('./power.js')).addPower,
  report: async () => (await import('./report.js')).addReport,
  view: async () => (await import('./view.js')).addView,
  export: async () => (await import('./export.js')).addExport,
  rejudge: async () => (await import('./rejudge.js')).addRejudge,
  tally: async () => (await import('./tally.js')).addTally,
  languages: async () => (await import('./languages.js')).addLanguages,
  prompts: async () => (await import('./prompts.js')).addPrompts,
  vocab: async () => (await import('./vocab.js')).addVocab,
  serve: async () => (await import('./serve.js')).addServe,
  'serve-demo': async () => (await import('./serve-demo.js')).addServeDemo,
};
