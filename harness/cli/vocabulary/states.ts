/** States of a model as a command line names them: `repaired=drift.json`, or a path by itself. */

import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { UserError } from '../../../files/index.js';

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

/** Throws UserError where two states of an option are called the same: nobody could tell their numbers apart. */
export function checkNames(names: readonly (string | undefined)[], option: string): void {
  const twice = names.find((name, i) => name !== undefined && names.indexOf(name) < i);
  if (twice !== undefined)
    throw new UserError(
      `two states are called "${twice}"`,
      option,
      `name each by itself, ${option} NAME=...`,
    );
}

/**
 * What states are called: as they were named, else by the names of their files, as far as these tell them apart, else as they were written.
 * Throws UserError where two are called the same.
 */
export function stateNames(values: readonly StateValue[], option: string): readonly string[] {
  const short = values.map(({ state, value }) => state ?? bareName(value));
  const names = values.map(({ state, value }, i) => {
    const own = short[i] ?? value;
    return state !== undefined || short.filter((other) => other === own).length === 1 ? own : value;
  });
  checkNames(names, option);
  return names;
}
