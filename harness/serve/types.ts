/** The words of the server. */

import type { Policy } from '../../detectors/core/index.js';
import type { Detector } from '../identifier/index.js';

/** How the server detects. */
export interface ServeOptions {
  readonly detect: Detector;
  /** The policy of a language tag as it was written. Throws UserError where there is none; `where` names its place. */
  readonly policyOf: (written: string, where: string) => Policy;
  /** Port on 127.0.0.1; 0 or missing for a free one. */
  readonly port?: number;
  /** Told of faults of the server's own, in a line without any text that was asked about. */
  readonly onFault?: (line: string) => void;
}

/** A server that listens. */
export interface Serving {
  /** `http://127.0.0.1:8400` */
  readonly url: string;
  readonly port: number;
  /**
   * Takes nothing more, ends the guards, and resolves when what is in flight has been answered. With `now` its connections are cut.
   */
  close(now?: 'now'): Promise<void>;
}
