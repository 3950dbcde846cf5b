/**
 * Addresses of samples: the part of an address behind `#`, which is the same in the page, in a bundle and in `offscript view`. It is a query,
 * so that it lasts: `#sample=KEY` is one sample, `#target=b&language=ja&script=Cyrl` are those that all of it is true of.
 */

/** What of a choice is a value of a sample, in the order in which an address says it. The page's script has this list from the page. */
export const VALUES = [
  'target',
  'language',
  /** A state of the answer, or `flagged` for all that any rate counts. */
  'state',
  /** A kind of finding in any of its texts. */
  'kind',
  /** The script of a finding. */
  'script',
  /** What Han was told by. */
  'evidence',
  /** `reasoning` or `tool_calls`: findings beside the answer. */
  'channel',
  /** A tag of its prompt. */
  'tag',
  /** The id of its prompt. */
  'prompt',
  /** `mixed` or `clean`: what its prompt became, beside the baseline. */
  'flip',
] as const;

/** What samples can be chosen by: their values, and what is looked for in them. Each may be given once. */
export const CHOSEN_BY = [
  ...VALUES,
  /** The rate of a draw that it is of. */
  'drawn',
  /** Text that is searched for, in any case. */
  'text',
  /** A regular expression, as JavaScript has them with the flags `iu`. */
  'regex',
] as const;

/** The values of a sample by their names. */
export type Values = Readonly<Record<(typeof VALUES)[number], readonly string[]>>;

export type ChosenBy = (typeof CHOSEN_BY)[number];

/** A choice of samples: all where empty. */
export type SampleChoice = Readonly<Partial<Record<ChosenBy, string>>>;

/** The address of the samples of a choice, to be put behind a page's: `#target=b&language=ja`. */
export function addressOf(choice: SampleChoice): string {
  const query = new URLSearchParams();
  for (const name of CHOSEN_BY) if (choice[name]) query.set(name, choice[name]);
  return `#${query}`;
}

/** The address of one sample. It is the id of its article too, so that it works where scripts do not. */
export const addressOfSample = (key: string): string => `#sample=${encodeURIComponent(key.toWellFormed())}`;

/** The choice that a query names; what it does not know is left out. */
export function choiceIn(query: URLSearchParams): SampleChoice {
  return Object.fromEntries(
    CHOSEN_BY.flatMap((name) => {
      const value = query.get(name);
      return value ? [[name, value]] : [];
    }),
  );
}
