/** What makes a JSON value a record of a run: a table of its fields. By hand, since a run may have millions of them. */

/** What a field must be. */
export interface Field {
  /** In words, such as `a text`. */
  readonly must: string;
  readonly test: (value: unknown) => boolean;
  readonly optional?: true;
}

/** Levels of lists and objects that a field may have which the table does not name: what is deeper cannot be written again. */
const DEEPEST = 64;

/** Whether a JSON value has no more than so many levels of lists and objects. */
export function isShallow(value: unknown, levels = DEEPEST): boolean {
  if (value === null || typeof value !== 'object') return true;
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1));
}

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const isText = (value: unknown): boolean => typeof value === 'string';
const isNumber = (value: unknown): boolean => Number.isFinite(value);
const isAmount = (value: unknown): boolean => isNumber(value) && Number(value) >= 0;
const isCount = (value: unknown): boolean => isAmount(value) && Number.isSafeInteger(value);

/** Fields of usual kinds. */
export const text: Field = { must: 'a text', test: isText };
export const number: Field = { must: 'a number', test: isNumber };
export const amount: Field = { must: 'a number of at least 0', test: isAmount };
export const count: Field = { must: 'a whole number of at least 0', test: isCount };
export const flag: Field = { must: 'true or false', test: (value) => typeof value === 'boolean' };
export const texts: Field = {
  must: 'a list of texts',
  test: (value) => Array.isArray(value) && value.every(isText),
};

export const optional = (field: Field): Field => ({ ...field, optional: true });

/** A field that is one of these words. */
export const oneOf = (...words: readonly string[]): Field => ({
  must: words.join(', '),
  test: (value) => typeof value === 'string' && words.includes(value),
});

/** A field that is an object with these fields. */
export function object<T>(fields: Readonly<Record<keyof T & string, Field>>): Field {
  const table = new RecordKind<T>(fields);
  return { must: `an object with ${Object.keys(fields).join(', ')}`, test: (value) => table.is(value) };
}

/** A field that is a list of these. */
export const listOf = ({ must, test }: Field): Field => ({
  must: `a list, each ${must}`,
  test: (value) => Array.isArray(value) && value.every(test),
});

/** One kind of record; the table names every field that its readers know. Further ones may stand there, of a later version. */
export class RecordKind<T> {
  readonly #fields: ReadonlyMap<string, Field>;
  readonly #required: readonly string[];
  readonly #whole: (record: JsonObject) => string | undefined;

  /** `whole` says what is wrong with fields that are right one by one. */
  constructor(
    fields: Readonly<Record<keyof T & string, Field>>,
    whole: (record: JsonObject) => string | undefined = () => undefined,
  ) {
    const entries = Object.entries<Field>(fields);
    this.#fields = new Map(entries);
    this.#required = entries.filter(([, field]) => !field.optional).map(([name]) => name);
    this.#whole = whole;
  }

  /** What is wrong with a value, such as `"repeat" must be a text`; undefined where it is a record. */
  problem(value: unknown): string | undefined {
    if (!isObject(value)) return 'it is no object';
    for (const name in value) {
      const field = this.#fields.get(name);
      const inner = value[name];
      if (inner === undefined) continue;
      if (field === undefined) {
        if (!isShallow(inner)) return `"${name}" is nested too deep`;
      } else if (!field.test(inner)) return `"${name}" must be ${field.must}`;
    }
    for (const name of this.#required) if (value[name] === undefined) return `"${name}" is missing`;
    return this.#whole(value);
  }

  is(value: unknown): value is T {
    return this.problem(value) === undefined;
  }
}
