/** A map of languages and intruding scripts for each target, all on one scale of colours. */

import { scriptsOf } from '../../arrange.js';
import { bounds, count, escapeHidden, percent, scriptName } from '../../display/index.js';
import type { Rate, Report } from '../../types.js';
import { type LanguageLabel, languageLabel, type NameOf, type TargetName } from './labels.js';
import { answersOf } from './links.js';

/** Lower ends of the levels; a rate of 0 has none. Fixed, so that maps of different reports can be compared. */
const levels = [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4] as const;

interface Cell {
  /** Empty where the script was found in no target. */
  readonly text: string;
  readonly title: string;
  /** 1 to 7; 0 where the script was found, but not in this target; `none` where in no target. */
  readonly level: number | 'none';
  /** Where the answers are; null where there are none. */
  readonly href: string | null;
}

/** More columns than this stand one map below the other. */
const COLUMNS_SIDE_BY_SIDE = 5;

/** The map of a target. */
interface HeatMap {
  readonly target: TargetName;
  readonly rows: readonly {
    readonly language: LanguageLabel;
    readonly n: string;
    readonly cells: readonly Cell[];
  }[];
}

export interface HeatView {
  readonly wide: boolean;
  readonly scripts: readonly { readonly name: string; readonly code: string }[];
  readonly scale: readonly { readonly level: number; readonly label: string }[];
  readonly maps: readonly HeatMap[];
  /** Behind a fold. */
  readonly more: readonly HeatMap[];
}

/** Maps in sight; the others are folded. */
const IN_SIGHT = 2;

/** Both sides of what the page begins with before all others. */
function inOrder(
  targets: Report['targets'],
  first: { readonly baseline: string; readonly candidate: string } | undefined,
): Report['targets'] {
  const rank = ({ id }: { readonly id: string }): number =>
    id === first?.baseline ? 0 : id === first?.candidate ? 1 : 2;
  return [...targets].sort((a, b) => rank(a) - rank(b));
}

/** The maps, with the same rows, in this order, and columns for all targets. */
export function heatView(
  report: Report,
  name: NameOf,
  languages: readonly string[],
  first: Parameters<typeof inOrder>[1],
): HeatView {
  const scripts = scriptsOf(report);
  const mapOf = (target: Report['targets'][number]): HeatMap => ({
    target: name(target.id),
    rows: languages.flatMap((tag) => {
      const language = target.languages[tag];
      if (language === undefined) return [];
      return [
        {
          language: languageLabel(tag),
          n: count(language.scored),
          cells: scripts.map((script) =>
            cellOf(language.scripts[script], { candidate: target.id, language: tag, script }),
          ),
        },
      ];
    }),
  });
  const maps = inOrder(report.targets, first).map((target) => mapOf(target));
  return {
    wide: scripts.length > COLUMNS_SIDE_BY_SIDE,
    scripts: scripts.map((code) => ({ name: scriptName(code), code: escapeHidden(code) })),
    scale: levels.map((from, index) => ({ level: index + 1, label: scaleLabel(from, levels[index + 1]) })),
    maps: maps.slice(0, IN_SIGHT),
    more: maps.slice(IN_SIGHT),
  };
}

function cellOf(
  rate: Rate | undefined,
  place: { readonly candidate: string; readonly language: string; readonly script: string },
): Cell {
  if (rate === undefined || rate.rate === null)
    return { text: '', title: 'found in no target', level: 'none', href: null };
  const interval = bounds(rate);
  const title = `${count(rate.mixed)} of ${count(rate.of)}${interval === '' ? '' : `, 95% interval ${interval}%`}`;
  if (rate.mixed === 0) return { text: '0', title, level: 0, href: null };
  return {
    text: percent(rate.rate),
    title,
    level: levels.filter((from) => from <= (rate.rate ?? 0)).length,
    href: answersOf({ ...place, measure: 'mixing' }),
  };
}

function scaleLabel(from: number, to: number | undefined): string {
  if (to === undefined) return `${from * 100}% or more`;
  return from === 0 ? `under ${to * 100}%` : `${from * 100}–${to * 100}%`;
}
