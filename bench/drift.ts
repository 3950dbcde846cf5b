/**
 * `npm run bench:drift [FOLDER]`: gigabytes a second of `vocab drift` on two checkpoints of 200,064 x 3,072 bf16, beside a plain loop in
 * JavaScript and beside reading the files alone; and what comes over HTTP. Makes the checkpoints in FOLDER (2.5 GB), where they stay.
 */

import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCheckpoint } from '../vocabulary/checkpoint/index.js';
import { type Measured, measureDrift } from '../vocabulary/drift/index.js';

const ROWS = 200_064;
const COLUMNS = 3_072;
const ROW_BYTES = 2 * COLUMNS;
const BYTES = 2 * ROWS * ROW_BYTES;
const ROUNDS = 5;

const folder = process.argv[2] ?? join(tmpdir(), 'offscript-drift');
const paths = { base: join(folder, 'base'), post: join(folder, 'post') };

/** bf16 of k/64 for k from 1 to 255: squares are whole numbers, so that sums of them are exact. */
const VALUES = Array.from({ length: 255 }, (_, i) => {
  const bits = new Uint32Array(Float32Array.of((i + 1) / 64).buffer);
  return (bits[0] ?? 0) >>> 16;
});

let state = 1;
const random = (): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state >>> 8;
};

/** Writes both models; returns the cosine of each row, exactly: signs of some columns are turned, so it is 1 less twice their part of the squares. */
function plant(): Float64Array {
  const header = (name: string): Buffer => {
    const json = JSON.stringify({
      [name]: { dtype: 'BF16', shape: [ROWS, COLUMNS], data_offsets: [0, ROWS * ROW_BYTES] },
    });
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(json.length));
    return Buffer.concat([length, Buffer.from(json)]);
  };
  const files = Object.values(paths).map((path) => {
    mkdirSync(path, { recursive: true });
    const file = openSync(join(path, 'model.safetensors'), 'w');
    writeSync(file, header('lm_head.weight'));
    return file;
  });
  const cosines = new Float64Array(ROWS);
  const AT_ONCE = 96;
  const rows = [new Uint16Array(AT_ONCE * COLUMNS), new Uint16Array(AT_ONCE * COLUMNS)] as const;
  for (let first = 0; first < ROWS; first += AT_ONCE) {
    for (let row = 0; row < AT_ONCE; row++) {
      // Most rows hardly move, some much.
      const turned = row % 7 === 0 ? random() % 600 : random() % 3;
      let [all, part] = [0, 0];
      for (let column = 0, at = row * COLUMNS; column < COLUMNS; column++, at++) {
        const bits = random();
        const k = bits % 255;
        const value = (VALUES[k] ?? 0) | ((bits & 0x10000) >> 1);
        all += (k + 1) ** 2;
        const turns = column < turned;
        if (turns) part += (k + 1) ** 2;
        rows[0][at] = value;
        rows[1][at] = turns ? value ^ 0x8000 : value;
      }
      cosines[first + row] = 1 - (2 * part) / all;
    }
    for (const [i, file] of files.entries())
      writeSync(file, new Uint8Array(rows[i]?.buffer ?? new ArrayBuffer(0)));
  }
  for (const file of files) closeSync(file);
  const file = openSync(join(folder, 'cosines'), 'w');
  writeSync(file, new Uint8Array(cosines.buffer));
  closeSync(file);
  return cosines;
}

function planted(): Float64Array {
  const path = join(folder, 'cosines');
  if (!existsSync(path)) return plant();
  const cosines = new Float64Array(ROWS);
  const file = openSync(path, 'r');
  readSync(file, new Uint8Array(cosines.buffer));
  closeSync(file);
  return cosines;
}

/** Both files, in pieces as large as drift reads them, into the same place. */
async function readAlone(): Promise<void> {
  const PIECE = 2 << 20;
  const files = await Promise.all(Object.values(paths).map((path) => open(join(path, 'model.safetensors'))));
  const rooms = files.map(() => new Uint8Array(PIECE));
  for (let at = 0; at < BYTES / 2; at += PIECE)
    await Promise.all(files.map((file, i) => file.read(rooms[i] ?? new Uint8Array(), 0, PIECE, at)));
  for (const file of files) await file.close();
}

/** The loop that one writes first: cosines alone, of a part of the rows. */
function plainLoop(rows: number): number {
  const files = Object.values(paths).map((path) => openSync(join(path, 'model.safetensors'), 'r'));
  const headers = files.map((file) => {
    const length = new BigUint64Array(1);
    readSync(file, new Uint8Array(length.buffer), 0, 8, 0);
    return 8 + Number(length[0]);
  });
  const [before, after] = [new Uint16Array(COLUMNS), new Uint16Array(COLUMNS)];
  const bits = new Uint32Array(1);
  const float = new Float32Array(bits.buffer);
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    for (const [i, into] of [before, after].entries())
      readSync(files[i] ?? 0, new Uint8Array(into.buffer), 0, ROW_BYTES, (headers[i] ?? 0) + row * ROW_BYTES);
    let [product, one, other] = [0, 0, 0];
    for (let column = 0; column < COLUMNS; column++) {
      bits[0] = (before[column] ?? 0) << 16;
      const b = float[0] ?? 0;
      bits[0] = (after[column] ?? 0) << 16;
      const p = float[0] ?? 0;
      product += b * p;
      one += b * b;
      other += p * p;
    }
    sum += product / Math.sqrt(one * other);
  }
  for (const file of files) closeSync(file);
  return sum / rows;
}

