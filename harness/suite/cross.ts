/** What may stand under `cross` in a suite: checkpoints, endpoints and parameters of sampling, each with the others. */

import * as v from 'valibot';
import { byName } from '../../store/mappings/index.js';
import { countCells } from './cells.js';
import { listAxes } from './sampled.js';
import { connectionEntries, model } from './target.js';
import { count, id, text } from './values.js';

/** Cells of a plan that are more than anybody means to ask, unless it says so; and those that no plan may have. */
const MOST = 64;
const MOST_EVER = 1000;

const checkpoints = v.pipe(
  byName(id, model),
  v.check((given) => Object.keys(given).length > 0, 'must name at least one checkpoint'),
);

const { sampling: _, system, extra_body, template, api, logprobs, ...connection } = connectionEntries;

const endpoint = v.strictObject({
  ...connection,
  api,
  label: v.exactOptional(text),
  /** What it calls checkpoints; null for one that it does not serve. */
  models: v.exactOptional(byName(v.string(), v.nullable(model))),
});

const endpoints = v.pipe(
  byName(id, endpoint),
  v.check((given) => Object.keys(given).length > 0, 'must name at least one endpoint'),
);

const crossFields = v.strictObject({
  checkpoint: checkpoints,
  endpoint: endpoints,
  sampling: v.exactOptional(listAxes),
  /** `full`: every setting with every other; `each`: one parameter at a time changed from the first setting. */
  plan: v.exactOptional(v.picklist(['full', 'each'])),
  most: v.exactOptional(v.pipe(count, v.maxValue(MOST_EVER, `must be at most ${MOST_EVER}`))),
  with: v.exactOptional(
    v.strictObject({
      sampling: connectionEntries.sampling,
      system,
      extra_body,
      template,
      logprobs,
    }),
  ),
});

export type Cross = v.InferOutput<typeof crossFields>;

/** Checkpoints that an endpoint has a name for and the plan does not know. */
function strangers(checkpoint: Cross['checkpoint'], all: Cross['endpoint']): string[] {
  const named = Object.values(all).flatMap(({ models = {} }) => Object.keys(models));
  return [...new Set(named)].filter((name) => !Object.hasOwn(checkpoint, name));
}

/** Parameters that are crossed and set for all. */
function setTwice(axes: NonNullable<Cross['sampling']>, common: Cross['with']): string[] {
  const set = { ...common?.sampling, ...common?.extra_body };
  return Object.keys(axes).filter((name) => Object.hasOwn(set, name));
}

export const crossSchema = v.pipe(
  crossFields,
  v.forward(
    v.partialCheck(
      [['checkpoint'], ['endpoint']],
      ({ checkpoint, endpoint: all }) => strangers(checkpoint, all).length === 0,
      ({ input: { checkpoint, endpoint: all } }) =>
        `names models of ${strangers(checkpoint, all).join(', ')}, which "checkpoint" does not have`,
    ),
    ['endpoint'],
  ),
  v.forward(
    v.partialCheck(
      [['sampling'], ['with']],
      ({ sampling = {}, with: common }) => setTwice(sampling, common).length === 0,
      ({ input: { sampling = {}, with: common } }) =>
        `sets ${setTwice(sampling, common).join(', ')}, which "sampling" crosses`,
    ),
    ['with'],
  ),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { most = MOST, plan } = dataset.value;
    const cells = countCells(dataset.value);
    if (cells <= most) return;
    const each =
      plan === 'full' || plan === undefined ? countCells({ ...dataset.value, plan: 'each' }) : cells;
    const less = each < cells ? `, or \`plan: each\` for ${each}` : '';
    const more =
      cells <= MOST_EVER ? `say \`most: ${cells}\` if that is meant` : `at most ${MOST_EVER} are possible`;
    addIssue({ message: `crosses to ${cells} targets, more than ${most}; ${more}${less}` });
  }),
);
