/** Progress of a run: a bar for each target on a terminal, lines now and then elsewhere, JSON for programs. */

import type { GenericFormatter, SingleBar } from 'cli-progress';
import { escapeHidden } from '../../../reports/display/index.js';
import type { Report } from '../../../reports/index.js';
import type { RunOptions } from '../../run/index.js';
import { printData, tell } from '../terminal/index.js';
import type { RunCounts, TargetCounts } from './counts.js';

/** Milliseconds between two bars, and between two lines where there is no terminal. */
const BAR_EVERY = 250;
const LINE_EVERY = 5000;

export type ProgressForm = 'shown' | 'quiet' | 'json';

export interface Progress extends Required<Pick<RunOptions, 'onPlan' | 'onSample'>> {
  /** Writes a line to standard error, above the bars where there are some. */
  say(line: string): void;
  /** Shows the last state, with the figures of the report where there is one; must be called when the run ends, also by an error. */
  end(report?: Report): void;
}

/** `1:05:09` or `4:07` */
function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const from = parts[0] === 0 ? 1 : 0;
  return parts
    .slice(from)
    .map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, '0')))
    .join(':');
}

/** What there is to say of a target's counts, what matters most first. */
function facts(counts: TargetCounts): string[] {
  const { failed, retries, in_flight, per_second, tokens_per_second, seconds_left, scored, mixed } = counts;
  const part = counts.judged < counts.done ? ` (${counts.judged} of ${counts.done} judged)` : '';
  return [
    scored > 0 && `${((100 * mixed) / scored).toFixed(1)}% mixed${part}`,
    failed > 0 && `${failed} failed`,
    retries > 0 && `${retries} ${retries === 1 ? 'retry' : 'retries'}`,
    seconds_left !== null && counts.done < counts.total && `${clock(seconds_left)} left`,
    per_second > 0 && `${per_second.toFixed(1)}/s`,
    tokens_per_second > 0 && `${Math.round(tokens_per_second)} tokens/s`,
    in_flight > 0 && `${in_flight} in flight`,
  ].filter((fact) => fact !== false);
}

/** As many of the parts, from the first on, as fit into `width` columns; always the first. */
function fitting(parts: readonly string[], width: number): string {
  let line = '';
  for (const part of parts) {
    const longer = line === '' ? part : `${line}  ${part}`;
    if (line !== '' && longer.length > width) break;
    line = longer;
  }
  return line;
}

interface View {
  /** Milliseconds between two views. */
  readonly every: number;
  show(all: readonly TargetCounts[]): void;
  say(line: string): void;
  end(): void;
}

const sayPlainly = (line: string): void => void tell(`${line}\n`);

/** Columns of the longest bar, and of a terminal that does not say how many it has. */
const BAR = 24;
const COLUMNS = 80;

function barLine(stream: NodeJS.WriteStream): GenericFormatter {
  return ({ barCompleteString = '', barIncompleteString = '' }, { progress }, payload) => {
    const { name, counts } = payload as { readonly name: string; readonly counts: TargetCounts };
    const columns = stream.columns ?? COLUMNS;
    const size = Math.min(BAR, Math.floor(columns / 5));
    const full = Math.round(progress * size);
    const bar = barCompleteString.slice(0, full) + barIncompleteString.slice(0, size - full);
    const head = `${name} ${bar} ${Math.floor(100 * progress)}% ${counts.done}/${counts.total}`;
    // The last column stays free: some terminals break the line there.
    return fitting([head, ...facts(counts)], columns - 1);
  };
}

async function bars(stream: NodeJS.WriteStream): Promise<View> {
  // Only a terminal has a use for it.
  const { default: cliProgress } = await import('cli-progress');
  const shown = new Map<string, SingleBar>();
  const multi = new cliProgress.MultiBar(
    { format: barLine(stream), stream, barsize: BAR, emptyOnZero: true, gracefulExit: false },
    cliProgress.Presets.shades_classic,
  );
  return {
    every: BAR_EVERY,
    show(all) {
      const width = Math.max(...all.map(({ target }) => target.length));
      for (const counts of all) {
        const payload = { name: escapeHidden(counts.target).padEnd(width), counts };
        const bar = shown.get(counts.target) ?? multi.create(counts.total, counts.done, payload);
        shown.set(counts.target, bar);
        bar.update(counts.done, payload);
      }
    },
    say(line) {
      multi.log(`${line}\n`);
      multi.update();
    },
    end: () => multi.stop(),
  };
}

function lines(stream: NodeJS.WriteStream): View {
  /** What was written of a target last: the report may judge what was done before. */
  const last = new Map<string, string>();
  return {
    every: LINE_EVERY,
    show(all) {
      const width = Math.max(...all.map(({ target }) => target.length));
      for (const counts of all) {
        const { target, done, total, judged } = counts;
        const news = `${done} ${judged}`;
        if (last.get(target) === news) continue;
        last.set(target, news);
        const name = escapeHidden(target).padEnd(width);
        stream.write(`${[name, `${done}/${total}`, ...facts(counts)].join('  ')}\n`);
      }
    },
    say: sayPlainly,
    end: () => {},
  };
}

/** A line of JSON on standard output every second. */
const json: View = {
  every: 1000,
  show: (targets) => void printData(`${JSON.stringify({ event: 'progress', targets })}\n`),
  say: sayPlainly,
  end: () => {},
};

const quiet: Progress = { onPlan: () => {}, onSample: () => {}, say: sayPlainly, end: () => {} };

/** Progress for one run, on standard error but for JSON. */
export async function showProgress(
  counts: RunCounts,
  form: ProgressForm = 'shown',
  stream: NodeJS.WriteStream = process.stderr,
): Promise<Progress> {
  if (form === 'quiet') return quiet;
  const view = form === 'json' ? json : stream.isTTY ? await bars(stream) : lines(stream);
  let timer: NodeJS.Timeout | undefined;
  const show = (): void => view.show(counts.all());
  /** Nothing goes on any more, also where questions are left. */
  const showEnd = (): void => view.show(counts.all().map((one) => ({ ...one, seconds_left: null })));
  return {
    onPlan(plan) {
      counts.begin(plan);
      show();
      timer = setInterval(show, view.every);
    },
    onSample: (sample) => counts.add(sample),
    say: view.say,
    end(report) {
      clearInterval(timer);
      if (report !== undefined) counts.settle(report);
      if (timer !== undefined) showEnd();
      view.end();
    },
  };
}
