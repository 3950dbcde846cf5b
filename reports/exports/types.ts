/** The words of exports: runs in the forms of other tools, a file each. */

import type { Judged } from '../judging/index.js';
import type { RunInput } from '../runs.js';
import type { Report } from '../types.js';

/** Who stands to the model how, as Every Eval Ever names it. */
export const RELATIONSHIPS = ['first_party', 'third_party', 'collaborative', 'other'] as const;
export type Relationship = (typeof RELATIONSHIPS)[number];

/** What no run knows of itself, and some forms ask for. */
export interface About {
  /** Who evaluated. */
  readonly organization?: string;
  readonly relationship?: Relationship;
  /** The benchmark's dataset on the Hugging Face Hub, `owner/name`. */
  readonly dataset?: string;
  /** A page with the results. */
  readonly source?: string;
}

export interface ExportInput {
  readonly run: RunInput;
  /** The report on this run alone. */
  readonly report: Report;
  /** The samples of a target with what they came to; each call judges anew. */
  readonly judged: (target: string) => AsyncIterable<Judged>;
  /** What told the language of lines. */
  readonly identifier: string;
  /** Version of Offscript. */
  readonly version: string;
  readonly about: About;
  /** When it is exported: milliseconds since the epoch. */
  readonly now: number;
}

/** A file of an export. */
export interface ExportFile {
  /** Below the folder of the export, with `/`; only letters, digits and `._-` between them. */
  readonly path: string;
  /** UTF-8 text in order. */
  readonly pieces: () => AsyncIterable<string> | Iterable<string>;
}

/** A form. */
export interface Export {
  /** What it is, for the list of them. */
  readonly what: string;
  /** Throws UserError where something that the form needs is not given. */
  readonly files: (input: ExportInput) => readonly ExportFile[];
}
