/** Values of which there are many and few different ones, such as what came of prompts: each of those is made once. */

/** A value for each of a row of places, as the number of its kind. */
export interface Kinds<Kind> {
  readonly kinds: readonly Kind[];
  /** For each place its kind's number. */
  readonly codes: Uint32Array;
}

/** Numbers kinds as they come first. */
export class KindMaker<Kind> {
  readonly kinds: Kind[] = [];
  readonly #codes = new Map<number, number>();

  /** The number of the kind that a number names; `made` makes it where it is new. */
  code(name: number, made: () => Kind): number {
    let code = this.#codes.get(name);
    if (code === undefined) {
      code = this.kinds.push(made()) - 1;
      this.#codes.set(name, code);
    }
    return code;
  }
}

/** The values, place by place. */
export function valuesOf<Kind>({ kinds, codes }: Kinds<Kind>): Kind[] {
  const values = new Array<Kind>(codes.length);
  // Every code is the number of a kind.
  for (let i = 0; i < codes.length; i++) values[i] = kinds[codes[i] as number] as Kind;
  return values;
}
