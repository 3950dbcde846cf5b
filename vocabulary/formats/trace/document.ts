/** A trace in sections, for the terminal and the page. */

import { shortened } from '../../../files/index.js';
import { count, NO_NUMBER, plural } from '../../../reports/display/index.js';
import { LEAST_SAMPLES } from '../../coverage/index.js';
import { SIGNS, type Trace, type TracedProbe, type TracedToken } from '../../trace/index.js';
import { cosineShown, number } from '../cosines.js';
import {
  type Cell,
  type Document,
  left,
  notGivenSection,
  right,
  type Section,
  token,
} from '../document/index.js';
import { className, languageOfClass, languageOfText, listedToken } from '../names.js';

/** UTF-16 code units of a token, and of the text where it stands over the page. */
const LONGEST = 32;
const LONGEST_TEXT = 60;

/** `e5 98 89`. */
const bytesShown = (bytes: string): string => bytes.replace(/..(?=.)/g, '$& ');

/** A token in its letters; by its bytes where these are none. */
const tokenText = ({ text, bytes }: Pick<TracedToken, 'text' | 'bytes'>): string =>
  text === null ? `<${bytesShown(bytes)}>` : shortened(JSON.stringify(text), LONGEST);

/** Tokens as cells, in the letters of the language that the text is in. */
const cellFor =
  (text: string) =>
  (one: TracedToken): Cell => ({
    text: tokenText(one),
    language: languageOfClass(one.class) ?? languageOfText(text),
  });

function signsText({ signs, coverage }: TracedToken): string {
  return signs
    .map((sign) =>
      sign === 'uncovered' && coverage !== null
        ? `written in ${coverage.samples === 0 ? 'no sample' : plural(coverage.samples, 'sample')}`
        : SIGNS[sign],
    )
    .join('; ');
}

function tokensSection({ text, places, tokens }: Trace): Section {
  const known = new Map(tokens.map((one) => [one.id, one]));
  const cell = cellFor(text);
  const withPieces = places.some((place) => place.piece_of !== null);
  return {
    id: 'tokens',
    title: 'Its tokens',
    lead: 'In order, and what speaks for each being one that a model cannot write.',
    table: {
      columns: [
        token('token'),
        right('id'),
        { ...left('bytes'), code: true },
        left('class'),
        ...(withPieces ? [token('piece of')] : []),
        left('signs'),
      ],
      rows: places.flatMap(({ id, piece_of: whole }): Cell[][] => {
        const one = known.get(id);
        if (one === undefined) return [];
        return [
          [
            cell(one),
            String(id),
            bytesShown(one.bytes),
            className(one.class),
            ...(withPieces
              ? [{ text: whole === null ? '' : JSON.stringify(whole), language: languageOfText(whole) }]
              : []),
            signsText(one),
          ],
        ];
      }),
    },
  };
}

function coverageSection({ text, coverage, tokens }: Trace): Section[] {
  if (coverage === null) return [];
  const cell = cellFor(text);
  return [
    {
      id: 'coverage',
      title: 'In training data',
      lead: `In how many of ${plural(coverage.samples, 'sample')} it is something to write: fewer than ${LEAST_SAMPLES} are few. Read: it stands in what the model is only given.`,
      table: {
        columns: [token('token'), right('samples'), right('times to write'), right('times to read')],
        rows: tokens.map((one) => [
          cell(one),
          count(one.coverage?.samples ?? null),
          count(one.coverage?.targets ?? null),
          count(one.coverage?.read ?? null),
        ]),
      },
    },
  ];
}

/** `0.42`, `12.3`: digits that tell a token out of 200,000. */
const percentileShown = (value: number | null): string =>
  value === null ? NO_NUMBER : `${value < 1 ? value.toPrecision(2) : value.toFixed(1)}%`;

function driftSection({ text, drift, tokens }: Trace): Section[] {
  if (drift === null) return [];
  const cell = cellFor(text);
  const isMeasured = tokens.some((one) => one.drift?.l2 !== null && one.drift?.l2 !== undefined);
  const listed = tokens.some((one) => one.drift !== null && one.drift.at_least !== null);
  return [
    {
      id: 'drift',
      title: 'How far its rows moved',
      lead: `The cosine of each row before and after, and its place among ${plural(drift.rows, 'row')}: the first moved furthest.`,
      table: {
        columns: [
          token('token'),
          right('cosine'),
          right('place'),
          right('of all'),
          ...(isMeasured ? [right('L2 difference'), right('norm before'), right('after')] : []),
        ],
        rows: tokens.map((one) => {
          const { drift: own } = one;
          return [
            cell(one),
            own !== null && own.cosine === null && own.at_least !== null
              ? `≥ ${cosineShown(own.at_least)}`
              : cosineShown(own?.cosine ?? null),
            count(own?.rank ?? null),
            percentileShown(own?.percentile ?? null),
            ...(isMeasured
              ? [number(own?.l2 ?? null), number(own?.norm_base ?? null), number(own?.norm_post ?? null)]
              : []),
          ];
        }),
      },
      notes: [
        `${drift.base} → ${drift.post}`,
        ...(listed
          ? [
              `Behind ≥ is the highest cosine of the list: these are not among the most changed${drift.without_cosine === 0 ? '' : `, or of the ${plural(drift.without_cosine, 'row')} without a cosine`}.`,
            ]
          : []),
      ],
    },
  ];
}

