/** Progress of a run: a bar for each target on a terminal, lines now and then elsewhere, JSON for programs. */

import cliProgress from 'cli-progress';
import { escapeHidden } from '../../reports/index.js';
import type { RunOptions } from '../run/index.js';
import type { RunCounts, TargetCounts } from './counts.js';

/** Milliseconds between two bars, and between two lines where there is no terminal. */
const BAR_EVERY = 250;
const LINE_EVERY = 5000;

export type ProgressForm = 'shown' | 'quiet' | 'json';

export interface Progress extends Required<Pick<RunOptions, 'onPlan' | 'onSample'>> {
  /** Shows the last state; must be called when the run ends, also by an error. */
  end(): void;
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

/** What stands behind a target's counts: only what there is to say. */
function facts(counts: TargetCounts): string {
  const { failed, retries, in_flight, per_second, tokens_per_second, seconds_left, scored, mixed } = counts;
  return [
    per_second > 0 && `${per_second.toFixed(1)}/s`,
    in_flight > 0 && `${in_flight} in flight`,
    tokens_per_second > 0 && `${Math.round(tokens_per_second)} tokens/s`,
    failed > 0 && `${failed} failed`,
    retries > 0 && `${retries} ${retries === 1 ? 'retry' : 'retries'}`,
    scored > 0 && `${((100 * mixed) / scored).toFixed(1)}% mixed`,
    seconds_left !== null && counts.done < counts.total && `${clock(seconds_left)} left`,
  ]
    .filter((fact) => fact !== false)
    .join('  ');
}

interface View {
  /** Milliseconds between two views. */
  readonly every: number;
  show(all: readonly TargetCounts[]): void;
  end(): void;
}

function bars(stream: NodeJS.WriteStream): View {
  const shown = new Map<string, cliProgress.SingleBar>();
  const multi = new cliProgress.MultiBar(
    { format: '{name} {bar} {percentage}% {value}/{total}  {facts}', stream },
    cliProgress.Presets.shades_classic,
  );
  return {
    every: BAR_EVERY,
    show(all) {
      const width = Math.max(...all.map(({ target }) => target.length));
      for (const counts of all) {
        const name = escapeHidden(counts.target).padEnd(width);
        const bar = shown.get(counts.target) ?? multi.create(counts.total, counts.done, { name, facts: '' });
        shown.set(counts.target, bar);
        bar.update(counts.done, { name, facts: facts(counts) });
      }
    },
    end: () => multi.stop(),
  };
}

function lines(stream: NodeJS.WriteStream): View {
  const last = new Map<string, number>();
  return {
    every: LINE_EVERY,
    show(all) {
      const width = Math.max(...all.map(({ target }) => target.length));
      for (const counts of all) {
        const { target, done, total } = counts;
        if (last.get(target) === done) continue;
        last.set(target, done);
        stream.write(`${escapeHidden(target).padEnd(width)}  ${done}/${total}  ${facts(counts)}`.trimEnd());
        stream.write('\n');
      }
    },
    end: () => {},
  };
}

/** A line of JSON on standard output every second. */
const json: View = {
  every: 1000,
  show: (targets) => void process.stdout.write(`${JSON.stringify({ event: 'progress', targets })}\n`),
  end: () => {},
};

const quiet: Progress = { onPlan: () => {}, onSample: () => {}, end: () => {} };

/** Progress for one run, on standard error but for JSON. */
export function showProgress(
  counts: RunCounts,
  form: ProgressForm = 'shown',
  stream: NodeJS.WriteStream = process.stderr,
): Progress {
  if (form === 'quiet') return quiet;
  const view = form === 'json' ? json : stream.isTTY ? bars(stream) : lines(stream);
  let timer: NodeJS.Timeout | undefined;
  const show = (): void => view.show(counts.all());
  return {
    onPlan(plan) {
      counts.begin(plan);
      show();
      timer = setInterval(show, view.every);
    },
    onSample: (sample) => counts.add(sample),
    end() {
      clearInterval(timer);
      if (timer !== undefined) show();
      view.end();
    },
  };
}
