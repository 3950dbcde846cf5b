/** A gate as JSON, indented. */

import type { GateResult } from '../types.js';

export const renderGateJson = (result: GateResult): string => `${JSON.stringify(result, null, 2)}\n`;
