/** Drift as JSON. */

import type { Measured } from '../../drift/index.js';

/** One JSON document; texts are null where a token is no whole characters, or nobody knows its token. */
export const renderJson = ({ drift }: Measured): string => `${JSON.stringify(drift, null, 2)}\n`;
