/** The report as SARIF 2.1.0 (OASIS), as code scanning reads it: what got worse, and the flagged answers with the place of each finding. */

import { namesOf, pairsOf } from '../arrange.js';
import { subjectOf } from '../columns/index.js';
import { escapeHidden, languageName, percent, pointsWithBounds, sizes } from '../display/index.js';
import type { State } from '../judging/index.js';
import { provenanceOf } from '../provenance.js';
import type { ShownSample, ShownText } from '../samples/index.js';
import { seriesSentence } from '../series-shown.js';
import { csvOfTarget, targetNotes } from '../tables.js';
import type { Comparison, Examples, Report, Verdict } from '../types.js';
import { judgedBefore, warningText } from '../warnings.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json';

/** Plain text of a message: brackets would make links of it, braces placeholders (SARIF 3.11). */
const message = (text: string): { readonly text: string } => ({
  text: escapeHidden(text)
    .replace(/[\\[\]]/g, '\\$&')
    .replace(/[{}]/g, '$&$&'),
});

/** A path of names below nothing, as a URI reference. */
const uriOf = (names: readonly string[]): string =>
  names.map((name) => encodeURIComponent(name.toWellFormed())).join('/');

/** What a comparison is to a reader of results: only what fails has a level. */
const KINDS: Readonly<Record<Verdict, { readonly kind: string; readonly level: string }>> = {
  worse: { kind: 'fail', level: 'error' },
  degraded: { kind: 'fail', level: 'error' },
  better: { kind: 'pass', level: 'none' },
  inconclusive: { kind: 'open', level: 'none' },
};

function changeResult(row: Comparison, called: (id: string) => string, runUri: string) {
  const {
    baseline,
    candidate,
    baseline_rate: before,
    candidate_rate: after,
    p: _,
    collapse,
    ...figures
  } = row;
  const { measure, language, script, verdict } = figures;
  const subject = `${subjectOf(row)}, ${languageName(language)}`;
  const change = `${percent(before.rate)} → ${percent(after.rate)}, ${pointsWithBounds(row)} points; n = ${sizes(row)}`;
  const signs = collapse === undefined ? '' : ` (${collapse.join(', ')})`;
  return {
    ruleId: `change/${measure}`,
    ...KINDS[verdict],
    message: message(`${called(baseline)} → ${called(candidate)}: ${subject}: ${change}: ${verdict}${signs}`),
    // Code scanning shows no result without a file.
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: runUri } },
        logicalLocations: [{ fullyQualifiedName: uriOf([candidate, language, script]) }],
      },
    ],
    properties: { ...figures, before, after },
  };
}

/** A flagged text of a sample. */
interface Flagged {
  readonly sample: ShownSample;
  readonly of: ShownText;
}

const flaggedOf = ({ shown }: Examples): Flagged[] =>
  shown.flatMap((sample) => sample.texts.flatMap((of) => (of.flagged ? [{ sample, of }] : [])));

const answerUri = ({ sample: { target, prompt_id, repeat }, of: { channel } }: Flagged): string =>
  uriOf(['answers', target, prompt_id, String(repeat), channel]);

/** A finding that lies within the text; others have no place there. */
const isPlaced = ({ start, end }: { start: number; end: number }, { length }: string): boolean =>
  Number.isSafeInteger(start) && Number.isSafeInteger(end) && 0 <= start && start < end && end <= length;

/** Spans of a flagged answer that are told one by one. */
const PLACES = 100;

