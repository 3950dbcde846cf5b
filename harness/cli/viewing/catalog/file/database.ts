/** The file of an index: SQLite, which searches texts by their runs of three code points (FTS5). The texts themselves stay in the run. */

import { createRequire } from 'node:module';
import type { SQLiteValue, Database as SqliteDatabase, Statement } from 'node-sqlite3-wasm';

export type { SQLiteValue };

/** Of the file's form: another one is made anew. */
const SCHEMA = 2;

const TABLES = `
create table meta(name text primary key, value) without rowid;
create table pieces(name text, n integer, bytes blob, primary key(name, n)) without rowid;
create table keys(key primary key, number integer) without rowid;
create table prompts(number integer primary key, id text, record text);
create index prompts_by_id on prompts(id);
create virtual table said using fts5(text, content='', tokenize='trigram case_sensitive 1', detail=none);
create virtual table asked using fts5(text, content='', tokenize='trigram case_sensitive 1', detail=none);
`;

/** KiB of pages that are held in memory. */
const HELD = 12_288;

const HEX = /^(?:[0-9a-f]{2})+$/;

/** A key as it is stored: in half the bytes where it is hexadecimal. */
const keyValue = (key: string): SQLiteValue => (HEX.test(key) ? Buffer.from(key, 'hex') : key);

/** Numbers that are brought at once. */
const FOUND = 50_000;

const COMMA = 0x2c;
const ZERO = 0x30;

/** The numbers in a text, with commas between. */
function eachNumber(text: string, take: (number: number) => void): void {
  let number = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === COMMA) {
      take(number);
      number = 0;
    } else number = number * 10 + unit - ZERO;
  }
  if (text !== '') take(number);
}

/** Texts that are searched. */
export type Searched = 'said' | 'asked';

export class IndexFile {
  readonly #db: SqliteDatabase;
  readonly #statements = new Map<string, Statement>();

  /** Opens or makes a file. Throws what the library throws where it is none. */
  constructor(path: string) {
    const { Database } = createRequire(import.meta.url)('node-sqlite3-wasm') as {
      readonly Database: new (path: string) => SqliteDatabase;
    };
    this.#db = new Database(path);
    // One process has the file: it can be made again, so nothing waits for the disk.
    this.#db.exec(
      `pragma page_size=8192; pragma locking_mode=exclusive; pragma journal_mode=truncate; pragma synchronous=off; pragma cache_size=-${HELD}`,
    );
    const { user_version: version } = this.#db.get('pragma user_version') ?? {};
    if (version === SCHEMA) return;
    if (version !== 0) throw new Error('an index of another form');
    this.#db.exec(`begin; ${TABLES} pragma user_version=${SCHEMA}; commit`);
  }

  #prepared(sql: string): Statement {
    const known = this.#statements.get(sql) ?? this.#db.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }

  #get(sql: string, ...values: SQLiteValue[]): Record<string, unknown> | null {
    return this.#prepared(sql).get(values);
  }

  /** Begins what is kept as a whole or not at all, by {@link commit}. What was added is found before that, too. */
  begin(): void {
    this.#db.exec('begin');
  }

  commit(): void {
    this.#db.exec('commit');
  }

  /** Does all of the work or nothing. */
  together(work: () => void): void {
    this.#db.exec('begin');
    try {
      work();
      this.#db.exec('commit');
    } catch (error) {
      this.#db.exec('rollback');
      throw error;
    }
  }

  /** A JSON value that was kept under a name. */
  meta(name: string): unknown {
    const value = this.#get('select value from meta where name = ?', name)?.value;
    return typeof value === 'string' ? JSON.parse(value) : undefined;
  }

  setMeta(name: string, value: unknown): void {
    this.#prepared('insert or replace into meta values (?, ?)').run([name, JSON.stringify(value)]);
  }

  /** Bytes that were kept in pieces, in their order. */
  *pieces(name: string): Generator<Uint8Array> {
    for (let n = 0; ; n++) {
      const bytes = this.#get('select bytes from pieces where name = ? and n = ?', name, n)?.bytes;
      if (!(bytes instanceof Uint8Array)) return;
      yield bytes;
    }
  }

  /** How many pieces were kept. */
  countPieces(name: string): number {
    return Number(this.#get('select count(*) as pieces from pieces where name = ?', name)?.pieces ?? 0);
  }

  setPiece(name: string, n: number, bytes: Uint8Array): void {
    this.#prepared('insert or replace into pieces values (?, ?, ?)').run([name, n, bytes]);
  }

  /** The number under which a key is known. */
  number(key: string): number | undefined {
    const found = this.#get('select number from keys where key = ?', keyValue(key))?.number;
    return typeof found === 'number' ? found : undefined;
  }

  setNumber(key: string, number: number): void {
    this.#prepared('insert or replace into keys values (?, ?)').run([keyValue(key), number]);
  }

  /** Adds a prompt; of one that cannot be searched `text` is empty. */
  addPrompt(number: number, id: string, record: string, text: string): void {
    this.#prepared('insert into prompts values (?, ?, ?)').run([number, id, record]);
    if (text !== '') this.addText('asked', number, text);
  }

  /** The record of a prompt, as JSON. */
  prompt(number: number): string | undefined {
    const found = this.#get('select record from prompts where number = ?', number)?.record;
    return typeof found === 'string' ? found : undefined;
  }

  /** The numbers of the prompts of an id. */
  promptsOf(id: string): number[] {
    return this.#prepared('select number from prompts where id = ?')
      .all([id])
      .map(({ number }) => Number(number));
  }

  addText(to: Searched, number: number, text: string): void {
    this.#prepared(`insert into ${to}(rowid, text) values (?, ?)`).run([number, text]);
  }

  /** Tells `take` the numbers of texts that a query of FTS5 finds, in order. */
  matching(among: Searched, query: string, take: (number: number) => void): void {
    // Many as one text: a million objects take a second, and so do as many texts.
    const sql = `select group_concat(number) as numbers, count(*) as found, max(number) as last from (select rowid as number from ${among} where ${among} match ? and rowid > ? order by rowid limit ${FOUND})`;
    for (let behind = -1; ; ) {
      const { numbers, found, last } = this.#get(sql, query, behind) ?? {};
      if (numbers === null || numbers === undefined || typeof last !== 'number') return;
      eachNumber(String(numbers), take);
      if (found !== FOUND) return;
      behind = last;
    }
  }

  close(): void {
    for (const statement of this.#statements.values()) statement.finalize();
    this.#statements.clear();
    this.#db.close();
  }
}

/** Whether an error is the database's: the disk is full, or the file is damaged. */
export const isIndexError = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'SQLite3Error';
