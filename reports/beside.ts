/** What became of the answers besides their rates of mixing, in sentences: signs of collapse, and how long the answers are. */

import { languageName, percent, times } from './display/index.js';
import type { Sign } from './judging/index.js';
import type { CollapseSign, Comparison, LengthChange } from './types.js';

const did: Readonly<Record<Sign, string>> = {
  repeats: 'repeat those to other prompts',
  copies: 'copy their prompt',
  loops: 'loop',
};

/** Languages that are named; a suite may have fifty. */
const NAMED = 5;

/** What a rate that fell is worth beside this. */
const WORTH = '; that fewer are mixed or in another language is no improvement';

/** The rows of mixing by any script, where answers got worse: languages, and all of them where that is seen in all together only. */
function collapsedRows(rows: readonly Comparison[]): Comparison[] {
  const found = rows.filter(
    ({ measure, script, collapse = [] }) => measure === 'mixing' && script === '*' && collapse.length > 0,
  );
  const languages = found.filter(({ language }) => language !== '*');
  return languages.length > 0 ? languages : found;
}

/** The sentences about one candidate and baseline. */
export function besideOf(rows: readonly Comparison[], lengths: readonly LengthChange[]): string[] {
  const saysOf = (sign: CollapseSign, language: string): string => {
    if (sign === 'shorter') {
      const change = lengths.find((row) => row.language === language);
      return change === undefined
        ? 'are shorter'
        : `are ${times(change)} as long, which alone would bring the rate down so far`;
    }
    const row = rows.find((other) => other.language === language && other.measure === sign);
    if (row === undefined) return did[sign];
    return `${did[sign]} ${percent(row.baseline_rate.rate)} → ${percent(row.candidate_rate.rate)}`;
  };
  const collapsed = collapsedRows(rows);
  const told = collapsed.slice(0, NAMED).map(({ language, collapse = [] }) => {
    const where = language === '*' ? '' : ` in ${languageName(language)}`;
    const signs = collapse.map((sign) => saysOf(sign, language)).join(', ');
    const fell = rows.some((row) => row.language === language && row.verdict === 'degraded');
    return `Answers got worse${where}: they ${signs}${fell ? WORTH : ''}.`;
  });
  const more = collapsed.length - told.length;
  const whole =
    lengths.find(({ language }) => language === '*') ?? (lengths.length === 1 ? lengths[0] : undefined);
  return [
    ...told,
    ...(more > 0 ? [`So they did in ${more} more languages.`] : []),
    ...(whole === undefined || whole.ratio === null
      ? []
      : [`Answers are ${times(whole)} as long as the baseline's.`]),
  ];
}
