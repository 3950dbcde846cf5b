/** A database: its connections, and what is asked of it again when one was lost. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient, PoolConfig, QueryConfig } from 'pg';
import type { Address, SslMode } from './address.js';
import { bringTablesUp } from './schema/index.js';
import { sslModeOf, tlsFor } from './tls.js';
import { isAway, lacksTls } from './trouble.js';

/** Milliseconds that a database which was there is waited for, and one that never was. */
const PATIENCE = 120_000;
const FIRST_PATIENCE = 5_000;

/** Milliseconds for a connection, for a statement that touches few rows, and for any. */
const CONNECT = 5_000;
const SHORT = 15_000;
const LONG = 600_000;

/** Milliseconds of the first wait between two tries, and of the longest. */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 2_000;

/** Connections at once. */
const MOST = 4;

/** Milliseconds after which the server gives up a transaction whose client says nothing: what it holds locked, others wait for. */
const IDLE = 15_000;

export type Row = Readonly<Record<string, unknown>>;

/** Asks one statement. */
export type Ask = (text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

export interface DatabaseOptions {
  /** Milliseconds that a database which was there is waited for. */
  readonly patience?: number;
}

export interface AskOptions {
  /** Whether it may touch many rows, and take minutes. */
  readonly long?: boolean;
  /** Ends the waiting; the last failure is thrown. */
  readonly stop?: AbortSignal | undefined;
}

export class Database {
  readonly name: string;
  readonly #address: Address;
  readonly #patience: number;
  #pool: Promise<Pool> | undefined;
  /** Whether it has ever answered; whether `prefer` came to no TLS. */
  #heard = false;
  #isPlain = false;
  /** Whether the tables are known to be there, as this version has them. */
  #hasTables = false;

  constructor(address: Address, { patience = PATIENCE }: DatabaseOptions = {}) {
    this.#address = address;
    this.name = address.url;
    this.#patience = patience;
  }

  /** The client is loaded with the first question: who works with folders does without. */
  #connections(): Promise<Pool> {
    this.#pool ??= import('pg').then(({ default: { Pool } }) => {
      const pool = new Pool(this.#config());
      // A connection that breaks while nobody uses it is left out by the pool.
      pool.on('error', () => {});
      return pool;
    });
    return this.#pool;
  }

  #config(): PoolConfig {
    const { searchParams, hostname, port: inUrl, username, pathname } = new URL(this.#address.url);
    const of = (name: string): string | undefined => searchParams.get(name) ?? undefined;
    const host = of('host') ?? decodeURIComponent(hostname);
    const user = of('user') ?? decodeURIComponent(username);
    const port = of('port') ?? inUrl;
    return {
      ...(host !== '' && { host }),
      ...(port !== '' && { port: Number(port) }),
      ...(user !== '' && { user }),
      database: decodeURIComponent(pathname.slice(1)),
      // A folder of sockets is on this machine.
      ssl: this.#isPlain || host.startsWith('/') ? false : tlsFor(this.#sslMode(), of),
      application_name: of('application_name') ?? 'offscript',
      max: MOST,
      allowExitOnIdle: true,
      connectionTimeoutMillis: CONNECT,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      idle_in_transaction_session_timeout: IDLE,
    };
  }

  #sslMode(): SslMode {
    return sslModeOf(new URL(this.#address.url).searchParams.get('sslmode') ?? undefined);
  }

  /** Does `work` with a connection of its own, which is used again only where that went well. */
  async #with<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await (await this.#connections()).connect();
    let failure: Error | undefined;
    // One that breaks in the midst of a transaction says so to whoever asks next, too.
    const broken = (error: Error): void => {
      failure = error;
    };
    client.on('error', broken);
    try {
      return await work(client);
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      client.off('error', broken);
      client.release(failure);
    }
  }

  /** Does `work`, which is told how often it was tried before, until it is done or the patience is over. Rejects with what the client throws. */
  async #again<T>(work: (tries: number) => Promise<T>, stop: AbortSignal | undefined): Promise<T> {
    const since = performance.now();
    for (let tries = 0; ; tries++) {
      try {
        const done = await work(tries);
        this.#heard = true;
        return done;
      } catch (error) {
        if (lacksTls(error) && !this.#isPlain && this.#sslMode() === 'prefer') {
          this.#isPlain = true;
          await this.end();
          continue;
        }
        const patience = this.#heard ? this.#patience : Math.min(FIRST_PATIENCE, this.#patience);
        const left = since + patience - performance.now();
        if (!isAway(error) || left <= 0 || stop?.aborted) throw error;
        const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries) * (0.5 + Math.random() / 2);
        await sleep(Math.min(wait, left), undefined, { ...(stop && { signal: stop }) }).catch(() => {});
      }
    }
  }

  /**
   * Asks one statement, again where a connection was lost: it has to come to the same when it is done twice. `values` may depend on how often
   * it was tried before. Rejects with what the client throws, a StoreFailure or UserError is made of it by who knows for whom.
   */
  ask(
    text: string,
    values: readonly unknown[] | ((tries: number) => readonly unknown[]) = [],
    { long = false, stop }: AskOptions = {},
  ): Promise<readonly Row[]> {
    return this.#again(
      (tries) =>
        this.#with(async (client) => {
          const given = typeof values === 'function' ? values(tries) : values;
          const query = { text, values: [...given], query_timeout: long ? LONG : SHORT };
          return (await client.query<Record<string, unknown>>(query)).rows;
        }),
      stop,
    );
  }

  /** Does `work` in one transaction, the whole of it again where the connection was lost, also when that was after its end. */
  transaction<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    return this.#again(
      () =>
        this.#with(async (client) => {
          const ask: Ask = async (text, values = []) =>
            (
              await client.query<Record<string, unknown>>({
                text,
                values: [...values],
                query_timeout: LONG,
              } as QueryConfig)
            ).rows;
          await ask('BEGIN');
          try {
            const done = await work(ask);
            await ask('COMMIT');
            return done;
          } catch (error) {
            await client.query('ROLLBACK').catch(() => {});
            throw error;
          }
        }),
      undefined,
    );
  }

  /**
   * Whether the tables are there, in the form of this version; where they are to be written to, they are made. Throws UserError: tables of a
   * newer version, a database in another encoding than UTF-8.
   */
  async hasTables(write: boolean): Promise<boolean> {
    const tables = {
      name: this.name,
      ask: (text: string, values?: readonly unknown[]) => this.ask(text, values),
      transaction: <T>(work: (ask: Ask) => Promise<T>) => this.transaction(work),
    };
    this.#hasTables ||= await bringTablesUp(tables, write);
    return this.#hasTables;
  }

  /** Ends the connections; the next question makes new ones. */
  async end(): Promise<void> {
    const pool = this.#pool;
    this.#pool = undefined;
    await (await pool?.catch(() => undefined))?.end();
  }
}
