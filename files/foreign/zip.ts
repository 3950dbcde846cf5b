/** ZIP archives, member by member, each and all together of a bounded size, read in a thread. */

import { mebibytes, UserError } from '../problem.js';
import { BeyondLimits, ForeignThread } from './thread.js';
import type { Answer, Task } from './zip-worker.js';

/** Bytes that an archive may hold. */
export interface Bounds {
  /** Of a member, packed or unpacked. */
  readonly member: number;
  /** Of all members that are read, unpacked. */
  readonly together: number;
}

/**
 * Of logs, whose members are read one after the other and not held. The largest member is a conversation with pictures in it, the largest
 * log has some gibibytes; what has more is a bomb, of which a byte may stand for 30,000.
 */
const LOGS: Bounds = { member: 256 << 20, together: 64 * 2 ** 30 };

export interface Archive {
  /** Names of the members, in the order of the directory; a name may stand there twice, and the last one counts. */
  readonly names: readonly string[];
  /** The text of a member; undefined where there is none. Throws an Error whose message says why it cannot be read. */
  read(name: string): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Threads that one archive may use up. */
const MOST_AGAIN = 8;

/**
 * Opens the archive in `path`, a file of so many bytes. Throws UserError: no archive, one that is cut off, or one whose members overlap, as
 * those of bombs do.
 */
export async function openArchive(
  path: string,
  whole: number,
  { member, together }: Bounds = LOGS,
): Promise<Archive> {
  const worker = new URL('./zip-worker.js', import.meta.url);
  let thread = new ForeignThread<Task, Answer>(worker, whole);
  const refuse = async (what: string): Promise<never> => {
    await thread.close();
    throw new UserError(what, path, 'copy or write it again');
  };
  let opened: Answer | BeyondLimits;
  try {
    opened = await thread.ask({ do: 'open', path });
  } catch (error) {
    if (!(error instanceof BeyondLimits)) throw error;
    opened = error;
  }
  if (!('kind' in opened) || opened.kind !== 'opened') return refuse('the archive is damaged or cut off');
  const { sizes, packed } = opened;
  if (packed > whole) return refuse('members of the archive overlap');
  let unpacked = 0;
  let again = 0;
  /** What is too large for a thread ends it, and is no fault of the members behind it. */
  async function ask(task: Task): Promise<Answer> {
    try {
      return await thread.ask(task);
    } catch (error) {
      if (error instanceof BeyondLimits && error.limit === 'memory' && again++ < MOST_AGAIN) {
        await thread.close();
        thread = new ForeignThread<Task, Answer>(worker, whole);
        await thread.ask({ do: 'open', path });
      }
      throw error;
    }
  }
  return {
    names: [...sizes.keys()],
    async read(name) {
      const size = sizes.get(name);
      if (size === undefined) return undefined;
      if (size <= member && unpacked + size > together)
        throw new Error(`the members before it have ${mebibytes(together)} together`);
      const answer = await ask({ do: 'read', name, longest: member });
      if (!(answer instanceof Uint8Array))
        throw new Error(answer.kind === 'failed' ? answer.reason : 'it is damaged');
      unpacked += answer.length;
      return Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength).toString('utf8');
    },
    close: () => thread.close(),
  };
}
