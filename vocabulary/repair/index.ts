/** `vocab repair`: data that makes a model write every token again. */

export { type ConversationOptions, conversationLine } from './conversation.js';
export { neverReasons } from './express.js';
export { repairLanguages } from './instructions.js';
export { type Proof, type ProofOptions, proveRepair } from './prove.js';
export { planRepair, type RepairPlan } from './repair.js';
export { summarizeRepair } from './summary.js';
export type { ClassRepair, NeverReason, Repair, RepairOptions, WrittenFile } from './types.js';
