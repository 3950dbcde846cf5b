/** Rates with their intervals, a line each. */

import { percentWithBounds } from '../../../display/index.js';
import type { Rate, Verdict } from '../../../types.js';
import { ACCENT, GROUND, INK, verdictColor, verdictSymbol } from './colors.js';
import { drawn } from './drawing.js';
import type { Drawing } from './picture.js';

/** What a line of dots is about. */
export interface Dotted {
  /** Whole where it is short. */
  readonly name: string;
  readonly rate: Pick<Rate, 'rate' | 'low' | 'high'>;
  /** How it stands to what it is compared with; missing where it is not. */
  readonly verdict?: Verdict | undefined;
  /** What stands beside it, behind its rate. */
  readonly beside?: string | undefined;
}

/** Lines of a drawing; of more than these the rest is left to tables. */
export const MOST_DOTS = 40;

/** Units of a letter. */
const UNIT = 6.7;

/** Letters that are about twice as wide: Hangul, kana, Han, and what is above the first plane. */
const WIDE = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]|[^\0-\uffff]/u;

/** How many letters of common width a text is as wide as. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (WIDE.test(letter) ? 2 : 1), 0);

function cutTo(most: number, name: string): string {
  if (widthOf(name) <= most) return name;
  let kept = '';
  for (const letter of name) {
    if (widthOf(kept + letter) > most - 1) break;
    kept += letter;
  }
  return `${kept}…`;
}

interface Line {
  readonly key: string;
  readonly name: string;
  readonly at: number;
  readonly low: number;
  readonly high: number;
  readonly color: string;
  readonly open: boolean;
  readonly symbol: 'triangle' | 'circle';
  readonly said: string;
}

/** How it is drawn: its width in units, and how values are written beside their lines and under the axis. */
interface Written {
  readonly width: number;
  readonly said: (rate: Dotted['rate']) => string;
  readonly tick: (value: number) => string;
}

const PLAIN: Written = {
  width: 420,
  said: percentWithBounds,
  tick: (value) => `${Number((value * 100).toFixed(2))}%`,
};

/** Room of a label under the axis. */
const TICK = 46;

/** Null where nothing has a rate. */
export function dots(title: string, all: readonly Dotted[], written: Partial<Written> = {}): Drawing | null {
  const { width, said, tick } = { ...PLAIN, ...written };
  const most = Math.floor(width / 3 / UNIT);
  const lines = all.slice(0, MOST_DOTS).flatMap(({ name, rate, verdict, beside }, i): Line[] => {
    if (rate.rate === null) return [];
    return [
      {
        key: String(i),
        name: cutTo(most, name),
        at: rate.rate,
        low: rate.low ?? rate.rate,
        high: rate.high ?? rate.rate,
        color: verdict === undefined ? ACCENT : verdictColor(verdict),
        open: verdict === 'inconclusive',
        symbol: verdictSymbol(verdict),
        said: beside === undefined ? said(rate) : `${said(rate)} · ${beside}`,
      },
    ];
  });
  if (lines.length === 0) return null;
  const names = new Map(lines.map(({ key, name }) => [key, name]));
  const left = 16 + UNIT * Math.max(...lines.map(({ name }) => widthOf(name)));
  const right = 16 + UNIT * Math.max(...lines.map((line) => widthOf(line.said)));
  const ticks = Math.max(1, Math.min(5, Math.floor((width - left - right) / TICK)));
  const max = Math.max(0.02, ...lines.map(({ high }) => high));
  const label = `${title}: ${lines.map((line) => `${line.name} ${line.said}`).join('; ')}`;
  const svg = drawn(label, (plot) => ({
    width,
    height: 44 + 24 * lines.length,
    marginLeft: left,
    marginRight: right,
    marginTop: 8,
    marginBottom: 30,
    x: { domain: [0, max], tickFormat: tick, ticks, label: null },
    y: {
      domain: lines.map(({ key }) => key),
      tickFormat: (key: string) => names.get(key) ?? '',
      label: null,
      tickSize: 0,
    },
    symbol: { type: 'identity' },
    marks: [
      plot.gridX({ ticks, stroke: 'var(--line)', strokeOpacity: 1 }),
      plot.ruleX([0], { stroke: 'var(--soft)' }),
      plot.ruleY(lines, { y: 'key', x1: 'low', x2: 'high', stroke: 'color', strokeWidth: 2 }),
      plot.dot(lines, {
        x: 'at',
        y: 'key',
        r: 4.5,
        fill: ({ open, color }: Line) => (open ? GROUND : color),
        stroke: 'color',
        strokeWidth: 2,
        symbol: 'symbol',
      }),
      plot.text(lines, {
        frameAnchor: 'right',
        y: 'key',
        text: 'said',
        dx: right - 4,
        textAnchor: 'end',
        fill: INK,
      }),
    ],
  }));
  return { svg };
}
