/** A PostgreSQL server of a test's own: in a temporary folder, on a free port, ended with the test. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const DEBIAN = '/usr/lib/postgresql';

/** The folder of PostgreSQL's programs; undefined where there is none. OFFSCRIPT_POSTGRES names one elsewhere. */
export function postgresPrograms(): string | undefined {
  const named = process.env.OFFSCRIPT_POSTGRES;
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const places = [
    ...(named === undefined ? [] : [named]),
    ...versions.map((one) => join(DEBIAN, one, 'bin')),
  ];
  return places.find((place) => existsSync(join(place, 'initdb')));
}

/** What a user who is not root is: PostgreSQL's own, or nobody. */
function otherUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((what) => spawnSync('id', [what, name], { encoding: 'utf8' }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error('there is no user who may run PostgreSQL');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

export interface PostgresServer {
  /** The folder of its socket, over which nobody needs a password, and its port. */
  readonly folder: string;
  readonly port: number;
  /** The password of its user over TCP. */
  readonly password: string;
  /** The URL of a database by its socket, and by TCP. */
  url(database: string): string;
  tcpUrl(database: string, user?: string): string;
  /** Makes an empty database. */
  createDatabase(name: string, more?: string): Promise<void>;
  dropDatabase(name: string): Promise<void>;
  /** Asks a database. */
  ask(database: string, sql: string): Promise<readonly Record<string, unknown>[]>;
  /** Ends it at once, as a crash does, and starts it again. */
  crash(): Promise<void>;
  /** Ends it in order, as an administrator who cares for nobody: connections are cut. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends it and leaves nothing. */
  remove(): Promise<void>;
}

export interface ServerOptions {
  /** Settings, such as `fsync=on`. */
  readonly settings?: readonly string[];
  /** The address that it listens at beside its socket. */
  readonly host?: string;
}

const USER = 'offscript';
const PASSWORD = 'pä55 w/ö:rd@';

export async function startPostgres(
  programs: string,
  { settings = ['fsync=off'], host = '127.0.0.1' }: ServerOptions = {},
): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'offscript-pg-'));
  const who = otherUser();
  if (who !== undefined) chownSync(folder, who.uid, who.gid);
  const data = join(folder, 'data');
  const secret = join(folder, 'password');
  writeFileSync(secret, PASSWORD);
  if (who !== undefined) chownSync(secret, who.uid, who.gid);
  const made = spawnSync(
    join(programs, 'initdb'),
    [
      '-D',
      data,
      '-U',
      USER,
      '-E',
      'UTF8',
      '--no-locale',
      '--no-sync',
      '--auth-local=trust',
      '--auth-host=scram-sha-256',
      `--pwfile=${secret}`,
    ],
    { ...who, encoding: 'utf8', cwd: folder },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  let running: ChildProcess | undefined;

  const pool = (database: string): pg.Client => new pg.Client({ host: folder, port, user: USER, database });

  async function ask(database: string, sql: string): Promise<readonly Record<string, unknown>[]> {
    const client = pool(database);
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  async function start(): Promise<void> {
    const words = settings.flatMap((setting) => ['-c', setting]);
    const child = spawn(
      join(programs, 'postgres'),
      [
        '-D',
        data,
        '-k',
        folder,
        '-p',
        String(port),
        '-c',
        `listen_addresses=${host}`,
        '-c',
        'max_connections=60',
        ...words,
      ],
      { ...who, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-4000);
    });
    running = child;
    for (let tries = 0; tries < 600; tries++) {
      if (child.exitCode !== null) throw new Error(`PostgreSQL ended: ${said}`);
      try {
        await ask('postgres', 'SELECT 1');
        return;
      } catch {
        await sleep(100);
      }
    }
    throw new Error(`PostgreSQL does not come up: ${said}`);
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const child = running;
    running = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  await start();
  return {
    folder,
    port,
    password: PASSWORD,
    url: (database) =>
      `postgresql://${USER}@/${database}?host=${encodeURIComponent(folder)}&port=${port}`.replace(
        '@/',
        '@localhost/',
      ),
    tcpUrl: (database, user = USER) => `postgresql://${user}@${host}:${port}/${database}`,
    createDatabase: async (name, more = '') =>
      void (await ask('postgres', `CREATE DATABASE "${name}" ${more}`)),
    dropDatabase: async (name) =>
      void (await ask('postgres', `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)),
    ask,
    // An immediate shutdown is what a crash leaves: the next start recovers from the log.
    async crash() {
      await end('SIGQUIT');
      await start();
    },
    stop: () => end('SIGINT'),
    start,
    async remove() {
      await end('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
