/** What terminal and page show of a vocabulary: sections of sentences and tables, in plain text. */

import type { Verdict } from '../../../reports/index.js';

/** A cell with more than its text. */
export interface Written {
  readonly text: string;
  /** BCP 47, of the writing that it is in: Han is drawn differently in every one of its languages. */
  readonly language?: string | undefined;
  /** What the text says, where a page shows it in the colour of a verdict. */
  readonly verdict?: Verdict | undefined;
}

/** Several texts, each by itself: none is broken, and none turns the order of the others. */
export interface Several {
  readonly list: readonly Written[];
}

export type Cell = string | Written | Several;

/** A column of a table. */
export interface Column {
  readonly head: string;
  readonly align: 'left' | 'right';
  /** True for texts of tokens: a page shows them in the letters of code. */
  readonly code?: boolean;
}

export interface Table {
  readonly columns: readonly Column[];
  /** Texts as they are: whoever shows them escapes them. */
  readonly rows: readonly (readonly Cell[])[];
  /** True where rows that follow each other with the same first cell belong together: it is shown once. */
  readonly grouped?: boolean;
}

export interface Section {
  /** Of the section in a page, `[a-z0-9-]+`. */
  readonly id: string;
  readonly title: string;
  /** One sentence or two before the table; empty where there is nothing to say. */
  readonly lead: string;
  readonly table?: Table;
  /** Sentences behind it. */
  readonly notes?: readonly string[];
}

/** What two states of a model come to, above all else. */
export interface Headline {
  /** `damaged → repaired` */
  readonly sides: string;
  readonly summary: string;
  readonly evidence: string;
  readonly verdict: Verdict;
  /** What cannot be left out beside it; empty where there is nothing. */
  readonly beside: string;
}

/** A page, or what a terminal shows of it. */
export interface Document {
  readonly title: string;
  /** BCP 47, of the words of others in the title. */
  readonly language?: string | undefined;
  /** What it is about, on one line. */
  readonly overview: string;
  readonly headlines?: readonly Headline[];
  readonly sections: readonly Section[];
}