const seconds = async (work: () => Promise<unknown> | unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

async function drift(
  addresses: typeof paths,
  cache?: string,
  kernel: 'fastest' | 'plain' = 'fastest',
): Promise<Measured> {
  const base = await openCheckpoint(addresses.base, { cache });
  const post = await openCheckpoint(addresses.post, { cache });
  const measured = await measureDrift(base, post, { kernel });
  await base.close();
  await post.close();
  return measured;
}

const percent = (part: number): string => `${(100 * part).toFixed(0)}%`;

function report(name: string, { wall, cpu }: Best): void {
  process.stdout.write(
    `  ${name.padEnd(44)} ${(gigabytes / wall).toFixed(2).padStart(6)} GB/s ${(best.loop.wall / wall).toFixed(1).padStart(6)}x   ${cpu.toFixed(2).padStart(6)} s of CPU ${(best.loop.cpu / cpu).toFixed(1).padStart(6)}x\n`,
  );
}

const cosines = planted();
await readAlone();

/** Wall and processor time, the best of all rounds each: the processor's is the same on a busy machine. */
class Best {
  wall = Number.POSITIVE_INFINITY;
  cpu = Number.POSITIVE_INFINITY;

  async take(work: () => Promise<unknown> | unknown, times = 1): Promise<number> {
    const before = process.cpuUsage();
    const wall = times * (await seconds(work));
    const { user, system } = process.cpuUsage(before);
    this.wall = Math.min(this.wall, wall);
    this.cpu = Math.min(this.cpu, (times * (user + system)) / 1e6);
    return wall;
  }
}

const best = { read: new Best(), loop: new Best(), plain: new Best(), drift: new Best() };
const ratios: number[] = [];
const PART = 16;
for (let round = 0; round < ROUNDS; round++) {
  const read = await best.read.take(readAlone);
  ratios.push(read / (await best.drift.take(() => drift(paths))));
  await best.loop.take(() => plainLoop(ROWS / PART), PART);
}
await best.plain.take(() => drift(paths, undefined, 'plain'));
const gigabytes = BYTES / 1e9;
process.stdout.write(`\n${ROWS} x ${COLUMNS} bf16 twice, ${gigabytes.toFixed(2)} GB, best of ${ROUNDS}\n`);
report('plain loop in JavaScript, cosines alone', best.loop);
report('all that drift does, without SIMD', best.plain);
report('reading both files alone', best.read);
report('drift', best.drift);
process.stdout.write(
  `  of the rate of reading alone ${percent(best.read.wall / best.drift.wall)}; in each round ${ratios.map(percent).join(', ')}\n`,
);

const { drift: found, rows } = await drift(paths);
let worst = 0;
for (const { id, cosine } of rows())
  worst = Math.max(worst, Math.abs((cosine ?? Number.NaN) - (cosines[id] ?? 0)));
process.stdout.write(
  `  largest error of a planted cosine ${worst.toExponential(1)} (a float near 1 has ${(2 ** -24).toExponential(1)})\n`,
);
process.stdout.write(`  peak of memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB\n`);

/** Serves a folder in ranges, and counts the bytes that it sends. */
let sent = 0;
const server = createServer((request, response) => {
  const path = join(folder, decodeURIComponent(new URL(request.url ?? '', 'http://localhost').pathname));
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) {
    response.writeHead(404).end();
    return;
  }
  const [, from = '0', to = String(size - 1)] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
  const last = Math.min(Number(to), size - 1);
  response.writeHead(206, {
    etag: '"one"',
    'content-range': `bytes ${from}-${last}/${size}`,
    'content-length': last - Number(from) + 1,
  });
  createReadStream(path, { start: Number(from), end: last })
    .on('data', (piece) => {
      sent += piece.length;
    })
    .pipe(response);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
const cache = mkdtempSync(join(tmpdir(), 'offscript-cache-'));
const served = { base: `http://127.0.0.1:${port}/base`, post: `http://127.0.0.1:${port}/post` };
const over = await seconds(async () => {
  const remote = await drift(served, cache);
  const isSame = JSON.stringify([...remote.rows()]) === JSON.stringify([...rows()]);
  const figures = ({ drift: { base, post, ...rest } }: Pick<Measured, 'drift'>): string =>
    JSON.stringify([base.rows, post.rows, rest]);
  const areSame = figures(remote) === figures({ drift: found });
  process.stdout.write(`  over HTTP: figures ${isSame && areSame ? 'equal in every bit' : 'DIFFER'}\n`);
});
process.stdout.write(
  `  over HTTP: ${(sent / BYTES).toFixed(6)} bytes a byte of the matrices, ${over.toFixed(1)} s\n`,
);
sent = 0;
const again = await seconds(() => drift(served, cache));
process.stdout.write(`  again, from the cache: ${sent} bytes, ${again.toFixed(1)} s\n`);
server.closeAllConnections();
server.close();
rmSync(cache, { recursive: true });