/** Neighbours that are shown. */
const NEIGHBOURS = 5;

function neighbourSection({ text, tokens }: Trace): Section[] {
  const found = tokens.filter((one) => one.neighbours !== null);
  if (found.length === 0) return [];
  const cell = cellFor(text);
  const list = (own: NonNullable<TracedToken['neighbours']>['base']): Cell => ({
    list: own.slice(0, NEIGHBOURS).map((one) => ({
      text: shortened(listedToken(one), LONGEST),
      language: languageOfText(one.text) ?? languageOfText(text),
    })),
  });
  return [
    {
      id: 'neighbours',
      title: 'Its neighbours',
      lead: 'The tokens with the closest rows. A token that was forgotten is among others than before.',
      table: {
        columns: [token('token'), token('before'), token('after'), right('kept')],
        rows: found.flatMap((one) =>
          one.neighbours === null
            ? []
            : [
                [
                  cell(one),
                  list(one.neighbours.base),
                  list(one.neighbours.post),
                  `${one.neighbours.kept} of ${one.neighbours.base.length}`,
                ],
              ],
        ),
      },
    },
  ];
}

const VERDICTS: Readonly<Record<TracedProbe['verdict'], string>> = {
  written: 'written',
  forgotten: 'forgotten',
  undecided: 'undecided',
  not_asked: 'not asked for',
};

function probeText({ verdict, written, of, probability }: TracedProbe): string {
  const answers = of === null || of === 0 ? [] : [`${written} of ${of} answers`];
  const chance = probability === null ? [] : [`probability ${probability.toPrecision(2)}`];
  const how = [...answers, ...chance];
  return how.length === 0 ? VERDICTS[verdict] : `${VERDICTS[verdict]} (${how.join(', ')})`;
}

function probeSection({ text, probe, tokens }: Trace): Section[] {
  if (probe === null) return [];
  const cell = cellFor(text);
  return [
    {
      id: 'probe',
      title: 'Whether the model writes it',
      lead: 'Asked to repeat it: forgotten is what is written in at most 1 of 5 answers.',
      table: {
        columns: [token('token'), ...probe.map(({ target }) => left(target))],
        rows: tokens.map((one) => [
          cell(one),
          ...probe.map(({ target }): Cell => {
            const own = one.probe?.find((each) => each.target === target);
            if (own === undefined) return NO_NUMBER;
            return own.verdict === 'forgotten' ? { text: probeText(own), verdict: 'worse' } : probeText(own);
          }),
        ]),
      },
    },
  ];
}

const NAMES: Readonly<Record<Trace['not_given'][number]['what'], string>> = {
  coverage: 'what training data has of it',
  drift: 'how far its rows moved',
  neighbours: 'its neighbours',
  probe: 'whether the model writes it',
};

function overviewOf({ places, tokens, tokenizer }: Trace): string {
  const marked = tokens.filter(({ signs }) =>
    signs.some((sign) => sign === 'uncovered' || sign === 'drifted' || sign === 'forgotten'),
  );
  const named = marked.slice(0, NEIGHBOURS).map((one) => `${tokenText(one)} (${signsText(one)})`);
  const more = marked.length - named.length;
  return [
    `${plural(places.length, 'token')} by ${tokenizer.path}`,
    ...(marked.length === 0
      ? []
      : [`of note: ${named.join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}`]),
  ].join('; ');
}

/** A trace in sections: its tokens, then what each source says of them, then what was not given. */
export function traceDocument(trace: Trace): Document {
  return {
    title: `Trace of ${JSON.stringify(shortened(trace.text, LONGEST_TEXT))}`,
    language: languageOfText(trace.text),
    overview: overviewOf(trace),
    sections: [
      tokensSection(trace),
      ...coverageSection(trace),
      ...driftSection(trace),
      ...neighbourSection(trace),
      ...probeSection(trace),
      ...notGivenSection(trace.not_given, NAMES),
    ],
  };
}
