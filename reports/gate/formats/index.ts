/** The forms in which a gate is written, a file each. */

import type { GateRules } from '../rules.js';
import type { GateResult } from '../types.js';
import { renderGateGithub } from './github.js';
import { renderGateJson } from './json.js';
import { renderGateJunit } from './junit.js';
import { renderGateMarkdown } from './markdown.js';
import { renderGateText } from './text.js';

export { inertOnGithub, renderGateGithub } from './github.js';
export { renderGateJson } from './json.js';
export { renderGateJunit } from './junit.js';
export { renderGateMarkdown } from './markdown.js';
export { type GateTextOptions, renderGateText } from './text.js';

/** What a form may depend on besides the result. */
export interface GateFormatOptions {
  /** What the gate takes an undecided row for. */
  readonly undecided: GateRules['undecided'];
  /** Whether colours are wanted, where it is a text for people. */
  readonly color: boolean;
}

/** A form of a gate: the whole text, which ends with a line feed. */
type GateFormat = (result: GateResult, options: GateFormatOptions) => string;

/** The forms by name. */
export const gateFormats = {
  text: (result, options) => renderGateText(result, options),
  json: (result) => renderGateJson(result),
  junit: (result, { undecided }) => renderGateJunit(result, undecided),
  md: (result) => renderGateMarkdown(result),
  github: (result, { undecided }) => renderGateGithub(result, undecided),
} as const satisfies Readonly<Record<string, GateFormat>>;

export type GateFormatName = keyof typeof gateFormats;
