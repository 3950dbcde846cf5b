/** The channels beside the answer, each judged by itself: reasoning, and the arguments of tool calls. */

import * as v from 'valibot';
import {
  countedAs,
  type Detection,
  type Finding,
  type FindingKind,
  isMixing,
  isProse,
  type LanguageTag,
  type Policy,
  type ScriptCode,
} from '../../../detectors/bare/index.js';
import { detectBy } from '../../../detectors/core/index.js';
import { languagesOf } from '../../arrange.js';
import { type CsvValue, csvRate, language, number, target, text, viewOf } from '../../cells.js';
import { rateColumns } from '../../columns/index.js';
import { count, percent, percentWithBounds } from '../../display/index.js';
import { cellOf, scriptRates } from '../../rates.js';
import type { CellReport, Rate, Report, TargetReport } from '../../types.js';
import { CHANNELS, type Channel, channelText } from '../case.js';
import { type TextJudgement, textJudgement } from '../outcome.js';
import { Outcomes, RATES } from '../outcomes.js';
import type { Measure } from './measure.js';

/** A channel beside the answer in one language, over the samples that have it. */
export interface ChannelLanguageReport extends CellReport {
  /** By intruding script; only scripts found in this channel and language of the target. */
  readonly scripts: Readonly<Record<ScriptCode, Rate>>;
}

/** A channel beside the answer. It is in no rate of the answers, and in no comparison. */
export interface ChannelReport extends CellReport {
  readonly languages: Readonly<Record<LanguageTag, ChannelLanguageReport>>;
}

/** What it adds to the report of a target. */
export interface ChannelFields {
  /** Only channels that a sample has. */
  readonly channels?: Readonly<Partial<Record<Channel, ChannelReport>>>;
}

/** What the channels of one sample came to. */
export type JudgedChannels = Readonly<Partial<Record<Channel, TextJudgement>>>;

type State = Map<Channel, Outcomes>;

const channelName = v.picklist(CHANNELS);
const stored = v.record(channelName, v.unknown());

export const channelNames: Readonly<Record<Channel, string>> = {
  reasoning: 'Reasoning',
  tool_calls: 'Tool-call arguments',
};

/** Kinds of finding that a script tells, whatever the language. */
const ofScript: ReadonlySet<FindingKind> = new Set(['script', 'han']);

/** Whether a finding stands in a value that is text for people; a line is a value, or a line of one. */
function isInProse(text: string, { start }: Finding): boolean {
  const newline = text.indexOf('\n', start);
  return isProse(text.slice(text.lastIndexOf('\n', start - 1) + 1, newline < 0 ? text.length : newline));
}

/**
 * A detection as it counts in the channel. Arguments are half a program's own (names of cities, units, codes), which are in Latin
 * script whatever the language: there, only what is in another script counts, in code where it is in no prose, and names alone are as good as words.
 */
function inChannel(text: string, detection: Detection, channel: Channel, { minLetters }: Policy): Detection {
  if (channel !== 'tool_calls') return detection;
  const { wrongLanguage } = detection;
  const findings = detection.findings
    .filter((finding) => !isMixing(finding) || (ofScript.has(finding.kind) && finding.script !== 'Latn'))
    .map((finding): Finding => (isInProse(text, finding) ? finding : { ...finding, zone: 'code' }));
  const wrong = wrongLanguage?.script === 'Latn' ? null : wrongLanguage;
  const tooShort = detection.letters < minLetters;
  const isRight = wrong === null && detection.askedOtherwise === null;
  const counted = new Set(tooShort || !isRight ? [] : findings.map(countedAs));
  const [scriptMixed, wordMixed] = [counted.has('script_mixing'), counted.has('word_mixing')];
  const mixed = scriptMixed || wordMixed;
  const codeMixed = !tooShort && findings.some((finding) => countedAs(finding) === 'code_mixing');
  return { ...detection, findings, wrongLanguage: wrong, tooShort, mixed, scriptMixed, wordMixed, codeMixed };
}

function channelReport(languages: ReadonlyMap<LanguageTag, State>, channel: Channel): ChannelReport | null {
  const found = [...languages].flatMap(([tag, state]) => {
    const outcomes = state.get(channel);
    return outcomes === undefined ? [] : [[tag, outcomes] as const];
  });
  if (found.length === 0) return null;
  const sorted = found.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...cellOf(found.map(([, outcomes]) => outcomes)),
    languages: Object.fromEntries(
      sorted.map(([tag, outcomes]) => [
        tag,
        { ...cellOf([outcomes]), scripts: scriptRates([outcomes], outcomes.scripts()) },
      ]),
    ),
  };
}

