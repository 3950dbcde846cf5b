/**
 * What a run came to, kept so that nobody has to judge it again: the tally of its samples, with the few of them that pages show. It is of
 * one state of the run, which the run's store names by all that it holds, and of one judge.
 */

import * as v from 'valibot';
import { pack, sha256, unpack } from '../files/index.js';
import type { RunStore } from '../store/index.js';
import { type Counted, countedRun, type ExemplifiedRun, judgeAndAdd, type Taking } from './counted.js';
import { ExamplePicker } from './examples.js';
import type { Judge } from './judging/index.js';
import type { RunHead } from './runs.js';
import type { ShownSample } from './samples/index.js';
import { RunTally, type TallyKey, tallyKey } from './tally/index.js';

/** Where tallies are kept. What the system has against it is nobody's error: then there is none. */
export interface Shelf {
  /** What was kept last under a name: in each of the places where it may be. */
  readonly read: (name: string) => AsyncIterable<Uint8Array>;
  readonly write: (name: string, pieces: Iterable<Uint8Array>) => Promise<void>;
}

export interface Keeping {
  readonly shelf: Shelf;
  /** Names the code that judges, beyond the versions that a tally's key has. */
  readonly code: string;
}

/** How much of a run was judged: nothing of one that is known, what was added to it, or everything. */
export type JudgedExtent = 'nothing' | 'added' | 'everything';

/** UTF-16 code units of examples that are kept, of prompts and findings too; where there are more, nothing is. */
const MOST_TEXT = 1 << 25;

/** What a finding takes as JSON, beside its text. */
const FINDING = 150;

const unitsOf = ({ prompt, texts }: ShownSample): number =>
  texts.reduce(
    (units, { text, findings }) =>
      findings.reduce((sum, one) => sum + one.text.length + FINDING, units + text.length),
    prompt?.length ?? 0,
  );

const document = v.strictObject({
  schema: v.literal(2),
  key: v.string(),
  state: v.string(),
  torn: v.pipe(v.number(), v.integer(), v.minValue(0)),
  examples: v.unknown(),
  tally: v.unknown(),
  /** Which answers repeat others, by target and language: that is seen from all answers together, and takes as long as all other numbers. */
  repeating: v.array(v.strictTuple([v.string(), v.string(), v.instance(Uint8Array)])),
});

function repeatingIn(tally: RunTally): (readonly [target: string, language: string, Uint8Array])[] {
  return [...tally.targets].flatMap(([id, { languages, measures }]) =>
    [...languages.keys()].flatMap((language) => {
      const found = measures.collapseIn(language)?.repeating();
      return found === undefined ? [] : [[id, language, found] as const];
    }),
  );
}

/** The tally of a document. Throws where it is none. */
function tallyIn({ tally: stored, repeating }: v.InferOutput<typeof document>): RunTally {
  const tally = RunTally.fromJSON(stored);
  for (const [id, language, found] of repeating) tally.target(id).measures.collapseIn(language)?.found(found);
  return tally;
}

/** What the same run is kept under for the same question, whatever version asks it: the newer takes the older one's place. */
const nameOf = ({ policy, identifier, lcb }: TallyKey): string =>
  `counted ${sha256({ policy, identifier, lcb })}`;

/** All that a tally depends on besides what the run holds. */
const keyOf = (key: TallyKey, { manifest }: RunHead, code: string): string =>
  sha256({
    key,
    code,
    detection: manifest.detection ?? {},
    // Whose probabilities a target gives may be said later, and how it samples says what they are worth.
    targets: manifest.targets.map(({ label, prices, base_url, ...target }) => target),
    // A plan of what is asked is part of a tally.
    ...(manifest.until_decided && { plan: [manifest.until_decided, manifest.seed, manifest.repeats] }),
  });

type Kept = Counted & { readonly state: string };

/** What was kept under this key; undefined for anything else: what is damaged, of an older version, or not ours. */
function keptIn(bytes: Uint8Array, key: string): Kept | undefined {
  try {
    const parsed = v.parse(document, unpack(bytes));
    if (parsed.key !== key) return undefined;
    const { state, torn, examples } = parsed;
    return {
      state,
      torn,
      examples: ExamplePicker.fromJSON(examples),
      tally: tallyIn(parsed),
      hasBesides: false,
    };
  } catch {
    return undefined;
  }
}

async function keptOn({ read }: Shelf, name: string, key: string): Promise<Kept | undefined> {
  for await (const bytes of read(name)) {
    const kept = keptIn(bytes, key);
    if (kept !== undefined) return kept;
  }
  return undefined;
}

async function keep({ write }: Shelf, name: string, key: string, { tally, ...kept }: Kept): Promise<void> {
  const { state, torn } = kept;
  const examples = kept.examples.toJSON();
  const units = examples.examples.reduce((sum, { sample }) => sum + unitsOf(sample), 0);
  if (units > MOST_TEXT) return;
  const repeating = repeatingIn(tally);
  await write(name, pack({ schema: 2, key, state, torn, examples, repeating, tally: tally.toData() }));
}

/**
 * What a run came to: of one that is known as it was kept, of one that has grown with what was added, of any other judged anew. What it
 * came to is kept, unless its samples hold what no tally does. Where vendors are compared all samples are read: of what they took no tally
 * knows. Throws UserError as `judgeAndAdd`.
 */
export async function countStored(
  store: RunStore,
  head: RunHead,
  judge: Judge,
  keeping: Keeping | undefined,
  { recorder, besides }: Omit<Taking, 'before'> = {},
): Promise<{ readonly run: ExemplifiedRun; readonly judged: JudgedExtent }> {
  const own = tallyKey(judge, head.manifest.detection);
  const [name, key] = [nameOf(own), keyOf(own, head, keeping?.code ?? '')];
  const isTaken = keeping !== undefined && besides?.vendors === undefined;
  const kept = isTaken ? await keptOn(keeping.shelf, name, key) : undefined;
  const changes = await store.changes(kept?.state);
  if (kept !== undefined && changes.since === 'same')
    return { run: countedRun(head, kept), judged: 'nothing' };
  const before = changes.since === 'grown' ? kept : undefined;
  const run = { ...head, prompts: await store.prompts(), samples: changes.samples };
  const counted = await judgeAndAdd(run, judge, {
    before,
    ...(recorder && { recorder }),
    ...(besides && { besides }),
  });
  const state = keeping && (await changes.state());
  if (keeping !== undefined && state !== undefined && !counted.hasBesides)
    await keep(keeping.shelf, name, key, { ...counted, state });
  return { run: countedRun(head, counted), judged: before === undefined ? 'everything' : 'added' };
}
