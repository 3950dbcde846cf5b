/**
 * Patterns: what the answers to a question came to, repeat by repeat and target by target, without its name; and how many questions came to
 * the same. Every rate, test of pairs and trend over questions is counted from these alone.
 */

/** What answers to one question came to. Targets and kinds go by names of the caller's. */
export interface Pattern {
  /** Whose answers there are: whether the compared texts of a target are all the same one, null of fewer than two; and the tags of the question. */
  readonly targets: readonly {
    readonly target: string;
    readonly same: boolean | null;
    readonly tags: readonly string[];
  }[];
  /** How often repeats came to this: a kind for each of the targets that answered, null for one that did not. */
  readonly rows: readonly { readonly times: number; readonly kinds: readonly (string | null)[] }[];
}

/** Numbers for names, in the order in which they come. */
class Numbers {
  readonly names: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(name: string): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.names.push(name) - 1;
      this.#numbers.set(name, number);
    }
    return number;
  }
}

/** `[[target, same, ...tags], ...]`, rows `[times, kind, ...]`, and how many questions came to it; targets, kinds and tags by number, -1 for none. */
export type StoredPattern = readonly [
  targets: readonly (readonly number[])[],
  rows: readonly (readonly number[])[],
  questions: number,
];

export interface StoredPatterns {
  readonly targets: readonly string[];
  readonly kinds: readonly string[];
  readonly tags: readonly string[];
  readonly patterns: readonly StoredPattern[];
}

const SAME = new Map<boolean | null, number>([
  [null, -1],
  [false, 0],
  [true, 1],
]);
const isSame = (number: number | undefined): boolean | null =>
  number === 1 ? true : number === 0 ? false : null;

const compare = (a: readonly number[], b: readonly number[]): number => {
  for (const [i, value] of a.entries()) {
    const difference = value - (b[i] ?? -2);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
};

/** Patterns with how many questions came to each. */
export class Patterns {
  readonly #targets = new Numbers();
  readonly #kinds = new Numbers();
  readonly #tags = new Numbers();
  /** By their numbers as JSON. */
  readonly #counts = new Map<string, number>();

  /** Questions in all. */
  get questions(): number {
    let sum = 0;
    for (const n of this.#counts.values()) sum += n;
    return sum;
  }

  /** Different patterns. */
  get size(): number {
    return this.#counts.size;
  }

  /** Counts so many questions; targets, rows and tags in the order of their names. */
  add({ targets, rows }: Pattern, questions = 1): void {
    const own = targets.map(({ target, same, tags }) => [
      this.#targets.of(target),
      SAME.get(same) ?? -1,
      ...tags.map((tag) => this.#tags.of(tag)),
    ]);
    const came = rows
      .map(({ times, kinds }) => [times, ...kinds.map((kind) => (kind === null ? -1 : this.#kinds.of(kind)))])
      .sort(compare);
    const name = JSON.stringify([own, came]);
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + questions);
  }

  /** Each pattern, and how many questions came to it. */
  *entries(): Generator<readonly [Pattern, number]> {
    yield* entriesOf(this.#data());
  }

  merge(other: Patterns): void {
    for (const [pattern, questions] of other.entries()) this.add(pattern, questions);
  }

  #data(): StoredPatterns {
    return {
      targets: this.#targets.names,
      kinds: this.#kinds.names,
      tags: this.#tags.names,
      patterns: Array.from(this.#counts, ([name, questions]): StoredPattern => {
        const [targets, rows] = JSON.parse(name) as [number[][], number[][]];
        return [targets, rows, questions];
      }),
    };
  }

  /** The same for the same questions, in whichever order they came. */
  toJSON(): StoredPatterns {
    const sorted = (names: readonly string[]): string[] => [...names].sort((a, b) => (a < b ? -1 : 1));
    const own = this.#data();
    const [targets, kinds, tags] = [sorted(own.targets), sorted(own.kinds), sorted(own.tags)];
    const placesIn = (to: readonly string[], from: readonly string[]) => {
      const places = new Map(to.map((name, i) => [name, i]));
      const numbers = from.map((name) => places.get(name) ?? -1);
      return (number: number): number => (number < 0 ? -1 : (numbers[number] ?? -1));
    };
    const target = placesIn(targets, own.targets);
    const kind = placesIn(kinds, own.kinds);
    const tag = placesIn(tags, own.tags);
    const patterns = own.patterns.map(
      ([asked, rows, questions]): StoredPattern => [
        asked.map(([number = -1, same = -1, ...tagged]) => [target(number), same, ...tagged.map(tag)]),
        rows.map(([times = 0, ...came]) => [times, ...came.map(kind)]).sort(compare),
        questions,
      ],
    );
    const names = new Map(patterns.map((one) => [one, JSON.stringify(one)]));
    return {
      targets,
      kinds,
      tags,
      patterns: patterns.sort((a, b) => ((names.get(a) ?? '') < (names.get(b) ?? '') ? -1 : 1)),
    };
  }

  static fromJSON(stored: StoredPatterns): Patterns {
    const patterns = new Patterns();
    for (const [pattern, questions] of entriesOf(stored)) patterns.add(pattern, questions);
    return patterns;
  }
}

function* entriesOf({
  targets,
  kinds,
  tags,
  patterns,
}: StoredPatterns): Generator<readonly [Pattern, number]> {
  const named = (names: readonly string[], number: number): string => {
    const name = names[number];
    if (name === undefined) throw new Error(`there is no name ${number} in the tally`);
    return name;
  };
  for (const [asked, rows, questions] of patterns)
    yield [
      {
        targets: asked.map(([target = -1, same, ...tagged]) => ({
          target: named(targets, target),
          same: isSame(same),
          tags: tagged.map((tag) => named(tags, tag)),
        })),
        rows: rows.map(([times = 0, ...came]) => ({
          times,
          kinds: came.map((kind) => (kind < 0 ? null : named(kinds, kind))),
        })),
      },
      questions,
    ];
}
