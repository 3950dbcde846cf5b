import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { Pace } from '../../../harness/endpoint/pace.js';
import { readDuration, readRetryAfter, waitBefore } from '../../../harness/endpoint/wait.js';
import { askServers, json, message, prompt } from './one-answer.js';

const NOW = Date.parse('2026-05-01T12:00:00Z');

const headersOf =
  (headers: Readonly<Record<string, string>>) =>
  (name: string): string | null =>
    headers[name] ?? null;

describe('what a server says about waiting', () => {
  for (const [text, expected] of [
    ['20', 20_000],
    ['0.5', 500],
    ['20ms', 20],
    ['1m30s', 90_000],
    ['6m0s', 360_000],
    ['1h2m3.5s', 3_723_500],
    ['Fri, 01 May 2026 12:00:05 GMT', 5000],
    ['2026-05-01T12:01:00Z', 60_000],
    ['Fri, 01 May 2026 11:00:00 GMT', 0],
    ['soon', null],
    ['', null],
    ['-5', null],
  ] as const) {
    it(`"${text}" is ${expected === null ? 'nothing' : `${expected} ms`}`, () => {
      expect(readDuration(text, NOW)).to.equal(expected);
    });
  }

  it('retry-after-ms goes before retry-after', () => {
    expect(readRetryAfter(headersOf({ 'retry-after-ms': '30', 'retry-after': '1' }), NOW)).to.equal(30);
    expect(readRetryAfter(headersOf({ 'retry-after-ms': 'x', 'retry-after': '1' }), NOW)).to.equal(1000);
    expect(readRetryAfter(headersOf({}), NOW)).to.equal(null);
  });

  it('a date is read by the clock of the server that names it', () => {
    const date = 'Fri, 01 May 2026 12:00:00 GMT';
    const after = 'Fri, 01 May 2026 12:00:05 GMT';
    expect(readRetryAfter(headersOf({ date, 'retry-after': after }))).to.equal(5000);
    const pace = new Pace({}, 60_000);
    const headers = {
      date,
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': '2026-05-01T12:00:20Z',
    };
    pace.observe(headersOf(headers), 200);
    expect(pace.take(10).wait).to.be.within(19_900, 20_000);
  });

  it('is kept, up to a cap; without it waits double, with jitter', () => {
    for (const random of [() => 0, () => 1]) {
      expect(waitBefore(1, { asked: 2000, overloaded: false }, 60_000, random)).to.be.within(2000, 2200);
      expect(waitBefore(1, { asked: 86_400_000, overloaded: false }, 60_000, random)).to.equal(60_000);
      expect(waitBefore(1, { asked: null, overloaded: false }, 60_000, random)).to.be.within(250, 500);
      expect(waitBefore(4, { asked: null, overloaded: false }, 60_000, random)).to.be.within(2000, 4000);
      const silent = [1, 2, 3, 4, 5, 6].map((retry) =>
        waitBefore(retry, { asked: null, overloaded: true }, 60_000, random),
      );
      expect(silent[0]).to.be.within(1000, 2000);
      expect(
        Math.min(
          60_000,
          silent.reduce((sum, one) => sum + one),
        ),
        'outlast a minute',
      ).to.equal(60_000);
      expect(waitBefore(30, { asked: null, overloaded: false }, 60_000, random)).to.be.within(30_000, 60_000);
    }
  });
});

