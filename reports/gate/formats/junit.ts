/** A gate as JUnit's XML, as CI servers read it: a suite a candidate, a case a row. */

import { escapeHidden } from '../../display/index.js';
import { xmlOf } from '../../xml.js';
import type { GateRules } from '../rules.js';
import type { GateCandidate, GateResult, GateRow } from '../types.js';
import { rowFigures, rowName, rowReason, rowsOf, samplesText, sideName, unansweredText } from '../wording.js';

const TEMPLATE = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="offscript gate" tests="{{tests}}" failures="{{failures}}" errors="{{errors}}" skipped="{{skipped}}">
{{#each suites}}
  <testsuite name="{{name}}" tests="{{tests}}" failures="{{failures}}" errors="{{errors}}" skipped="{{skipped}}">
    {{#each cases}}
    <testcase classname="{{classname}}" name="{{name}}">
      {{#if outcome}}
      <{{outcome}} message="{{message}}"{{#if type}} type="{{type}}"{{/if}}>{{text}}</{{outcome}}>
      {{else}}
      <system-out>{{text}}</system-out>
      {{/if}}
    </testcase>
    {{/each}}
  </testsuite>
{{/each}}
</testsuites>
`;

type Element = 'failure' | 'error' | 'skipped';

/** What stands for what did not pass: undecided is an error, which no server takes for a pass, unless the gate takes it for one. */
function elementOf({ verdict, waived }: GateRow, undecided: GateRules['undecided']): Element | '' {
  if (verdict === 'pass') return '';
  if (waived !== undefined) return 'skipped';
  if (verdict === 'fail') return 'failure';
  return undecided === 'pass' ? 'skipped' : undecided === 'fail' ? 'failure' : 'error';
}

interface Case {
  readonly classname: string;
  readonly name: string;
  readonly outcome: Element | '';
  readonly type: string;
  readonly message: string;
  readonly text: string;
}

const caseOf = (row: GateRow, undecided: GateRules['undecided']): Case => ({
  classname: `offscript.${row.rule}`,
  name: rowName(row),
  outcome: elementOf(row, undecided),
  type: row.verdict,
  message: escapeHidden(
    row.waived === undefined ? rowReason(row) : `waived until ${row.waived.until}: ${row.waived.why}`,
  ),
  text: `${rowFigures(row)}; ${samplesText(row)}`,
});

function suiteOf(candidate: GateCandidate, result: GateResult, undecided: GateRules['undecided']) {
  const { baseline } = result;
  const missing = unansweredText(candidate);
  const cases = [
    ...rowsOf(candidate, result).map((row) => caseOf(row, undecided)),
    ...(missing === undefined
      ? []
      : [
          {
            classname: 'offscript.complete',
            name: 'Every question has an answer',
            outcome: 'error' as const,
            type: 'undecided',
            message: missing,
            text: '',
          },
        ]),
  ];
  const counted = (element: Element): number => cases.filter(({ outcome }) => outcome === element).length;
  return {
    name: `${sideName(candidate.candidate, result)} against ${sideName(baseline, result)}`,
    cases,
    tests: cases.length,
    failures: counted('failure'),
    errors: counted('error'),
    skipped: counted('skipped'),
  };
}

/** `undecided` is what the gate takes an undecided row for. */
export function renderGateJunit(result: GateResult, undecided: GateRules['undecided'] = 'undecided'): string {
  const suites = result.candidates.map((candidate) => suiteOf(candidate, result, undecided));
  const sum = (of: (suite: (typeof suites)[number]) => number): number =>
    suites.reduce((total, suite) => total + of(suite), 0);
  return xmlOf(TEMPLATE, {
    suites,
    tests: sum(({ tests }) => tests),
    failures: sum(({ failures }) => failures),
    errors: sum(({ errors }) => errors),
    skipped: sum(({ skipped }) => skipped),
  });
}
