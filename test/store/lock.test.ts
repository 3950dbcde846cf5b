import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { lockFolder } from '../../store/drivers/folder/lock.js';
import { folderWith } from '../support/offscript.js';

describe('the lock of a run folder', () => {
  let folder: ReturnType<typeof folderWith>;
  let lock: string;
  beforeEach(() => {
    folder = folderWith({});
    lock = join(folder.path, '.lock');
  });
  afterEach(() => folder.remove());

  /** Makes the lock look as old as `seconds`. */
  function age(seconds: number): void {
    const time = Date.now() / 1000 - seconds;
    utimesSync(lock, time, time);
  }

  it('of another machine holds while there are signs of life, and is taken over five minutes after the last one', () => {
    writeFileSync(lock, '12 elsewhere\n');
    age(240);
    expect(() => lockFolder(folder.path)).to.throw(
      `${folder.path}: process 12 on elsewhere is writing to this run folder; wait for it to end; if it is gone, wait 5 minutes or delete ${lock}`,
    );
    age(330);
    const unlock = lockFolder(folder.path);
    expect(readFileSync(lock, 'utf8')).to.equal(`${process.pid} ${hostname()}\n`);
    unlock();
    expect(readdirSync(folder.path)).to.deep.equal([]);
  });

  it('gives signs of life, without a change', async () => {
    const unlock = lockFolder(folder.path, 10);
    try {
      for (let time = 0; time < 3; time++) {
        age(1000);
        while (Date.now() - statSync(lock).mtimeMs > 500_000) await sleep(5);
        expect(readFileSync(lock, 'utf8')).to.equal(`${process.pid} ${hostname()}\n`);
      }
    } finally {
      unlock();
    }
    expect(existsSync(lock)).to.equal(false);
  });

  it('that another machine has taken over is left alone', async () => {
    const unlock = lockFolder(folder.path, 10);
    writeFileSync(lock, '12 elsewhere\n');
    age(1000);
    await sleep(100);
    expect(Date.now() - statSync(lock).mtimeMs).to.be.above(900_000);
    unlock();
    expect(readFileSync(lock, 'utf8')).to.equal('12 elsewhere\n');
  });
});
