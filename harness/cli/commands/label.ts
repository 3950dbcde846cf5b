/** `offscript label`: somebody reads answers of a run, drawn at random, and says what is right. */

import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { type Command, Option } from 'commander';
import { DETECTOR_VERSION } from '../../../detectors/index.js';
import { sha256, UserError } from '../../../files/index.js';
import { escapeHidden, languageName, plural } from '../../../reports/display/index.js';
import {
  CORRECTABLE,
  type Correctable,
  type Draw,
  Drawer,
  type DrawPlan,
  labelledDraws,
  openRun,
  type RunInput,
  readCases,
  tallyKey,
} from '../../../reports/index.js';
import type { RunStore, Sample } from '../../../store/index.js';
import { openFullJudge } from '../judging/index.js';
import { jobsOption, wholeNumber } from '../options/index.js';
import { withStore } from '../stores/index.js';
import { print } from '../terminal/index.js';

interface Options {
  readonly rate: Correctable;
  readonly language: string;
  readonly labels: number;
  readonly seed?: string;
  readonly jobs?: number;
}

/** What is asked of every answer. */
const QUESTIONS: Readonly<Record<Correctable, string>> = {
  mixing: 'Does text of another script or language slip into it?',
  script_mixing: 'Does another script slip into it (not plain Latin words)?',
  word_mixing: 'Do words or lines of another language slip into it, in Latin script or its own?',
  wrong_language: 'Is it in another language than the one asked for?',
  code_mixing: 'Is there another script in its code, data or paths?',
  damage: 'Is text in it broken (undecoded tokens, garbled characters)?',
  punctuation: 'Does punctuation or do digits of another script stand among its words?',
};
const EXCUSED = 'Names, terms, quotations, and what the prompt asks for or holds are no slips.';

/** UTF-16 code units of a prompt and of an answer that are shown. */
const PROMPT_SHOWN = 600;
const ANSWER_SHOWN = 20_000;

/** The last draw of that plan by this detector; answers of it that are not labelled yet are asked for. */
function sameDraw(draws: readonly Draw[], { rate, language, seed }: Options, key: Key): Draw | undefined {
  return draws.findLast(
    (draw) =>
      draw.rate === rate &&
      draw.language === language &&
      (seed === undefined || draw.seed === seed) &&
      draw.detector === key.detector &&
      draw.policy === key.policy &&
      draw.identifier === key.identifier,
  );
}

type Key = Pick<Draw, 'detector' | 'policy' | 'identifier'>;

/** Judges the run and draws. */
async function drawFrom(run: RunInput, plan: DrawPlan, jobs: number | undefined): Promise<Draw> {
  const judge = openFullJudge({ ...(jobs !== undefined && { jobs }) });
  const drawer = new Drawer(plan);
  try {
    const { detection = {} } = run.manifest;
    const { policy, identifier } = tallyKey(judge, detection);
    for await (const { case: one, judgement } of judge.judge(readCases(run), detection))
      drawer.offer(one.sample, judgement);
    const { rate, language, seed } = plan;
    const drawn_at = new Date().toISOString();
    const draw = { rate, language, seed, detector: DETECTOR_VERSION, policy, identifier, drawn_at };
    const strata = drawer.strata();
    return { kind: 'draw', id: sha256([draw, strata]).slice(0, 12), ...draw, strata };
  } finally {
    await judge.close();
  }
}

/** Text of models for a terminal: what is hidden in it is shown, its lines stay. */
const shown = (text: string, most: number): string =>
  `${text.slice(0, most).split('\n').map(escapeHidden).join('\n')}${text.length > most ? ' …' : ''}`;

function show(sample: Sample, prompt: string | undefined, place: string): void {
  const asked = prompt === undefined ? '' : `\n\nPrompt: ${shown(prompt, PROMPT_SHOWN)}`;
  print(
    `\n${'─'.repeat(60)}\n${place}, asked for in ${languageName(sample.language)}${asked}\n\n${shown(sample.answer ?? '', ANSWER_SHOWN)}\n\n`,
  );
}

