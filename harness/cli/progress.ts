/** Progress of a run: a bar for each target on a terminal, a line now and then elsewhere. On standard error. */

import cliProgress from 'cli-progress';
import { escapeHidden } from '../../reports/index.js';
import type { RunOptions } from '../run/index.js';

/** Milliseconds between lines where there is no terminal. */
const EVERY = 5000;

export interface Progress extends Pick<RunOptions, 'onPlan' | 'onSample'> {
  end(): void;
}

interface Counts {
  readonly total: number;
  done: number;
  failed: number;
}

/** Progress for one run. `end` must be called when the run ends, also by an error. */
export function showProgress(stream: NodeJS.WriteStream = process.stderr): Required<Progress> {
  const counts = new Map<string, Counts>();
  const bars = new Map<string, cliProgress.SingleBar>();
  let multi: cliProgress.MultiBar | undefined;
  let timer: NodeJS.Timeout | undefined;
  let shown = '';

  function line(): void {
    const parts = [...counts].map(
      ([target, { total, done, failed }]) =>
        `${escapeHidden(target)} ${done}/${total}${failed > 0 ? ` (${failed} failed)` : ''}`,
    );
    const text = parts.join('  ');
    if (text !== shown) stream.write(`${text}\n`);
    shown = text;
  }

  return {
    onPlan(plan) {
      for (const { target, total, done } of plan) counts.set(target, { total, done, failed: 0 });
      if (!stream.isTTY) {
        line();
        timer = setInterval(line, EVERY);
        return;
      }
      const width = Math.max(...plan.map(({ target }) => target.length));
      multi = new cliProgress.MultiBar(
        {
          format: '{name} {bar} {percentage}% {value}/{total}  {failed} failed  {eta_formatted} left',
          stream,
        },
        cliProgress.Presets.shades_classic,
      );
      for (const { target, total, done } of plan) {
        bars.set(target, multi.create(total, done, { name: escapeHidden(target).padEnd(width), failed: 0 }));
      }
    },
    onSample({ target, error }) {
      const count = counts.get(target);
      if (count === undefined) return;
      count.done++;
      if (error !== undefined) count.failed++;
      bars.get(target)?.update(count.done, { failed: count.failed });
    },
    end() {
      multi?.stop();
      clearInterval(timer);
      if (!stream.isTTY && counts.size > 0) line();
    },
  };
}
