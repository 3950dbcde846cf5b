/** How likely answers were to have another script in them, by the probabilities of their tokens, beside how many have. */

import { type OffScript, offScriptUnder, type Policy } from '../../../detectors/bare/index.js';
import { type LanguageRow, languageRows, wholeRows } from '../../arrange.js';
import { type CsvValue, csvRate, language, number, target, text, viewOf } from '../../cells.js';
import { count, escapeHidden, NO_NUMBER, percent, percentWithBounds, plural } from '../../display/index.js';
import {
  type LatentReport,
  LatentTally,
  type LatentValue,
  latentOf,
  latentReport,
  samplerOf,
  type Withheld,
} from '../../latent/index.js';
import type { CellReport, Rate } from '../../types.js';
import type { Measure } from './measure.js';

/** What it adds to the report of a target and of a language. */
export interface LatentFields {
  /** Missing where no answer has probabilities. */
  readonly latent?: LatentReport;
}

const offScript = new WeakMap<Policy, OffScript>();

function offUnder(policy: Policy): OffScript {
  const known = offScript.get(policy) ?? offScriptUnder(policy);
  offScript.set(policy, known);
  return known;
}

/** Why a rate is not shown, in a line. */
export function whyWithheld(withheld: Withheld): string {
  switch (withheld.kind) {
    case 'greedy':
      return 'at temperature 0 nothing is drawn: there is no more to learn than what was counted';
    case 'no_alternatives':
      return 'no other tokens were given: ask for them by “logprobs: 20”';
    case 'beyond':
      return `${withheld.setting} changes probabilities after they are given; where the server gives those behind it, say “logprobs_of: sampler”`;
    case 'unusable':
      return `of ${count(withheld.answers)} of ${plural(withheld.of, 'answer')} the tokens are not the text of the answer, or their probabilities add up to more than 1`;
    case 'bare':
      return `in ${percent(withheld.share)} of the places the server gives no other token than the one that was drawn`;
    case 'drawn_otherwise':
      return `the likeliest token was drawn in ${percent(withheld.likeliest)} of the places, and by the probabilities that should be ${percent(withheld.expected)}: say in “sampling” and “extra_body” what the server cuts off (temperature, top_k, top_p, min_p), or “logprobs_of” whose probabilities it gives`;
    case 'disagrees':
      return `${count(withheld.counted)} were counted, and by the probabilities it should be ${count(withheld.expected)}: tokens are not drawn as they say`;
    case 'open':
      return `between ${percent(withheld.least)} and ${percent(withheld.most)}: the rest is among tokens that are not listed. “logprobs: 20” lists most, and with “top_k: 20” or less all`;
  }
}

const asRate = ({ rate, low, high }: LatentReport): Rate => ({ mixed: 0, of: 0, rate, low, high });

const worth = ({ worth: times }: LatentReport): string =>
  times === null ? NO_NUMBER : `${times < 10 ? times.toFixed(1) : count(times)} times`;

const csvOf = ({ latent }: LatentFields): CsvValue[] => {
  if (latent === undefined) return [];
  const { slips, rate, low, high, worth: times, left_out: left } = latent;
  const nothing = { count: null, low: null, high: null };
  return [
    csvRate('script_runs', slips),
    ...(rate === null ? [] : [{ measure: 'latent_script_runs', count: null, of: slips.of, rate, low, high }]),
    ...(times === null ? [] : [{ measure: 'latent_worth', of: slips.of, rate: times, ...nothing }]),
    ...(left === undefined
      ? []
      : [{ measure: 'latent_left_out', ...nothing, count: left, of: null, rate: null }]),
  ];
};

type Row = LanguageRow<CellReport & { readonly latent: LatentReport }>;

