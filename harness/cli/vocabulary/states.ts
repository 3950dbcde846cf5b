/** States of a model as a command line names them: `repaired=drift.json`, or a path by itself. */

import { existsSync } from 'node:fs';
import { basename } from 'node:path';

/** A value, and the state that it is of. */
export interface StateValue {
  readonly value: string;
  /** Undefined where nobody named it. */
  readonly state: string | undefined;
}

/** What may stand before the sign of equality: no part of an address has it before its first colon or slash. */
const NAMED = /^(?<state>[^=:/\\]{1,60})=(?<value>.+)$/su;

/** A path that is there is none that is named, whatever signs it has. */
export function stateValue(written: string): StateValue {
  const { state, value } = NAMED.exec(written)?.groups ?? {};
  if (state === undefined || value === undefined || existsSync(written))
    return { value: written, state: undefined };
  return { value, state: state.trim() };
}

const bareName = (path: string): string => {
  const name = basename(path.replace(/[\\/]+$/, ''));
  return name.replace(/\.json(?:\.gz|\.zst)?$/i, '') || path;
};

/** What states are called: as they were named, else by the names of their files, as far as these tell them apart, else as they were written. */
export function stateNames(values: readonly StateValue[]): readonly string[] {
  const short = values.map(({ state, value }) => state ?? bareName(value));
  return values.map(({ state, value }, i) => {
    const own = short[i] ?? value;
    return state !== undefined || short.filter((other) => other === own).length === 1 ? own : value;
  });
}
