/** Script mixing by the tags of prompts. */

import * as v from 'valibot';
import { csvRate } from '../../cells.js';
import { escapeHidden } from '../../display/index.js';
import { rateOf } from '../../rates.js';
import type { Cluster } from '../../statistics/index.js';
import type { Rate } from '../../types.js';
import { pooledFor } from '../../units.js';
import { columnFrom } from '../column.js';
import type { Measure } from './measure.js';

/** What it adds to the report of a target. */
export interface TagFields {
  /** By tag script mixing of scored answers; missing where no prompt has a tag. */
  readonly by_tag?: Readonly<Record<string, Rate>>;
}

/** The tags of prompts, by their numbers; few prompts have tags that no other one has. */
interface State {
  readonly lists: Map<string, readonly string[]>;
  readonly of: Map<number, readonly string[]>;
}

/** Tags of one target that are counted: somebody may have a tag a prompt. */
const MOST = 1000;

const stored = v.pipe(
  v.strictObject({
    lists: v.array(v.array(v.string())),
    prompts: columnFrom(0),
    /** Of each prompt the number of its list. */
    of: columnFrom(0),
  }),
  v.check(
    ({ lists, prompts, of }) => prompts.length === of.length && of.every((list) => list < lists.length),
    'columns that do not fit each other',
  ),
);

const empty = (): State => ({ lists: new Map(), of: new Map() });

/** Adds tags of a prompt; runs may say different ones of it. */
function add({ lists, of }: State, prompt: number, tags: readonly string[]): void {
  const known = of.get(prompt) ?? [];
  if (tags.every((tag) => known.includes(tag))) return;
  const all = [...new Set([...known, ...tags])].sort();
  const name = JSON.stringify(all);
  const list = lists.get(name) ?? all;
  lists.set(name, list);
  of.set(prompt, list);
}

export const tags: Measure<'tags', State, TagFields, object> = {
  id: 'tags',
  judge:
    () =>
    ({ case: { tags: own } }) =>
      own,
  empty,
  tally: (state, own, { prompt }) => add(state, prompt, own),
  merge(state, other, { promptOf }) {
    for (const [prompt, own] of other.of) add(state, promptOf(prompt), own);
  },
  toJSON({ lists, of }) {
    const numbers = new Map([...lists.values()].map((list, i) => [list, i]));
    return {
      lists: [...lists.values()],
      prompts: Int32Array.from(of.keys()),
      of: Int32Array.from(of.values(), (list) => numbers.get(list) ?? 0),
    };
  },
  fromJSON(json) {
    const state = empty();
    const { lists, prompts, of } = v.parse(stored, json);
    for (const [i, prompt] of prompts.entries()) add(state, prompt, lists[of[i] ?? 0] ?? []);
    return state;
  },
  ofTarget(languages, { inference, outcomes }) {
    const clusters = new Map<string, Cluster[]>();
    for (const [language, { of }] of languages)
      for (const [prompt, cluster] of outcomes
        .get(language)
        ?.numberedClusters({ measure: 'script_mixing' }) ?? [])
        for (const tag of (cluster.trials > 0 && of.get(prompt)) || []) {
          const own = clusters.get(tag) ?? [];
          clusters.set(tag, own);
          own.push(cluster);
        }
    if (clusters.size === 0 || clusters.size > MOST) return {};
    return {
      by_tag: Object.fromEntries(
        [...clusters]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([tag, own]) => [tag, rateOf(pooledFor(inference, own))]),
      ),
    };
  },
  ofLanguage: () => ({}),
  columns: {
    target: [
      {
        csv: ({ by_tag = {} }) =>
          Object.entries(by_tag).map(([tag, rate]) =>
            csvRate(`script_mixing_tag_${escapeHidden(tag)}`, rate),
          ),
      },
    ],
  },
};
