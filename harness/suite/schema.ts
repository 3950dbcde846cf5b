/** What may stand in a suite, and the types that follow from it. docs/formats.md describes each field. */

import * as v from 'valibot';
import { canonicalTag } from '../../detectors/bare/index.js';
import { PLACES, PROMPT_FIELDS } from '../../prompts/bare/index.js';
import { detectionEntries, languageTag } from '../../store/detection/index.js';
import {
  canarySchema,
  gateSchema,
  inferenceSchema,
  orderProblem,
  orderSchema,
  stepsIn,
  type TargetOrder,
} from '../../store/index.js';
import { crossed } from './cells.js';
import { crossSchema } from './cross.js';
import { missingIn, mitigateSchema, variantsOf } from './mitigate.js';
import { type TargetInput, target } from './target.js';
import { count, id, text } from './values.js';

const seed = v.pipe(
  v.number(),
  v.integer('must be a whole number'),
  v.safeInteger('must be below 2^53: of a larger number the last digits would be lost'),
);
const language = v.pipe(languageTag, v.transform(canonicalTag));

const choice = {
  tags: v.exactOptional(v.array(text)),
  sample: v.exactOptional(count),
  seed: v.exactOptional(seed),
  cross_lingual: v.exactOptional(
    v.strictObject({
      to: v.pipe(v.array(language), v.minLength(1, 'must name at least one language')),
      place: v.exactOptional(
        v.pipe(
          v.array(v.picklist(PLACES, `must be ${PLACES.join(', ')}`)),
          v.minLength(1, 'must name at least one place'),
        ),
      ),
      instruction_language: v.exactOptional(language),
      instruction: v.exactOptional(
        v.pipe(
          text,
          v.regex(/\{\{\s*language\s*\}\}/, 'must hold {{language}}, where the name of the language stands'),
        ),
      ),
    }),
  ),
};

const fields = v.strictObject(v.entriesFromList(PROMPT_FIELDS, v.exactOptional(text)));

const languages = v.exactOptional(
  v.pipe(v.array(language), v.minLength(1, 'must name at least one language')),
);

/** One source of prompts, and what is taken of it. */
const prompts = v.pipe(
  v.strictObject({
    language: v.exactOptional(language),
    pack: v.exactOptional(text),
    file: v.exactOptional(text),
    languages,
    fields: v.exactOptional(fields),
    ...choice,
  }),
  v.check(
    ({ language: tag, pack, file }) =>
      file === undefined ? (tag === undefined) !== (pack === undefined) : pack === undefined,
    'must name a "language" or a "pack" that comes with Offscript, or a "file"',
  ),
  v.check(
    ({ file, fields: named }) => named === undefined || file !== undefined,
    'has "fields", and no "file"',
  ),
);

const noTarget = (name: string | undefined, targets: readonly { readonly id: string }[]): string =>
  `there is no target "${name}"; the targets are ${targets.map(({ id: own }) => own).join(', ')}`;

const problemOfOrder = (
  order: TargetOrder | undefined,
  targets: readonly { readonly id: string }[],
): string | undefined =>
  order &&
  orderProblem(
    stepsIn(order),
    targets.map(({ id: own }) => own),
  );

const written = v.strictObject({
  name: v.exactOptional(
    v.pipe(
      id,
      v.check((name) => !name.includes('/'), 'must not hold a /'),
    ),
  ),
  seed: v.exactOptional(seed),
  repeats: v.exactOptional(count),
  baseline: v.exactOptional(text),
  inference: v.exactOptional(inferenceSchema),
  gate: v.exactOptional(gateSchema),
  order: v.exactOptional(orderSchema),
  vendors: v.exactOptional(v.strictObject({ reference: v.exactOptional(text) })),
  targets: v.exactOptional(v.pipe(v.array(target), v.minLength(1, 'must have at least one target'))),
  canary: v.exactOptional(canarySchema),
  cross: v.exactOptional(crossSchema),
  mitigate: v.exactOptional(mitigateSchema),
  prompts: v.pipe(v.array(prompts), v.minLength(1, 'must have at least one entry')),
  ...detectionEntries,
});