/** The answers of a draw by key: those that are to be labelled, and their prompts. */
async function samplesOf(run: RunInput, keys: ReadonlySet<string>) {
  const samples = new Map<string, { readonly sample: Sample; readonly prompt?: string }>();
  for await (const { sample, prompt = [] } of readCases(run)) {
    if (!keys.has(sample.key)) continue;
    const said = prompt.at(-1);
    samples.set(sample.key, { sample, ...(said !== undefined && { prompt: said }) });
  }
  return samples;
}

/** Blind: targets and what the detector says are not shown, and the strata come mixed. */
function inOrder({ strata, seed }: Draw): string[] {
  const placeOf = (key: string): string => sha256(['order', seed, key]);
  return strata.flatMap(({ keys }) => keys).toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

const ANSWERS: Readonly<Record<string, boolean | null>> = { y: true, n: false, '?': null };

async function askFor(
  store: RunStore,
  run: RunInput,
  draw: Draw,
  done: ReadonlySet<string>,
): Promise<number> {
  const keys = inOrder(draw);
  const samples = await samplesOf(run, new Set(keys));
  const left = keys.filter((key) => !done.has(key));
  const terminal = createInterface({ input: process.stdin, terminal: false });
  const lines = terminal[Symbol.asyncIterator]();
  let labelled = 0;
  print(`${QUESTIONS[draw.rate]} ${EXCUSED}\n`);
  try {
    for (let at = 0; at < left.length; ) {
      const key = left[at] as string;
      const found = samples.get(key);
      if (found === undefined) {
        at++;
        continue;
      }
      show(found.sample, found.prompt, `${keys.length - left.length + at + 1} of ${keys.length}`);
      print('y yes, n no, ? cannot say, u the one before once more, q stop > ');
      const line = await lines.next();
      const said = line.done === true ? 'q' : line.value.trim().toLowerCase();
      if (said === 'q') break;
      if (said === 'u') at = Math.max(0, at - 1);
      const present = ANSWERS[said];
      if (present === undefined) continue;
      await store.addLabel({
        kind: 'label',
        draw: draw.id,
        key,
        present,
        labelled_at: new Date().toISOString(),
      });
      labelled++;
      at++;
    }
  } finally {
    terminal.close();
  }
  return labelled;
}

async function label(store: RunStore, options: Options): Promise<void> {
  const { rate, language, labels, jobs } = options;
  const run = await openRun(store);
  const known = await labelledDraws(store.labels());
  const judge = openFullJudge({ jobs: 1 });
  const { detector, policy, identifier } = tallyKey(judge, run.manifest.detection);
  await judge.close();
  let draw = sameDraw(
    known.map((one) => one.draw),
    options,
    { detector, policy, identifier },
  );
  if (draw === undefined) {
    const seed = options.seed ?? randomBytes(4).toString('hex');
    draw = await drawFrom(run, { rate, language, seed, labels }, jobs);
    if (draw.strata.length === 0)
      throw new UserError(
        `there is no scored answer in ${language}`,
        store.name,
        'name a language of the run',
      );
    await store.addLabel({ ...draw });
  }
  const { id } = draw;
  const done = new Set(known.find((one) => one.draw.id === id)?.labels.keys() ?? []);
  const labelled = await askFor(store, run, draw, done);
  const all = draw.strata.reduce((sum, { keys }) => sum + keys.length, 0);
  print(
    `\n${plural(labelled, 'label')} added; ${done.size + labelled >= all ? 'the draw is labelled' : `${all - done.size - labelled} of ${all} are left, the same command goes on`}. offscript report has the corrected rates.\n`,
  );
}

export function addLabel(program: Command): void {
  program
    .command('label')
    .description(
      'read answers of a run, drawn at random, and say what is right: reports then correct their rates',
    )
    .argument('<run>', 'run folder')
    .addOption(
      new Option('--rate <name>', 'the rate to correct').choices(CORRECTABLE).default('script_mixing'),
    )
    .option('--language <tag>', 'answers in this language alone', '*')
    .option('--labels <n>', 'answers of each target to draw', wholeNumber('--labels', 10), 100)
    .option('--seed <text>', 'draw by this seed; another one is another draw')
    .addOption(jobsOption())
    .action((folder, options) => withStore(folder, (store) => label(store, options)));
}
