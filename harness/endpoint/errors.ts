/** What requests throw, whichever client made them. */

/** Headers of a response, by name. */
export interface ResponseHeaders {
  get(name: string): string | null;
  entries(): Iterable<readonly [string, string | readonly string[] | undefined]>;
}

/** A response whose status is no success. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** What the body says is wrong: of any shape, undefined where it is no JSON. */
  readonly problem: unknown;

  constructor(status: number, message: string, headers: ResponseHeaders, problem: unknown) {
    super(message);
    this.status = status;
    this.headers = headers;
    this.problem = problem;
  }
}

/** A connection that was not made in time. */
export class ConnectTimeout extends Error {
  override readonly name = 'ConnectTimeout';
}

/** A body that is no answer. The message may quote it, and with it a key: it is redacted before anybody sees it. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
}

/** A response that is larger than it may be: before it is decompressed, after that, or in memory. */
export class TooLarge extends BodyError {
  private constructor(message: string) {
    super(message);
  }

  /** `most` are the bytes that it may have. */
  static response(most: number): TooLarge {
    return new TooLarge(
      `the response is larger than ${most / 2 ** 20} MiB, which "max_response" of the target allows`,
    );
  }

  /** One event of a stream, of so many code units at most. */
  static event(most: number): TooLarge {
    return new TooLarge(`an event of the stream is larger than ${most / 2 ** 20} MiB, which no event may be`);
  }

  /** JSON of so many lists, objects and strings at most. */
  static values(what: 'the response' | 'an event of the stream', most: number): TooLarge {
    return new TooLarge(`${what} holds more than ${most.toLocaleString('en-US')} values`);
  }
}

/** A proxy that lets no connection through. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly status: number;

  constructor(status: number) {
    super(`the proxy answered ${status}`);
    this.status = status;
  }
}
