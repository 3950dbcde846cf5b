/** The report as JUnit's XML, as CI servers read it: a suite a target, a case a row of its changes; a rate that is worse fails. */

import { namesOf, type Pair, pairsOf, simulatedTargets } from '../arrange.js';
import { subjectOf } from '../columns/index.js';
import {
  escapeHidden,
  languageName,
  percent,
  pointsWithBounds,
  pValue,
  SIMULATED,
  sizes,
} from '../display/index.js';
import { provenanceOf } from '../provenance.js';
import { seriesSentence } from '../series-shown.js';
import { csvOfTarget, targetNotes } from '../tables.js';
import type { Comparison, Examples, Report, TargetReport } from '../types.js';
import { judgedBefore, warningText } from '../warnings.js';
import { xmlOf } from '../xml.js';

const TEMPLATE = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="offscript report" tests="{{tests}}" failures="{{failures}}" errors="0" skipped="0">
{{#each suites}}
  <testsuite name="{{name}}" tests="{{cases.length}}" failures="{{failures}}" errors="0" skipped="0">
    <properties>
      {{#each properties}}
      <property name="{{name}}" value="{{value}}"/>
      {{/each}}
    </properties>
    {{#each cases}}
    <testcase classname="{{classname}}" name="{{name}}">
      {{#if failure}}
      <failure message="{{failure}}" type="{{verdict}}">{{text}}</failure>
      {{else}}
      <system-out>{{text}}</system-out>
      {{/if}}
    </testcase>
    {{/each}}
    <system-out>{{text}}</system-out>
  </testsuite>
{{/each}}
</testsuites>
`;

interface Case {
  readonly classname: string;
  readonly name: string;
  readonly verdict: string;
  /** Why it failed; empty where it did not. */
  readonly failure: string;
  readonly text: string;
}

function caseOf(row: Comparison): Case {
  const { verdict, language, baseline_rate: before, candidate_rate: after } = row;
  const figures = `${percent(before.rate)} → ${percent(after.rate)}, ${pointsWithBounds(row)} points`;
  const fails = verdict === 'worse' || verdict === 'degraded';
  const signs = row.collapse === undefined ? '' : `: ${row.collapse.join(', ')}`;
  return {
    classname: `offscript.${row.measure}`,
    name: escapeHidden(`${subjectOf(row)}, ${languageName(language)}`),
    verdict,
    failure: fails ? `${verdict}${signs}` : '',
    text: escapeHidden(
      `${verdict}: ${figures}; n = ${sizes(row)}, units: ${row.units}, adjusted p ${pValue(row.p_adjusted)}`,
    ),
  };
}

/** A case without a verdict, where nothing is compared: CI servers take a suite without cases for a mistake. */
const measured = ({ script_mixing: rate }: TargetReport): Case => ({
  classname: 'offscript.script_mixing',
  name: 'Script mixing, All languages',
  verdict: '',
  failure: '',
  text: `${rate.mixed} of ${rate.of}, not compared`,
});

const propertiesOf = (report: Report, target: TargetReport) =>
  csvOfTarget(report, target).map(({ measure, language = '*', script = '*', count, of, rate }) => ({
    name: escapeHidden([measure, language, script].join(' ')),
    value: [count, of, rate].map((value) => value ?? '').join(' '),
  }));

/** Its properties are the lines of the CSV: count, of, rate. Whatever a target or a model is called, it is text. */
export function renderJunit(report: Report, _examples?: Examples): string {
  const called = namesOf(report);
  const simulated = simulatedTargets(report);
  const name = (id: string): string => `${called(id)}${simulated.has(id) ? ` (${SIMULATED})` : ''}`;
  const pairs = new Map<string, Pair>(pairsOf(report).map((pair) => [pair.candidate, pair]));
  const suites = report.targets.map((target) => {
    const pair = pairs.get(target.id);
    const cases = pair?.rows.map(caseOf) ?? [measured(target)];
    const warnings = (report.warnings ?? []).filter((warning) => warning.target === target.id);
    const said = [
      ...warnings.map((warning) => `Warning. ${warningText(warning)}`),
      ...judgedBefore(report),
      ...(report.series?.steps.at(-1)?.target === target.id ? [seriesSentence(report.series, name)] : []),
      ...(pair?.beside ?? []),
      ...targetNotes(target, 'markdown'),
      provenanceOf(report),
    ];
    return {
      name: escapeHidden(
        pair === undefined ? name(target.id) : `${name(target.id)} against ${name(pair.baseline)}`,
      ),
      properties: propertiesOf(report, target),
      cases,
      failures: cases.filter(({ failure }) => failure !== '').length,
      text: escapeHidden(said.join(' ')),
    };
  });
  return xmlOf(TEMPLATE, {
    suites,
    tests: suites.reduce((sum, { cases }) => sum + cases.length, 0),
    failures: suites.reduce((sum, { failures }) => sum + failures, 0),
  });
}
