/** The cells of a crossed plan: each is a target that says what it is made of. */

import type { Cross } from './cross.js';
import { SAMPLED, type SampledAxis } from './sampled.js';
import type { TargetInput } from './target.js';

type Crossed = Pick<Cross, 'checkpoint' | 'endpoint'> & Partial<Cross>;

type Setting = readonly (readonly [SampledAxis, number | null])[];

/** The settings of a plan, the one of all first values first. */
function settingsOf({ sampling = {}, plan = 'full' }: Partial<Cross>): Setting[] {
  const axes = SAMPLED.flatMap((name) => {
    const values = sampling[name];
    return values === undefined ? [] : [{ name, values }];
  });
  const usual: Setting = axes.map(({ name, values }) => [name, values[0] ?? null]);
  if (plan === 'each')
    return [
      usual,
      ...axes.flatMap(({ name, values }) =>
        values.slice(1).map((value): Setting => usual.map((one) => (one[0] === name ? [name, value] : one))),
      ),
    ];
  return axes.reduce<Setting[]>(
    (settings, { name, values }) =>
      settings.flatMap((setting) => values.map((value): Setting => [...setting, [name, value]])),
    [[]],
  );
}

interface Pair {
  readonly checkpoint: string;
  readonly endpoint: string;
  readonly model: string;
}

/** Checkpoints where they are served, with what they are called there. */
const pairsOf = ({ checkpoint, endpoint: all }: Crossed): Pair[] =>
  Object.entries(checkpoint).flatMap(([name, usual]) =>
    Object.entries(all).flatMap(([place, { models = {} }]): Pair[] => {
      const called = Object.hasOwn(models, name) ? (models[name] ?? null) : usual;
      return called === null ? [] : [{ checkpoint: name, endpoint: place, model: called }];
    }),
  );

/** Targets that a plan makes. */
export function countCells(cross: Crossed): number {
  const { sampling = {}, plan } = cross;
  const lengths = Object.values(sampling).map((values) => values?.length ?? 1);
  const settings =
    plan === 'each'
      ? lengths.reduce((sum, length) => sum + length - 1, 1)
      : lengths.reduce((product, length) => product * length, 1);
  return settings * pairsOf(cross).length;
}

/** `top_k:50`; nothing of what is not sent. */
const partOf = ([name, value]: Setting[number]): string =>
  value === null ? `no-${name}` : `${name}:${value}`;

/** What is said in words: `top_k 50`, `no top_k`. */
const wordsOf = ([name, value]: Setting[number]): string =>
  value === null ? `no ${name}` : `${name} ${value}`;

/** Requests in flight to an endpoint where nothing is said. */
const CONCURRENCY = 16;

/** The targets of a plan: ids and labels name what differs from the first setting, `factors` all that they are made of. */
export function crossed(cross: Cross): TargetInput[] {
  const { sampling: common = {}, extra_body: body, ...rest } = cross.with ?? {};
  const settings = settingsOf(cross);
  const [usual = []] = settings;
  const pairs = pairsOf(cross);
  return pairs.flatMap(({ checkpoint, endpoint: place, model: called }) => {
    const found = cross.endpoint[place];
    if (found === undefined) return [];
    const { models: _, label, ...reached } = found;
    const cells = settings.length * pairs.filter((one) => one.endpoint === place).length;
    const { concurrency = CONCURRENCY, requests_per_minute: requests, tokens_per_minute: tokens } = reached;
    return settings.map((setting): TargetInput => {
      const changed = setting.filter(([, value], i) => value !== usual[i]?.[1]);
      const sent = setting.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
      const own = Object.fromEntries(sent.filter(([name]) => isOpenAIs(name)));
      const further = { ...body, ...Object.fromEntries(sent.filter(([name]) => !isOpenAIs(name))) };
      const sampled = { ...common, ...own };
      return {
        id: [`${checkpoint}@${place}`, ...changed.map(partOf)].join('+'),
        label: [`${checkpoint} at ${label ?? place}`, ...changed.map(wordsOf)].join(', '),
        model: called,
        ...rest,
        ...reached,
        ...(Object.keys(sampled).length > 0 && { sampling: sampled }),
        ...(Object.keys(further).length > 0 && { extra_body: further }),
        // One request in flight at least: more cells than an endpoint takes at once are more than it was to get.
        concurrency: Math.max(1, Math.floor(concurrency / cells)),
        ...(requests !== undefined && { requests_per_minute: requests / cells }),
        ...(tokens !== undefined && { tokens_per_minute: tokens / cells }),
        factors: { checkpoint, endpoint: place, ...Object.fromEntries(setting) },
      };
    });
  });
}

const OPENAIS: ReadonlySet<string> = new Set([
  'temperature',
  'top_p',
  'presence_penalty',
  'frequency_penalty',
]);
const isOpenAIs = (name: string): boolean => OPENAIS.has(name);
