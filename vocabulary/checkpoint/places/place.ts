/** Where the bytes of a checkpoint are: files that are read in parts, in a folder that may be on another machine. */

/** A file that is read in parts. */
export interface Place {
  /** How messages name it. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Fills all of `into` with the bytes from `at` on. Throws UserError: the file ends before, it changed, the server does not answer. */
  read(into: Uint8Array, at: number): Promise<void>;
  /** Brings bytes to this machine, so that {@link read} waits for a disk alone. Throws UserError as that does. */
  hold(from: number, to: number, told: Told): Promise<void>;
  /** The path of a file on this machine whose first `to` bytes are those of this one. Throws UserError as {@link read} does. */
  beginning(to: number): Promise<string>;
  close(): Promise<void>;
}

/** Is told how many bytes came over the network since it was told last. */
export type Told = (bytes: number) => void;

/** A folder of files. */
export interface Folder {
  /** How messages name it. */
  readonly name: string;
  /** Its path on this machine; undefined where it is on another. */
  readonly path: string | undefined;
  /** The names of its files; undefined where a server does not tell. */
  readonly names: readonly string[] | undefined;
  /** Opens a file; undefined where there is none. Throws UserError: it cannot be read. */
  open(file: string): Promise<Place | undefined>;
  /** The path of a file on this machine that has the bytes of this one, of `most` at most; undefined where there is none. */
  local(file: string, most: number): Promise<string | undefined>;
}