/** `another script, before exemptions: counted 3.1% (1.2–7.9), by probabilities 2.4% (1.9–3.1), worth 7.3 times the answers`. */
function lineOf({ latent }: LatentFields): string[] {
  if (latent === undefined) return [];
  const { slips, rate, withheld, worth: times } = latent;
  const counted = `another script, before exemptions: counted ${percentWithBounds(slips)}`;
  if (rate !== null)
    return [
      `${counted}, by probabilities ${percentWithBounds(asRate(latent))}${times === null ? '' : `, worth ${worth(latent)} the answers`}`,
    ];
  return withheld === undefined ? [] : [`${counted}; not by probabilities: ${whyWithheld(withheld)}`];
}

export const latent: Measure<'latent', LatentTally, LatentFields, LatentFields> = {
  id: 'latent',
  judge:
    () =>
    ({ case: { sample, target: settings = {} }, policy }): LatentValue | undefined => {
      const { logprobs, answer } = sample;
      if (logprobs === undefined || logprobs.length === 0) return undefined;
      const sampler = samplerOf(settings);
      if (sampler.given === 'model' && sampler.temperature <= 0) return { untold: 'greedy' };
      if (sampler.beyond !== undefined) return { untold: `beyond ${sampler.beyond}` };
      return latentOf(logprobs, answer ?? '', sampler, offUnder(policy));
    },
  empty: () => new LatentTally(),
  tally: (state, value, { prompt }) => state.add(prompt, value),
  merge: (state, other, { promptOf }) => state.merge(other, promptOf),
  toJSON: (state) => state.toJSON(),
  fromJSON: (json) => LatentTally.fromJSON(json),
  ofTarget: (languages) => fieldsOf([...languages.values()]),
  ofLanguage: (state) => fieldsOf([state]),
  latentOf: (state) => state,
  columns: {
    target: [{ csv: csvOf }],
    language: [{ csv: ({ cell }) => csvOf(cell) }],
    sections: [
      {
        id: 'latent',
        title: 'By probabilities',
        lead: () =>
          'Answers with a letter of another script before any exemption (code, quotations and names count): counted, and by the probabilities of the tokens that could have been drawn, up to the first such letter. Both estimate the same rate, the second one from the near misses too.',
        view: (report, place) => {
          const rows = [...wholeRows(report), ...languageRows(report)].flatMap((row): Row[] => {
            const own: CellReport & LatentFields = row.language === '*' ? row.target : row.cell;
            return own.latent === undefined ? [] : [{ ...row, cell: { ...own, latent: own.latent } }];
          });
          const isWithheld = rows.some(({ cell }) => cell.latent.withheld !== undefined);
          return viewOf<Row>(
            [
              { head: 'Language', cell: (row) => language(row.language), html: { scope: 'rowgroup' } },
              { head: 'Target', cell: (row) => target(row.target.id), html: { class: 'subject' } },
              { head: 'n', align: 'right', cell: ({ cell }) => number(count(cell.latent.slips.of)) },
              {
                head: 'Counted (95% interval)',
                align: 'right',
                cell: ({ cell }) => number(percentWithBounds(cell.latent.slips)),
                html: { head: 'Counted', small: '95% interval' },
              },
              {
                head: 'By probabilities (95% interval)',
                align: 'right',
                cell: ({ cell }) => number(percentWithBounds(asRate(cell.latent))),
                html: { head: 'By probabilities', small: '95% interval' },
              },
              {
                head: 'Worth the answers',
                align: 'right',
                cell: ({ cell }) => number(worth(cell.latent)),
              },
              ...(isWithheld
                ? [
                    {
                      head: 'Not shown, as',
                      cell: ({ cell }: Row) =>
                        text(cell.latent.withheld === undefined ? '' : whyWithheld(cell.latent.withheld)),
                    },
                  ]
                : []),
            ],
            rows,
            place,
          );
        },
      },
    ],
    notes: (report, place) => (place === 'terminal' ? lineOf(report).map(escapeHidden) : []),
  },
};

function fieldsOf(states: readonly LatentTally[]): LatentFields {
  const found = latentReport(states);
  return found === undefined ? {} : { latent: found };
}
