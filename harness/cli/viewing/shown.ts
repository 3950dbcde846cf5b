/** Samples that were found, read from their runs and judged again: as pages show them, and as they are copied. */

import { renderArticles } from '../../../reports/formats/html/index.js';
import { type ArticleView, articleView } from '../../../reports/formats/html/samples/index.js';
import {
  caseOf,
  type Judged,
  promptOf,
  recordOfSample,
  type ShownSample,
  shownSample,
} from '../../../reports/index.js';
import type { ClosableJudge } from '../../../reports/judging/threads/index.js';
import type { PromptRecord, Sample } from '../../../store/index.js';
import type { Hit, Library } from './search/index.js';

/** A sample that was found. */
export interface Read {
  readonly hit: Hit;
  readonly sample: Sample;
  readonly prompt: PromptRecord | undefined;
  readonly judged: Judged;
  readonly shown: ShownSample;
}

export class Reader {
  readonly #library: Library;
  readonly #judge: ClosableJudge;

  constructor(library: Library, judge: ClosableJudge) {
    this.#library = library;
    this.#judge = judge;
  }

  /** The samples of these rows, in their order; those that are not there any more are left out. */
  async read(hits: readonly Hit[]): Promise<Read[]> {
    const found = new Map<Hit, Read>();
    for (const [run, catalog] of this.#library.catalogs.entries()) {
      const own = hits.filter((hit) => hit.run === run);
      if (own.length === 0) continue;
      const { detection = {}, targets } = catalog.head.manifest;
      const given = new Map(targets.map((target) => [target.id, target]));
      const stored: {
        readonly hit: Hit;
        readonly sample: Sample;
        readonly prompt: PromptRecord | undefined;
      }[] = [];
      let i = 0;
      for await (const sample of catalog.store.at(own.map(({ row }) => catalog.place(row)))) {
        const hit = own[i++];
        // The run may have been written anew since it was indexed.
        if (hit === undefined || sample === undefined || catalog.rowOf(sample.key) !== hit.row) continue;
        const record = catalog.prompt(hit.row);
        const prompt = record && promptOf(new Map([[record.id, record]]), sample);
        stored.push({ hit, sample, prompt });
      }
      async function* cases() {
        for (const { sample, prompt } of stored) yield caseOf(sample, prompt, given.get(sample.target));
      }
      i = 0;
      for await (const judged of this.#judge.judge(cases(), detection)) {
        const one = stored[i++];
        if (one === undefined) continue;
        const { hit, prompt } = one;
        const target = this.#library.targetName(run, catalog.rows.target(hit.row));
        const shown = shownSample(judged.case.sample, judged.judgement, target, prompt);
        found.set(hit, { ...one, judged, shown });
      }
    }
    return hits.flatMap((hit) => found.get(hit) ?? []);
  }
}

const views = (all: readonly Read[]): ArticleView[] => all.map(({ shown }) => articleView(shown));

/** The articles of samples, as HTML. */
export const articlesOf = (all: readonly Read[]): string[] => renderArticles(views(all));

/** A sample as it is copied. */
export const recordOf = ({ sample, prompt, shown }: Read): Readonly<Record<string, unknown>> =>
  recordOfSample(sample, prompt, shown);
