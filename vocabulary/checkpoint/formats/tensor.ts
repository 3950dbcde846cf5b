/** Tensors of a checkpoint: where one stands, and what its values are written as. */

import type { Place } from '../places/index.js';

/** A tensor, by what its file says of it; checked against the file's size, not against its values. */
export interface Tensor {
  readonly name: string;
  /** As its format names it: BF16, F8_E4M3, Q8_0. */
  readonly dtype: string;
  /** Rows first. */
  readonly shape: readonly number[];
  readonly place: Place;
  /** Its first byte in the place. */
  readonly from: number;
  /** The byte behind its last one. */
  readonly to: number;
}

/** The tensors of a checkpoint, whose files are opened when one of theirs is asked for. */
export interface Tensors {
  readonly names: readonly string[];
  /** A tensor of that name. Throws UserError: its file is damaged. */
  tensor(name: string): Promise<Tensor | undefined>;
  /** The path of a file on this machine that begins with the metadata of this one; undefined where the format has none. */
  readonly metadata: (() => Promise<string>) | undefined;
  close(): Promise<void>;
}
