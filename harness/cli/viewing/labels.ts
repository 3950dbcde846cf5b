/** Labels in a browser: of answers that were drawn, by the question of their draw; and of findings, which are kept apart and enter no rate. */

import { countedAs, findingKinds } from '../../../detectors/core/index.js';
import { UserError } from '../../../files/index.js';
import { escapeHidden, RATE_NAMES, scriptName } from '../../../reports/display/index.js';
import {
  type Correctable,
  type Draw,
  type FindingLabel,
  findingLabels,
  LABEL_QUESTIONS,
  type LabelledDraw,
  labelledDraws,
  type ShownText,
} from '../../../reports/index.js';
import type { JsonObject, RunStore } from '../../../store/index.js';
import type { Library } from './search/index.js';
import type { Read } from './shown.js';

/** Milliseconds for which labels that were read are taken for all: others may add some. */
const FRESH = 1000;

/** Findings of a sample that can be labelled, and UTF-16 code units of one that are shown. */
const MOST = 50;
const LONGEST = 60;

/** What was labelled of a run. */
interface Labelled {
  readonly draws: readonly LabelledDraw[];
  readonly findings: ReadonlyMap<string, boolean>;
}

/** What a page shows of the labels of a sample. */
export interface LabelsView {
  readonly run: number;
  readonly draws: readonly {
    readonly rate: Correctable;
    readonly question: string;
    readonly present: boolean | null | undefined;
  }[];
  readonly findings: readonly {
    readonly place: string;
    readonly title: string;
    readonly text: string;
    readonly right: boolean | undefined;
  }[];
}

const keysOf = ({ strata }: Draw): readonly string[] => strata.flatMap(({ keys }) => keys);

/** The last draw of each rate: reports take that one. */
const lastDraws = (draws: readonly LabelledDraw[]): LabelledDraw[] => [
  ...new Map(draws.map((one) => [`${one.draw.rate} ${one.draw.language}`, one])).values(),
];

const placeOf = (channel: string, { start, end }: { readonly start: number; readonly end: number }): string =>
  `${channel} ${start} ${end}`;

const kindNames: ReadonlyMap<string, string> = new Map(findingKinds.map(({ kind, name }) => [kind, name]));

/** Whether a finding makes an answer one that a rate counts. */
const isOfRate = (rate: Correctable, as: string): boolean =>
  rate === as || (rate === 'mixing' && (as === 'script_mixing' || as === 'word_mixing'));

export class Labelling {
  readonly #library: Library;
  readonly #known = new Map<RunStore, { readonly at: number; readonly labelled: Labelled }>();

  constructor(library: Library) {
    this.#library = library;
  }

  async #of(run: number): Promise<Labelled> {
    const store = this.#library.catalogs[run]?.store;
    if (store === undefined) return { draws: [], findings: new Map() };
    const known = this.#known.get(store);
    if (known !== undefined && Date.now() - known.at < FRESH) return known.labelled;
    const records: JsonObject[] = [];
    for await (const record of store.labels()) records.push(record);
    const labelled = { draws: lastDraws(await labelledDraws(records)), findings: findingLabels(records) };
    this.#known.set(store, { at: Date.now(), labelled });
    return labelled;
  }

  /** The draws of all runs by their rates, with how many of their answers have no label yet. */
  async draws(): Promise<{ readonly value: Correctable; readonly label: string }[]> {
    const left = new Map<Correctable, { all: number; left: number }>();
    for (const run of this.#library.catalogs.keys())
      for (const { draw, labels } of (await this.#of(run)).draws) {
        const sum = left.get(draw.rate) ?? { all: 0, left: 0 };
        left.set(draw.rate, sum);
        for (const key of keysOf(draw)) {
          sum.all++;
          if (!labels.has(key)) sum.left++;
        }
      }
    return [...left].map(([value, sum]) => ({
      value,
      label: `${RATE_NAMES[value]} (${sum.left} of ${sum.all} left)`,
    }));
  }

  /** The rows of what was drawn for a rate. */
  async rows(rate: string): Promise<ReadonlySet<number>[]> {
    const all: ReadonlySet<number>[] = [];
    for (const [run, catalog] of this.#library.catalogs.entries()) {
      const { draws } = await this.#of(run);
      const keys = draws.flatMap(({ draw }) => (draw.rate === rate ? keysOf(draw) : []));
      all.push(new Set(keys.flatMap((key) => catalog.rowOf(key) ?? [])));
    }
    return all;
  }

  async view({ hit: { run }, sample, shown }: Read): Promise<LabelsView> {
    const { draws, findings } = await this.#of(run);
    const marked = shown.texts.flatMap((text: ShownText) =>
      text.findings.map((finding) => ({ finding, place: placeOf(text.channel, finding) })),
    );
    return {
      run,
      draws: draws.flatMap(({ draw, labels }) =>
        keysOf(draw).includes(sample.key)
          ? [{ rate: draw.rate, question: LABEL_QUESTIONS[draw.rate], present: labels.get(sample.key) }]
          : [],
      ),
      findings: marked.slice(0, MOST).map(({ finding, place }) => ({
        place,
        title: `${scriptName(finding.script)}, ${kindNames.get(finding.kind) ?? finding.kind}`,
        text: escapeHidden(finding.text.slice(0, LONGEST)),
        right: findings.get(`${sample.key} ${place}`),
      })),
    };
  }

  /** Keeps what somebody says of a sample. Throws UserError for what cannot be said of it. */
  async add(value: JsonObject, read: Read): Promise<void> {
    const { run } = read.hit;
    const store = this.#library.catalogs[run]?.store;
    if (store === undefined) return;
    const { draws } = await this.#of(run);
    const { key } = read.sample;
    const drawn = draws.filter(({ draw }) => keysOf(draw).includes(key));
    const labelled_at = new Date().toISOString();
    this.#known.delete(store);
    if (value.finding === undefined) {
      const { rate, present } = value;
      const of = drawn.find(({ draw }) => draw.rate === rate);
      if (of === undefined)
        throw new UserError('the answer was not drawn for this rate', 'rate', 'draw with offscript label');
      if (typeof present !== 'boolean' && present !== null)
        throw new UserError('it is neither true nor false nor null', 'present');
      await store.addLabel({ kind: 'label', rate: of.draw.rate, key, present, labelled_at, seen: 'marks' });
      return;
    }
    const { right, finding: place } = value;
    if (typeof right !== 'boolean') throw new UserError('it is neither true nor false', 'right');
    const [text, finding] =
      read.shown.texts
        .flatMap((one) => one.findings.map((found) => [one, found] as const))
        .find(([one, found]) => placeOf(one.channel, found) === place) ?? [];
    if (text === undefined || finding === undefined)
      throw new UserError('the answer has no such finding', 'finding');
    const { start, end, kind, script } = finding;
    const label: FindingLabel = {
      kind: 'finding',
      key,
      channel: text.channel,
      start,
      end,
      found: kind,
      script,
      right,
      labelled_at,
    };
    await store.addLabel({ ...label });
    // One finding that is right makes the answer one that the rate counts; that one is wrong says nothing of the rest.
    for (const { draw, labels } of drawn)
      if (
        right &&
        text.channel === 'answer' &&
        isOfRate(draw.rate, countedAs(finding)) &&
        labels.get(key) !== true
      )
        await store.addLabel({
          kind: 'label',
          rate: draw.rate,
          key,
          present: true,
          labelled_at,
          seen: 'marks',
        });
  }
}