function answerResult(flagged: Flagged, index: number, called: (id: string) => string) {
  const { target, language, prompt_id, repeat, simulated } = flagged.sample;
  const { state, findings, text, instead, channel } = flagged.of;
  const artifactLocation = { uri: answerUri(flagged), index };
  const placed = findings.filter((finding) => isPlaced(finding, text));
  const kinds = [...new Set(findings.map(({ kind, script }) => `${kind} ${script}`))].join(', ');
  const where = `${called(target)}, ${languageName(language)}, prompt ${prompt_id}, repeat ${repeat}`;
  const what =
    state === 'wrong_language' ? `wrong language${instead === null ? '' : ` (${instead})`}` : state;
  const places = placed.slice(0, PLACES).map(({ start, end, kind, script, text: found }) => ({
    physicalLocation: { artifactLocation, region: { charOffset: start, charLength: end - start } },
    message: message(`${kind}, ${script}: ${found}`),
  }));
  return {
    ruleId: `answer/${state}`,
    kind: 'fail',
    level: 'warning',
    message: message(`${where}: ${what}${kinds === '' ? '' : `: ${kinds}`}`),
    // A result has one place; the others of the same answer stand beside it.
    locations: places.length > 0 ? places.slice(0, 1) : [{ physicalLocation: { artifactLocation } }],
    ...(places.length > 1 && { relatedLocations: places.slice(1) }),
    properties: { target, language, prompt_id, repeat, channel, simulated },
  };
}

/** Of a flagged text, which is scored. */
const RULES: Readonly<Partial<Record<State, string>>> = {
  mixed: 'An answer with text in another script or language',
  wrong_language: 'An answer in another language than the one asked for',
  damaged: 'An answer with text that was broken on its way',
  clean: 'An answer that is mixed in its code alone',
};

const notification = (level: 'warning' | 'note', text: string) => ({ level, message: message(text) });

/**
 * Texts of answers stand in it whole, with offsets in UTF-16 code units; halves of surrogate pairs are U+FFFD, which is as long. The lines
 * of the CSV are properties of the run.
 */
export function renderSarif(report: Report, examples: Examples): string {
  const flagged = flaggedOf(examples);
  const called = namesOf(report);
  const pairs = pairsOf(report);
  const rows = pairs.flatMap((pair) => pair.rows);
  const [first] = report.runs;
  const place = (first?.path ?? 'run').split(/[\\/]/);
  const runUri = uriOf(first?.rows === undefined ? [...place, 'run.json'] : place);
  const results = [
    ...rows.map((row) => changeResult(row, called, runUri)),
    ...flagged.map((one, i) => answerResult(one, i, called)),
  ];
  const described = new Map<string, string>([
    ...rows.map(({ measure }): [string, string] => [
      `change/${measure}`,
      `${subjectOf({ measure, script: '*' })} against the baseline`,
    ]),
    ...flagged.map(({ of: { state } }): [string, string] => [`answer/${state}`, RULES[state] ?? state]),
  ]);
  const said = [
    ...(report.warnings ?? []).map((warning) =>
      notification('warning', `${called(warning.target)}, ${warningText(warning)}`),
    ),
    ...[
      ...judgedBefore(report),
      ...(report.series === undefined ? [] : [seriesSentence(report.series, called)].filter(Boolean)),
      ...pairs.flatMap(({ beside, basis }) => [...beside, basis]),
      ...report.targets.flatMap((target) =>
        targetNotes(target, 'markdown').map((note) => `${called(target.id)}: ${note}`),
      ),
      provenanceOf(report),
      `${examples.shown.length} of ${examples.flagged} flagged samples are shown.`,
    ].map((text) => notification('note', text)),
  ];
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Offscript',
            version: escapeHidden(report.detector.version),
            rules: [...described].map(([id, text]) => ({ id, shortDescription: { text } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: said }],
        artifacts: flagged.map((one) => ({
          location: { uri: answerUri(one) },
          contents: { text: one.of.text },
        })),
        results,
        properties: {
          targets: report.targets.map((target) => ({
            id: target.id,
            ...(target.label !== undefined && { label: target.label }),
            model: target.model,
            simulated: target.simulated,
            values: csvOfTarget(report, target),
          })),
          lengths: report.lengths,
        },
      },
    ],
  };
  return `${JSON.stringify(log, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value), 2)}\n`;
}