interface Row {
  readonly channel: Channel;
  readonly language: LanguageTag | '*';
  readonly target: string;
  readonly cell: CellReport;
}

/** Channel by channel, all languages first, every target that has it. */
function rowsOf(report: Report): Row[] {
  const languages = languagesOf(report);
  return CHANNELS.flatMap((channel) =>
    ['*', ...languages].flatMap((tag) =>
      report.targets.flatMap(({ id, channels }) => {
        const whole = channels?.[channel];
        const cell = tag === '*' ? whole : whole?.languages[tag];
        return cell === undefined ? [] : [{ channel, language: tag, target: id, cell }];
      }),
    ),
  );
}

/** `reasoning_mixing`, `tool_calls_wrong_language` and so on, as the rates of the answers. */
function csvOf({ channels: judged = {} }: TargetReport): CsvValue[] {
  const rows = (channel: string, cell: CellReport, more = {}) => [
    csvRate(`${channel}_mixing`, cell.mixing, more),
    ...RATES.map((name) => csvRate(`${channel}_${name}`, cell[name], more)),
  ];
  return CHANNELS.flatMap((channel) => {
    const whole = judged[channel];
    if (whole === undefined) return [];
    return [
      ...rows(channel, whole),
      ...Object.entries(whole.languages).flatMap(([tag, cell]) => [
        ...rows(channel, cell, { language: tag }),
        ...Object.entries(cell.scripts).map(([script, rate]) =>
          csvRate(`${channel}_mixing`, rate, { language: tag, script }),
        ),
      ]),
    ];
  });
}

export const channels: Measure<'channels', State, ChannelFields, object> = {
  id: 'channels',
  judge: () => (seen) => {
    const judged = CHANNELS.flatMap((channel) => {
      const found = channelText(seen.case.sample, channel);
      if (found === undefined) return [];
      return [
        [
          channel,
          textJudgement(
            found,
            inChannel(found, detectBy(found, seen.policy, seen.context), channel, seen.policy),
            seen.context.identifier,
          ),
        ] as const,
      ];
    });
    return judged.length === 0 ? undefined : Object.fromEntries(judged);
  },
  empty: () => new Map(),
  tally(state, judged, { prompt, repeat }) {
    for (const channel of CHANNELS) {
      const one = judged[channel];
      if (one === undefined) continue;
      const outcomes = state.get(channel) ?? new Outcomes();
      state.set(channel, outcomes);
      outcomes.add(prompt, repeat, one);
    }
  },
  merge(state, other, { promptOf }) {
    for (const [channel, outcomes] of other) {
      const known = state.get(channel) ?? new Outcomes();
      state.set(channel, known);
      known.merge(outcomes, promptOf);
    }
  },
  toJSON: (state) =>
    Object.fromEntries([...state].map(([channel, outcomes]) => [channel, outcomes.toData()])),
  fromJSON(json) {
    const state: State = new Map();
    for (const [channel, outcomes] of Object.entries(v.parse(stored, json)))
      state.set(v.parse(channelName, channel), Outcomes.fromJSON(outcomes));
    return state;
  },
  ofTarget(languages) {
    const found = CHANNELS.flatMap((channel) => {
      const report = channelReport(languages, channel);
      return report === null ? [] : [[channel, report] as const];
    });
    return found.length === 0 ? {} : { channels: Object.fromEntries(found) };
  },
  ofLanguage: () => ({}),
  columns: {
    target: [{ csv: csvOf }],
    sections: [
      {
        id: 'channels',
        title: 'Beside the answer',
        lead: () =>
          'Reasoning and the arguments of tool calls, judged by themselves: they are in no other rate and in no comparison.',
        view: (report, place) =>
          viewOf<Row>(
            [
              {
                head: 'Channel',
                cell: ({ channel }) => text(channelNames[channel]),
                html: { scope: 'row' },
              },
              { head: 'Language', cell: (row) => language(row.language) },
              { head: 'Target', cell: (row) => target(row.target), html: { class: 'subject' } },
              { head: 'n', align: 'right', cell: ({ cell }) => number(count(cell.scored)) },
              ...rateColumns(({ cell }: Row) => cell),
            ],
            rowsOf(report),
            place,
          ),
      },
    ],
    notes: ({ channels: judged = {} }, place) =>
      place !== 'terminal'
        ? []
        : CHANNELS.flatMap((channel) => {
            const cell = judged[channel];
            if (cell === undefined) return [];
            const { mixing, wrong_language, scored } = cell;
            const wrong = `wrong language ${percent(wrong_language.rate)}`;
            return [
              `${channelNames[channel]}: mixing ${percentWithBounds(mixing)}, ${wrong}, n = ${count(scored)}`,
            ];
          }),
  },
};
