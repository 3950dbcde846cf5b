import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { type Lock, lockFolder, writerOf } from '../../store/drivers/folder/lock.js';
import { openSession } from '../../store/drivers/folder/session.js';
import { folderStore, type RunSession } from '../../store/index.js';
import { answered, keyOf, planOf } from '../contracts/runs.js';
import { collect } from '../support/collect.js';
import { needsContainers, needsLinux } from '../support/needs.js';
import { folderWith } from '../support/offscript.js';

const HOLDER = fileURLToPath(new URL('./holder.js', import.meta.url));

describe('the lock of a run folder', () => {
  let folder: ReturnType<typeof folderWith>;
  let lock: string;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    folder = folderWith({});
    lock = join(folder.path, '.lock');
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    folder.remove();
  });

  /** Makes the lock look as old as `seconds`. */
  function age(seconds: number): void {
    const time = Date.now() / 1000 - seconds;
    utimesSync(lock, time, time);
  }

  /** What a lock of this process says: its number, host, machine, beginning, and what tells this lock from others. */
  function ownWords(): readonly string[] {
    const own = lockFolder(folder.path);
    const words = readFileSync(lock, 'utf8').trim().split(' ');
    own.release();
    return words;
  }

  function lockSays(...words: readonly (string | number | undefined)[]): void {
    writeFileSync(lock, `${words.join(' ')}\n`);
  }

  /** A process that does nothing, and one of its children that has ended and that it does not wait for. */
  async function idle(): Promise<{ readonly pid: number; readonly ended: number }> {
    const child = spawn('sh', ['-c', 'true & echo $!; exec sleep 600']);
    children.push(child);
    const [said] = await once(child.stdout, 'data');
    const ended = Number(String(said));
    const stat = `/proc/${ended}/stat`;
    while (existsSync(stat) && !readFileSync(stat, 'utf8').includes(') Z ')) await sleep(5);
    return { pid: child.pid ?? 0, ended };
  }

  /** A process number that nobody has: that of one that has ended. */
  async function goneNumber(): Promise<number> {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'close');
    return child.pid ?? 0;
  }

  const expectHeld = (message: string): void =>
    void expect(() => lockFolder(folder.path)).to.throw(`${folder.path}: ${message}`);

  function expectTaken(): void {
    const own = lockFolder(folder.path);
    expect(readFileSync(lock, 'utf8')).to.match(new RegExp(`^${process.pid} ${hostname()} `));
    expect(own.lost()).to.equal(undefined);
    own.release();
    expect(readdirSync(folder.path)).to.deep.equal([]);
  }

  it('of another machine holds while there are signs of life, and is taken over five minutes after the last one', () => {
    for (const words of [
      ['12', 'elsewhere'],
      [process.pid, hostname(), 'another-start/4026531836', '1', 'x'],
      [process.pid, hostname(), '-', '-', 'x'],
    ]) {
      lockSays(...words);
      age(240);
      expectHeld(
        `process ${words[0]} on ${words[1]} is writing to this run folder; wait for it to end; if it is gone, or this is a copy of its folder, wait 5 minutes or delete ${lock}`,
      );
      age(330);
      expect(writerOf(folder.path)).to.equal(undefined);
      expectTaken();
    }
  });

  it('of a process here holds while it gives signs of life, and no longer', async () => {
    const [, host, machine] = ownWords();
    const { pid } = await idle();
    lockSays(pid, host, machine, '-', 'x');
    expectHeld(
      `process ${pid} is writing to this run folder; wait for it to end; if it is gone, or this is a copy of its folder, delete ${lock}`,
    );
    age(330);
    expectTaken();
  });

  it('of a process here that is gone is taken at once', async () => {
    const [, host, machine, began] = ownWords();
    const pid = await goneNumber();
    for (const words of [
      [pid, host, machine, '1', 'x'],
      [pid, host, machine, '-', 'x'],
      // As version 0.2 wrote it.
      [pid, host],
      [process.pid, host],
    ]) {
      lockSays(...words);
      expectTaken();
    }
    // The same number in another container says nothing.
    lockSays(pid, host, 'another-start/4026531836', began, 'x');
    expectHeld(`process ${pid} on ${host} is writing`);
  });

  it('of a process whose number another has by now, or that has ended and is not waited for, is taken at once', async function () {
    needsLinux(this);
    const [, host, machine] = ownWords();
    const { pid, ended } = await idle();
    lockSays(pid, host, machine, '1', 'x');
    expectTaken();
    lockSays(ended, host, machine, '-', 'x');
    expectTaken();
    lockSays(process.pid, host, machine, '1', 'x');
    expectTaken();
  });

  it('that was left empty by a process that was killed over it is taken', () => {
    writeFileSync(lock, '');
    expectTaken();
  });

  it('gives signs of life, without a change', async () => {
    const own = lockFolder(folder.path, { beat: 10, silence: 300_000 });
    const text = readFileSync(lock, 'utf8');
    try {
      for (let time = 0; time < 3; time++) {
        age(1000);
        while (Date.now() - statSync(lock).mtimeMs > 500_000) await sleep(5);
        expect(readFileSync(lock, 'utf8')).to.equal(text);
        expect(own.lost()).to.equal(undefined);
      }
    } finally {
      own.release();
    }
    expect(existsSync(lock)).to.equal(false);
  });

  it('that another has taken over is left alone, and known to be lost', async () => {
    for (const [take, said] of [
      // A new file in its place, and other words in the old one.
      [() => renameSync(join(folder.path, 'other'), lock), 'process 12 on elsewhere has taken it over'],
      [() => lockSays('12', 'elsewhere', 'x', 'x', 'x'), 'process 12 on elsewhere has taken it over'],
    ] as const) {
      writeFileSync(join(folder.path, 'other'), '12 elsewhere x x x\n');
      const own = lockFolder(folder.path, { beat: 10, silence: 300_000 });
      take();
      expect(own.lost()?.message).to.equal(`this process no longer holds the run: ${said}`);
      expect(own.lost()?.kind).to.equal('taken');
      age(1000);
      await sleep(50);
      expect(Date.now() - statSync(lock).mtimeMs, 'no signs of life any more').to.be.above(900_000);
      own.release();
      expect(readFileSync(lock, 'utf8')).to.equal('12 elsewhere x x x\n');
      age(1000);
      lockFolder(folder.path).release();
    }
  });

  it('that was left behind is taken by one of many who want it', async () => {
    lockSays('12', 'elsewhere');
    age(1000);
    const won: number[] = [];
    const all = Array.from({ length: 6 }, (_, i) => {
      const child = spawn(process.execPath, [HOLDER, join(folder.path), '50', '60000', String(i * 1000)]);
      children.push(child);
      child.stdout.once('data', () => won.push(child.pid ?? 0));
      return child;
    });
    // All but one are refused.
    const refused = Promise.all(all.map(async (child) => (await once(child, 'close'))[0]));
    while (won.length === 0 || all.filter(({ exitCode }) => exitCode === null).length > 1) await sleep(10);
    expect(won.length).to.equal(1);
    expect(writerOf(folder.path)).to.equal(`process ${won[0]}`);
    all.find(({ pid }) => pid === won[0])?.kill('SIGKILL');
    await refused;
  });

  describe('whose process stands still for longer than it lasts', () => {
    const times = { beat: 50, silence: 1000 };

    function hold(first: number): ChildProcess {
      const child = spawn(process.execPath, [HOLDER, folder.path, '50', '1000', String(first)]);
      children.push(child);
      return child;
    }

    it('passes to another, which loses nothing when the first goes on: that one writes no more and says why', async () => {
      const first = hold(0);
      await once(first.stdout as NonNullable<typeof first.stdout>, 'data');
      first.kill('SIGSTOP');
      let second: RunSession | undefined;
      let refusals = 0;
      while (second === undefined) {
        second = await openSession(folder.path, planOf(), times).catch(() => undefined);
        if (second === undefined) refusals++;
        await sleep(20);
      }
      expect(refusals, 'it is not taken for gone at once').to.be.above(0);
      const before = (await collect(folderStore(folder.path).history())).length;
      const known = (await second.answered()).size;
      expect(before).to.equal(known);
      for (let i = 0; i < 50; i++) await second.append(answered(100_000 + i));
      const said = once(first.stdout as NonNullable<typeof first.stdout>, 'data');
      first.kill('SIGCONT');
      for (let i = 50; i < 100; i++) await second.append(answered(100_000 + i));
      const end = JSON.parse(String((await said)[0]));
      expect(end.kind).to.equal('taken');
      expect(end.message).to.equal(
        `this process no longer holds the run: process ${process.pid} has taken it over`,
      );
      await second.close();
      const stored = new Set((await collect(folderStore(folder.path).history())).map(({ key }) => key));
      for (let i = 0; i < 100; i++) expect(stored.has(keyOf(100_000 + i))).to.equal(true);
      expect(end.stored - before, 'one batch at most after it woke').to.be.within(-2, 2);
      // What the first was told is stored is there, and at most the two that it was just storing besides.
      for (let i = 0; i < end.stored; i++) expect(stored.has(keyOf(i))).to.equal(true);
      expect(stored.size - 100 - end.stored).to.be.within(0, 2);
      expect(readFileSync(join(folder.path, 'samples.jsonl'), 'utf8')).to.match(/\n$/);
    });
  });

  it('is not taken by a container of the same host name, whatever its process numbers', async function () {
    needsContainers(this);
    const contained = (first: number): ChildProcess => {
      const words = [
        '--pid',
        '--fork',
        '--mount-proc',
        '--kill-child',
        process.execPath,
        HOLDER,
        folder.path,
      ];
      const child = spawn('unshare', [...words, '30000', '300000', String(first)]);
      children.push(child);
      return child;
    };
    const first = contained(0);
    await once(first.stdout as NonNullable<typeof first.stdout>, 'data');
    const second = contained(1000);
    let said = '';
    second.stderr?.on('data', (text) => {
      said += String(text);
    });
    expect((await once(second, 'close'))[0]).not.to.equal(0);
    expect(said).to.contain(`process 1 on ${hostname()} is writing to this run folder`);
    // Nor by a process outside, where another has the number.
    let own: Lock | undefined;
    expect(() => {
      own = lockFolder(folder.path);
    }).to.throw(`process 1 on ${hostname()} is writing`);
    expect(own).to.equal(undefined);
  });
});
