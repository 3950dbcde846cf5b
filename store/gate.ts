/** What a suite says about its gate: when a candidate may be released. docs/formats.md describes each field. */

import * as v from 'valibot';
import { COUNTED, canonicalTag, isScript } from '../detectors/bare/index.js';
import { languageTag } from './detection/index.js';
import { byName } from './mappings/index.js';

/** Rates that a gate may hang on. */
export const GATED = ['mixing', ...COUNTED, 'wrong_language'] as const;
export type Gated = (typeof GATED)[number];

/** What else of the answers may get worse. */
const BESIDES = ['repeats', 'copies', 'loops', 'error', 'refused', 'empty'] as const;

const measure = v.picklist(GATED);
const text = v.pipe(v.string(), v.minLength(1, 'must not be empty'));
const language = v.pipe(languageTag, v.transform(canonicalTag));
const place = v.union([v.literal('*'), language], 'must be a language tag, or * for all of them together');

const points = v.pipe(
  v.number('must be a number of points, such as 1'),
  v.gtValue(0, 'must be more than 0'),
  v.maxValue(100, 'must be at most 100'),
);

const PERCENT = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/;

/** The fraction that a share of a suite stands for: `2%` and 2 are 0.02. */
export const fractionOf = (share: number | string): number =>
  (typeof share === 'number' ? share : Number(PERCENT.exec(share)?.[1])) / 100;

const share = v.pipe(
  v.union([v.number(), v.string()], 'must be a share such as 2%'),
  v.check((written) => {
    const fraction = fractionOf(written);
    return fraction > 0 && fraction <= 1;
  }, 'must be a share such as 2%, more than 0% and at most 100%'),
);

/** How findings name Chinese in one of its forms. */
const HAN: readonly string[] = ['Hans', 'Hant'];

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const isDay = (written: string): boolean => {
  const time = Date.parse(`${written}T00:00:00Z`);
  return DAY.test(written) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(written);
};

const waiver = v.pipe(
  v.strictObject({
    language: v.exactOptional(place),
    script: v.exactOptional(
      v.union(
        [
          v.literal('*'),
          v.pipe(
            v.string(),
            v.check((code) => isScript(code) || HAN.includes(code)),
          ),
        ],
        'must be a script of ISO 15924, such as Hani, or *',
      ),
    ),
    measure: v.exactOptional(v.picklist([...GATED, ...BESIDES])),
    until: v.pipe(
      v.string('must be a day such as 2027-01-31'),
      v.check(isDay, 'must be a day such as 2027-01-31'),
    ),
    why: text,
  }),
  v.check(
    ({ language: where, script, measure: what }) => [where, script, what].some((one) => one !== undefined),
    'must name a "language", a "script" or a "measure": else it would waive everything',
  ),
);

export const gateSchema = v.strictObject({
  margin: v.exactOptional(points),
  on: v.exactOptional(v.pipe(v.array(measure), v.minLength(1, 'must name at least one rate'))),
  max: v.exactOptional(byName(place, share)),
  undecided: v.exactOptional(v.picklist(['undecided', 'fail', 'pass'])),
  waive: v.exactOptional(v.array(waiver)),
});

/** As it is written in a suite, and in `run.json`. */
export type GateSettings = v.InferOutput<typeof gateSchema>;
export type Waiver = v.InferOutput<typeof waiver>;

export const inferenceSchema = v.picklist(['prompts', 'these_prompts']);