describe('the pace of a target', () => {
  const LONGEST = 60_000;

  it('keeps requests a minute evenly, with a second to catch up', () => {
    const pace = new Pace({ requests_per_minute: 600 }, LONGEST);
    const waits = Array.from({ length: 31 }, () => pace.take(10, NOW).wait);
    // One second of the rate is free at the start, then one goes every 100 ms.
    expect(waits.slice(0, 11)).to.deep.equal(Array(11).fill(0));
    expect(waits.slice(11)).to.deep.equal(Array.from({ length: 20 }, (_, i) => 100 * (i + 1)));
  });

  it('keeps tokens a minute by what answers really take', () => {
    const pace = new Pace({ tokens_per_minute: 60_000 }, LONGEST);
    const now = performance.now();
    const first = pace.take(500, now);
    expect(first).to.deep.equal({ wait: 0, tokens: 1000 });
    expect(pace.take(500, now).wait).to.equal(0);
    expect(pace.take(500, now).wait).to.be.closeTo(1000, 1e-6);
    // The answers were far longer than was guessed: what is too much is waited for.
    pace.answered(1000, { prompt: 500, completion: 5500 });
    expect(pace.take(0, now).wait).to.be.within(6900, 7100);
  });

  for (const [name, limits] of [
    ['requests a minute', { requests_per_minute: 6000 }],
    ['tokens a minute', { tokens_per_minute: 6_000_000 }],
    ['the limit that its server names', {}],
  ] as const) {
    it(`keeps ${name} as well when the clock is set back or forward in the midst of a run`, () => {
      const { now } = Date;
      const pace = new Pace(limits, LONGEST);
      const rest = {
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-limit-requests': '10',
        'x-ratelimit-reset-requests': '100ms',
      };
      try {
        for (const moved of [0, -30_000, 3_600_000]) {
          Date.now = () => now() + moved;
          if (name.includes('server')) pace.observe(headersOf(rest), 200);
          const { wait, tokens } = pace.take(10);
          pace.answered(tokens, { prompt: 10, completion: 500 });
          expect(wait).to.be.below(1000);
        }
      } finally {
        Date.now = now;
      }
    });
  }

  it('lowers concurrency by refusals, gently for a few and by half for a wall, and recovers', () => {
    const pace = new Pace({ concurrency: 64 }, LONGEST);
    const round = (refused: number): number => {
      const all = pace.limit.concurrency;
      for (let i = 0; i < all; i++) {
        if (i < refused) pace.refused();
        else pace.answered(0, undefined);
      }
      return pace.limit.concurrency;
    };
    expect(round(6)).to.equal(61);
    expect(round(61)).to.equal(30);
    expect(round(30)).to.equal(15);
    for (let i = 0; i < 6; i++) round(1000);
    expect(pace.limit.concurrency).to.equal(1);
    expect(round(0)).to.equal(5);
    for (let i = 0; i < 20; i++) round(0);
    expect(pace.limit.concurrency).to.equal(64);
  });

  it('pauses when x-ratelimit headers say that nothing is left, until there is enough again', () => {
    const observe = (headers: Readonly<Record<string, string>>, status = 200): number => {
      const pace = new Pace({}, LONGEST);
      pace.observe(headersOf(headers), status);
      return pace.take(10).wait;
    };
    const left = (remaining: string, reset: string, limit?: string) =>
      observe({
        'x-ratelimit-remaining-requests': remaining,
        'x-ratelimit-reset-requests': reset,
        ...(limit && { 'x-ratelimit-limit-requests': limit }),
      });
    expect(left('3', '6m0s')).to.equal(0);
    expect(left('0', '20s')).to.be.within(19_900, 20_000);
    expect(left('0', '6m0s'), 'capped').to.be.within(59_900, 60_000);
    expect(left('0', '60s', '60'), 'one is there after a sixtieth').to.be.within(900, 1000);
    expect(left('0', 'nonsense')).to.equal(0);
    const window = {
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-limit-requests': '20',
      'x-ratelimit-reset-requests': '40',
    };
    expect(observe(window)).to.be.within(1900, 2000);
    expect(observe(window, 429), 'refused: the window is a fixed one').to.be.within(39_900, 40_000);
    expect(observe({ ...window, 'retry-after': '3' }, 429)).to.be.within(1900, 2000);
    expect(observe({ 'x-ratelimit-remaining-tokens': '100', 'x-ratelimit-reset-tokens': '2s' })).to.be.within(
      1900,
      2000,
    );
  });
});

describe('a rate that is lower than any timer can keep', () => {
  const { open, close } = askServers();
  afterEach(close);

  it('holds the next question back, and does not ask it at once', async () => {
    const answer = json(message({ content: 'はい' }));
    const { endpoint, heard } = await open(answer, { requests_per_minute: 1e-6 });
    try {
      const [first, next] = [endpoint.ask(prompt, 1), endpoint.ask(prompt, 2)];
      expect(await first).to.deep.include({ answer: 'はい' });
      await sleep(300);
      expect(heard.length).to.equal(1);
      endpoint.stop();
      expect(await next).to.equal(null);
    } finally {
      await endpoint.close();
    }
  });
});
