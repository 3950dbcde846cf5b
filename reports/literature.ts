/** The literature's measures over the samples of a target: pass rates of the Language Confusion Benchmark, indices of mixing. */

import {
  integrationIndex,
  type LanguageTag,
  type LcbCell,
  type LcbRates,
  type LcbTally,
  lcbAverages,
  lcbRates,
  lcbTally,
  mergeLcbTallies,
  multilingualIndexOf,
} from '../detectors/index.js';
import type { MixingUnits, ResponseMeasures } from './judging/index.js';
import type { LcbPassRates, LcbReport, LcbTaskReport, MixingIndices } from './types.js';

/** As the benchmark's published code takes them, so that averages are comparable: a rate of nothing is 1. */
const COMPATIBLE = { emptyPasses: true } as const;

/** What the benchmark averages over: a source of prompts within a task. `*` where a run knows of none. */
interface Place {
  readonly task: string;
  readonly source: string;
}

const ANYWHERE: Place = { task: '*', source: '*' };

/** `score` names the benchmark's prompts TASK/SOURCE/LANGUAGE/ROW. */
function placeOf(prompt: string, language: LanguageTag): Place {
  const [task = '', source = '', tag, row, ...more] = prompt.split('/');
  const known = /^(mono|cross)lingual$/.test(task) && tag === language && row !== undefined;
  return known && more.length === 0 ? { task, source } : ANYWHERE;
}

interface Cell extends Place {
  readonly language: LanguageTag;
  tally: LcbTally;
}

/** Sums over the scored responses of one language. */
class MixingTally {
  #responses = 0;
  #mixed = 0;
  #codeMixing = 0;
  #entropy = 0;
  #pairs = 0;
  #switches = 0;
  readonly #counts = new Map<string, number>();

  add({ counts, pairs, switches, codeMixing, entropy }: MixingUnits): void {
    this.#responses++;
    if (codeMixing > 0) this.#mixed++;
    this.#codeMixing += codeMixing;
    this.#entropy += entropy;
    this.#pairs += pairs;
    this.#switches += switches;
    for (const [tag, count] of counts) this.#counts.set(tag, (this.#counts.get(tag) ?? 0) + count);
  }

  report(): MixingIndices {
    const share = (sum: number, of: number): number | null => (of === 0 ? null : sum / of);
    return {
      responses: this.#responses,
      mixed: this.#mixed,
      cmi: share(this.#codeMixing, this.#responses),
      cmi_mixed: share(this.#codeMixing, this.#mixed),
      m_index: this.#responses === 0 ? null : multilingualIndexOf([...this.#counts.values()]),
      i_index:
        this.#responses === 0 ? null : integrationIndex({ pairs: this.#pairs, switches: this.#switches }),
      confusion_entropy: share(this.#entropy, this.#responses),
    };
  }
}

const ratesOf = ({ lpr, wpr, lcpr, lineAccuracy }: LcbRates): LcbPassRates => ({
  lpr,
  wpr,
  lcpr,
  line_accuracy: lineAccuracy,
});

/** The measures of one target. */
export class LiteratureTally {
  readonly #cells = new Map<string, Cell>();
  readonly #mixing = new Map<LanguageTag, MixingTally>();

  add(language: LanguageTag, prompt: string, { lcb, mixing }: ResponseMeasures): void {
    const { task, source } = placeOf(prompt, language);
    const name = `${task}/${source}/${language}`;
    const before = this.#cells.get(name);
    const one = lcbTally([lcb]);
    if (before === undefined) this.#cells.set(name, { task, source, language, tally: one });
    else before.tally = mergeLcbTallies([before.tally, one]);
    if (mixing === null) return;
    const tally = this.#mixing.get(language) ?? new MixingTally();
    this.#mixing.set(language, tally);
    tally.add(mixing);
  }

  /** Over all responses of a language, whatever their task and source. */
  lcb(language: LanguageTag): LcbReport {
    const cells = [...this.#cells.values()].filter((cell) => cell.language === language);
    const tally = mergeLcbTallies(cells.map((cell) => cell.tally));
    const { responses, judged, lineErrors, wordErrors } = tally;
    return {
      responses,
      judged,
      line_errors: lineErrors,
      word_errors: tally.words ? wordErrors : null,
      ...ratesOf(lcbRates(tally, COMPATIBLE)),
    };
  }

  mixing(language: LanguageTag): MixingIndices {
    return (this.#mixing.get(language) ?? new MixingTally()).report();
  }

  /** The benchmark's macro averages, its tasks apart. */
  tasks(): Readonly<Record<string, LcbTaskReport>> {
    const byTask = new Map<string, LcbCell[]>();
    for (const { task, source, language, tally } of this.#cells.values()) {
      const cell = { source, language, rates: lcbRates(tally, COMPATIBLE) };
      const cells = byTask.get(task);
      if (cells === undefined) byTask.set(task, [cell]);
      else cells.push(cell);
    }
    const sorted = [...byTask].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted.map(([task, cells]) => [task, taskReport(cells)]));
  }
}

function taskReport(cells: readonly LcbCell[]): LcbTaskReport {
  const { overall, bySource, byLanguage } = lcbAverages(cells);
  const named = (rates: ReadonlyMap<string, LcbRates>): Record<string, LcbPassRates> =>
    Object.fromEntries(
      [...rates].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => [name, ratesOf(one)]),
    );
  return { ...ratesOf(overall), sources: named(bySource), languages: named(byLanguage) };
}
