/** What tells a process from all others, whatever the names of their machines, and whether it still is there. */

import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Stands for what a system does not say. */
export const UNKNOWN = '-';

/** A process as others come to know it. */
export interface Identity {
  readonly pid: number;
  /** Two machines, and two containers, may have one name. */
  readonly host: string;
  /**
   * Where its number means what it does here: the machine since it was last started, and the space of its process numbers, of which
   * each container has its own. {@link UNKNOWN} where the system does not say: then nobody believes the number. Missing where version
   * 0.2 wrote of itself, which believed it by the name alone.
   */
  readonly machine?: string;
  /** When it began, which tells it from a later one of its number; {@link UNKNOWN} where the system does not say. */
  readonly began: string;
}

function said(say: () => string): string {
  try {
    return say().trim().replace(/\s+/g, '_') || UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}

const ask = (program: string, ...words: readonly string[]): string =>
  execFileSync(program, words, { encoding: 'utf8', timeout: 5000, stdio: ['ignore', 'pipe', 'ignore'] });

const MACHINES: Partial<Record<NodeJS.Platform, () => string>> = {
  linux: () =>
    `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')}`,
  darwin: () => ask('/usr/sbin/sysctl', '-n', 'kern.bootsessionuuid'),
  // It outlives a restart, so that the number of a process may be that of a later one: then its silence tells.
  win32: () =>
    /REG_SZ\s+(\S+)/.exec(
      ask('reg', 'query', 'HKLM\\SOFTWARE\\Microsoft\\Cryptography', '/v', 'MachineGuid'),
    )?.[1] ?? UNKNOWN,
};

/** State and beginning of a process as Linux has them (proc_pid_stat(5), fields 3 and 22); undefined where it does not say. */
function statOf(pid: number): { readonly state: string; readonly began: string } | undefined {
  try {
    // A container may be shown the numbers of another one.
    if (readlinkSync('/proc/self') !== String(process.pid)) return undefined;
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, began: fields[18] ?? UNKNOWN };
  } catch {
    return undefined;
  }
}

let own: Identity | undefined;

/** This process. Asks the system once. */
export function thisProcess(): Identity {
  own ??= {
    pid: process.pid,
    host: said(hostname),
    machine: said(() => MACHINES[process.platform]?.() ?? UNKNOWN),
    began: statOf(process.pid)?.began ?? UNKNOWN,
  };
  return own;
}

/** Whether the number of a process means here what it meant there. By the name too: copies of a virtual machine that runs share the rest. */
export function isNear({ machine, host }: Identity): boolean {
  const here = thisProcess();
  return host === here.host && (machine === undefined || (machine !== UNKNOWN && machine === here.machine));
}

/** Whether a process is known to be gone; false also where nothing can be known of it from here. */
export function isGone(one: Identity): boolean {
  const { pid, began } = one;
  if (!isNear(one) || !Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
  }
  const stat = statOf(pid);
  if (stat === undefined) return false;
  // Ended, and not yet waited for.
  if (stat.state === 'Z' || stat.state === 'X') return true;
  return began !== UNKNOWN && stat.began !== began;
}
