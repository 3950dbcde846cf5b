import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import type { RunCounts, TargetCounts } from '../../../harness/cli/running/counts.js';
import { showProgress } from '../../../harness/cli/running/index.js';

const counts = (target: string, more: Partial<TargetCounts> = {}): TargetCounts => ({
  target,
  total: 800,
  done: 400,
  failed: 2,
  retries: 1,
  in_flight: 16,
  per_second: 12.34,
  tokens_per_second: 4567,
  seconds_left: 65,
  judged: 400,
  scored: 100,
  mixed: 47,
  ...more,
});

/** What a terminal of `columns` is sent, line by line. */
async function shown(columns: number, all: readonly TargetCounts[], said?: string): Promise<string[]> {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns, rows: 24 });
  let text = '';
  stream.on('data', (chunk) => {
    text += String(chunk);
  });
  const run: RunCounts = { begin: () => {}, add: () => {}, settle: () => {}, all: () => [...all] };
  const progress = await showProgress(run, 'shown', stream as unknown as NodeJS.WriteStream);
  progress.onPlan([]);
  if (said !== undefined) progress.say(said);
  // Bars are drawn a few times a second.
  await sleep(300);
  progress.end();
  // A bar is drawn over the one before from the first column on.
  return stripVTControlCharacters(text.replaceAll('\u001b[1G', '\n'))
    .split(/[\r\n]+/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

describe('progress on a terminal', () => {
  it('is a bar for each target, what matters most first', async () => {
    const lines = await shown(140, [
      counts('before'),
      counts('b', { done: 800, judged: 320, seconds_left: 0 }),
    ]);
    expect(lines).to.include(
      `before ${'█'.repeat(12)}${'░'.repeat(12)} 50% 400/800  47.0% mixed  2 failed  1 retry  1:05 left  12.3/s  4567 tokens/s  16 in flight`,
    );
    expect(lines).to.include(
      `b      ${'█'.repeat(24)} 100% 800/800  47.0% mixed (320 of 800 judged)  2 failed  1 retry  12.3/s  4567 tokens/s  16 in flight`,
    );
  });

  for (const columns of [40, 60, 80, 100]) {
    it(`fits ${columns} columns, and leaves out whole facts only`, async () => {
      const lines = await shown(columns, [counts('checkpoint')]);
      expect(lines).not.to.be.empty;
      for (const line of lines) {
        expect(line.length).to.be.within(1, columns - 1);
        expect(line).to.match(
          /400\/800(?: {2}47\.0% mixed(?: {2}2 failed(?: {2}1 retry(?: {2}1:05 left)?)?)?)?(?: {2}12\.3\/s(?: {2}4567 tokens\/s)?)?$/,
        );
      }
    });
  }

  it('says a line above the bars, which stay', async () => {
    const lines = await shown(80, [counts('a')], 'Stopping: wait.');
    expect(lines.indexOf('Stopping: wait.')).to.be.within(0, lines.length - 2);
    expect(lines.at(-1)).to.match(/^a █/);
  });

  it('foretells nothing when it ends, also where questions are left', async () => {
    const lines = await shown(140, [counts('a')]);
    expect(lines[0]).to.contain('1:05 left');
    expect(lines.at(-1)).to.contain('400/800').and.not.contain('left');
  });

  it('shows control characters of ids as code points', async () => {
    const lines = await shown(140, [counts('a\u001b[31m')]);
    expect(lines.at(-1)).to.match(/^a\\u\{1B\}\[31m █/);
  });
});
