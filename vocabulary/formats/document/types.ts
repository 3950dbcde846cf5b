/** What terminal and page show of a vocabulary: sections of sentences and tables, in plain text. */

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
  readonly rows: readonly (readonly string[])[];
}

export interface Section {
  /** Of the section in a page, `[a-z-]+`. */
  readonly id: string;
  readonly title: string;
  /** One sentence or two before the table; empty where there is nothing to say. */
  readonly lead: string;
  readonly table?: Table;
  /** Sentences behind it. */
  readonly notes?: readonly string[];
}

/** A page, or what a terminal shows of it. */
export interface Document {
  readonly title: string;
  /** What it is about, on one line. */
  readonly overview: string;
  readonly sections: readonly Section[];
}
