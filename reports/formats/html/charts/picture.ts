/** A drawing as the page takes it. Apart from what draws it, whose declarations need a browser's. */

/** SVG in text, with what it says to who does not see it as its name. Its size is in units of its own box. */
export interface Drawing {
  readonly svg: string;
}