type Written = v.InferOutput<typeof written>;
type Targets = v.InferOutput<typeof target>[];

/** The targets that are named, and those that plans and variants are made into, checked as if they had been written one by one. */
const withTargets = v.rawTransform<
  Written,
  Omit<Written, 'cross' | 'mitigate' | 'targets'> & { readonly targets: Targets }
>(({ dataset, addIssue }) => {
  const { cross, mitigate, targets = [], ...suite } = dataset.value;
  const fail = (key: 'cross' | 'mitigate', message: string): void =>
    addIssue({
      message,
      path: [{ type: 'object', origin: 'value', input: dataset.value, key, value: dataset.value[key] }],
    });
  const made = (key: 'cross' | 'mitigate', inputs: readonly TargetInput[]): Targets | undefined => {
    const checked: Targets = [];
    for (const one of inputs) {
      const parsed = v.safeParse(target, one);
      if (parsed.success) checked.push(parsed.output);
      else {
        const [issue] = parsed.issues;
        const path = v.getDotPath(issue);
        const where = path === null ? '' : `"${path}" `;
        return void fail(key, `makes the target ${one.id}, of which ${where}${issue.message}`);
      }
    }
    return checked;
  };
  const cells = made('cross', cross === undefined ? [] : crossed(cross));
  if (cells === undefined) return { ...suite, targets };
  if (cross !== undefined && cells.length === 0) {
    fail('cross', 'makes no target: no endpoint serves any of the checkpoints');
    return { ...suite, targets };
  }
  const asked = [...targets, ...cells];
  const [missing] = mitigate === undefined ? [] : missingIn(mitigate, asked);
  if (missing !== undefined) {
    fail('mitigate', noTarget(missing, asked));
    return { ...suite, targets: asked };
  }
  const variants = made(
    'mitigate',
    mitigate === undefined ? [] : variantsOf(mitigate, asked, suite.baseline),
  );
  if (variants === undefined) return { ...suite, targets: asked };
  if (asked.length === 0) addIssue({ message: 'must have "targets", or "cross"' });
  return { ...suite, targets: [...asked, ...variants] };
});

export const suiteSchema = v.pipe(
  written,
  withTargets,
  // Where a plan makes no targets, nothing more is asked of them.
  v.transform((suite) => suite),
  v.forward(
    v.partialCheck(
      [['baseline'], ['targets']],
      ({ baseline, targets }) => baseline === undefined || targets.some((one) => one.id === baseline),
      ({ input: { baseline, targets } }) => noTarget(baseline, targets),
    ),
    ['baseline'],
  ),
  v.forward(
    v.partialCheck(
      [['order'], ['targets']],
      ({ order, targets }) => problemOfOrder(order, targets) === undefined,
      ({ input: { order, targets } }) => problemOfOrder(order, targets) ?? '',
    ),
    ['order'],
  ),
  v.forward(
    v.partialCheck(
      [['vendors'], ['targets']],
      ({ vendors, targets }) =>
        vendors?.reference === undefined || targets.some((one) => one.id === vendors.reference),
      ({ input: { vendors, targets } }) => noTarget(vendors?.reference, targets),
    ),
    ['vendors', 'reference'],
  ),
  v.forward(
    v.partialCheck(
      [['vendors'], ['targets']],
      ({ vendors, targets }) => vendors === undefined || targets.length > 1,
      'there is one target, and nobody to compare it with',
    ),
    ['vendors'],
  ),
  v.forward(
    v.partialCheck(
      [['targets']],
      ({ targets }) => new Set(targets.map((one) => one.id)).size === targets.length,
      'every target needs an id of its own',
    ),
    ['targets'],
  ),
  v.forward(
    v.partialCheck(
      [['targets']],
      ({ targets }) => {
        const names = targets.map(({ id, label = id }) => label);
        return new Set(names).size === names.length;
      },
      'no label may be that of another target, or its id',
    ),
    ['targets'],
  ),
);

export type SuiteFile = v.InferOutput<typeof suiteSchema>;
export type SuiteTarget = SuiteFile['targets'][number];
export type PromptChoice = SuiteFile['prompts'][number];
