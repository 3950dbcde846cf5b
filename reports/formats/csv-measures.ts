/** Rows of the CSV for what is no rate of the report's own: exemptions, and the literature's measures. */

import type { LanguageTag } from '../../detectors/index.js';
import type {
  ExemptionCounts,
  LanguageReport,
  LcbPassRates,
  LcbReport,
  MixingIndices,
  TargetReport,
} from '../types.js';

/** A value by the name of its measure: `count` of `of`, where it is a share of samples. */
export interface MeasureRow {
  readonly language: LanguageTag | '*';
  readonly measure: string;
  readonly count: number | null;
  readonly of: number | null;
  readonly value: number | null;
}

type Value = Omit<MeasureRow, 'language'>;

function exempted(counts: ExemptionCounts, scored: number): Value[] {
  return Object.entries(counts).map(([reason, { samples }]) => ({
    measure: `exempted_${reason}`,
    count: samples,
    of: scored,
    value: scored === 0 ? null : samples / scored,
  }));
}

const average = (measure: string, value: number | null): Value => ({ measure, count: null, of: null, value });

function passRates({ lpr, wpr, lcpr, line_accuracy }: LcbPassRates, task: string): Value[] {
  const of = task === '*' ? '' : `_${task}`;
  return [
    average(`lcb_lpr${of}`, lpr),
    average(`lcb_wpr${of}`, wpr),
    average(`lcb_lcpr${of}`, lcpr),
    average(`lcb_line_accuracy${of}`, line_accuracy),
  ];
}

function lcb({ judged, line_errors, word_errors, lpr, wpr, lcpr, line_accuracy }: LcbReport): Value[] {
  const passed = judged - line_errors;
  return [
    { measure: 'lcb_lpr', count: passed, of: judged, value: lpr },
    word_errors === null
      ? average('lcb_wpr', wpr)
      : { measure: 'lcb_wpr', count: passed - word_errors, of: passed, value: wpr },
    average('lcb_lcpr', lcpr),
    average('lcb_line_accuracy', line_accuracy),
  ];
}

function indices({
  mixed,
  responses,
  cmi,
  cmi_mixed,
  m_index,
  i_index,
  confusion_entropy,
}: MixingIndices): Value[] {
  return [
    { measure: 'cmi', count: mixed, of: responses, value: cmi },
    average('cmi_mixed', cmi_mixed),
    average('m_index', m_index),
    average('i_index', i_index),
    average('confusion_entropy', confusion_entropy),
  ];
}

function ofLanguage(cell: LanguageReport): Value[] {
  return [
    ...exempted(cell.exemptions, cell.scored),
    ...(cell.lcb === undefined ? [] : lcb(cell.lcb)),
    ...(cell.mixing_indices === undefined ? [] : indices(cell.mixing_indices)),
  ];
}

/** The rows of a target: of all its languages, where such a number exists, then language by language. */
export function measureRows(target: TargetReport): MeasureRow[] {
  const whole = [
    ...exempted(target.exemptions, target.scored),
    ...Object.entries(target.lcb ?? {}).flatMap(([task, rates]) => passRates(rates, task)),
  ];
  return [
    ...whole.map((value) => ({ language: '*', ...value })),
    ...Object.entries(target.languages).flatMap(([language, cell]) =>
      ofLanguage(cell).map((value) => ({ language, ...value })),
    ),
  ];
}
