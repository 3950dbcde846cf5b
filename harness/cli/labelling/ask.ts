/** The dialogue in which somebody labels: answers are shown one by one, without target and verdict. */

import { createInterface } from 'node:readline';
import { sha256 } from '../../../files/index.js';
import { escapeHidden, languageName } from '../../../reports/display/index.js';
import {
  type Draw,
  LABEL_QUESTIONS,
  type LabelledDraw,
  type RunInput,
  readCases,
} from '../../../reports/index.js';
import type { RunStore, Sample } from '../../../store/index.js';
import { print } from '../terminal/index.js';

const EXCUSED = 'Names, terms, quotations, and what the prompt asks for or holds are no slips.';

/** UTF-16 code units of a prompt and of an answer that are shown. */
const PROMPT_SHOWN = 600;
const ANSWER_SHOWN = 20_000;

/** Text of models for a terminal: what is hidden in it is shown, its lines stay. */
const shown = (text: string, most: number): string =>
  `${text.slice(0, most).split('\n').map(escapeHidden).join('\n')}${text.length > most ? ' …' : ''}`;

function show(sample: Sample, prompt: string | undefined, place: string): void {
  const asked = prompt === undefined ? '' : `\n\nPrompt: ${shown(prompt, PROMPT_SHOWN)}`;
  print(
    `\n${'─'.repeat(60)}\n${place}, asked for in ${languageName(sample.language)}${asked}\n\n${shown(sample.answer ?? '', ANSWER_SHOWN)}\n\n`,
  );
}

interface Drawn {
  readonly sample: Sample;
  readonly prompt: string | undefined;
}

/** The answers of a draw, in an order that says nothing of their strata. */
async function drawnFrom(run: RunInput, { strata, seed }: Draw): Promise<Drawn[]> {
  const keys = new Set(strata.flatMap((stratum) => stratum.keys));
  const found: Drawn[] = [];
  for await (const { sample, prompt = [] } of readCases(run))
    if (keys.has(sample.key)) found.push({ sample, prompt: prompt.at(-1) });
  const placeOf = ({ sample: { key } }: Drawn): string => sha256(['order', seed, key]);
  return found.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

const ANSWERS: ReadonlyMap<string, boolean | null> = new Map([
  ['y', true],
  ['n', false],
  ['?', null],
]);

/** What came of it. */
export interface Labelling {
  readonly added: number;
  /** Answers of the draw that have no label yet. */
  readonly left: number;
}

/** Asks for what is not labelled until somebody stops, and keeps each label as it comes. */
export async function askFor(
  store: RunStore,
  run: RunInput,
  { draw, labels }: LabelledDraw,
): Promise<Labelling> {
  const all = await drawnFrom(run, draw);
  const open = all.filter(({ sample }) => !labels.has(sample.key));
  const said = new Set<string>();
  const input = createInterface({ input: process.stdin, terminal: false });
  const lines = input[Symbol.asyncIterator]();
  let added = 0;
  print(`${LABEL_QUESTIONS[draw.rate]} ${EXCUSED}\n`);
  try {
    for (let at = 0; at < open.length; ) {
      const { sample, prompt } = open[at] as Drawn;
      show(sample, prompt, `${all.length - open.length + at + 1} of ${all.length}`);
      print('y yes, n no, ? cannot say, u the one before once more, q stop > ');
      const line = await lines.next();
      const word = line.done === true ? 'q' : line.value.trim().toLowerCase();
      if (word === 'q') break;
      if (word === 'u') at = Math.max(0, at - 1);
      const present = ANSWERS.get(word);
      if (present === undefined) continue;
      await store.addLabel({
        kind: 'label',
        rate: draw.rate,
        key: sample.key,
        present,
        labelled_at: new Date().toISOString(),
      });
      said.add(sample.key);
      added++;
      at++;
    }
  } finally {
    input.close();
  }
  return { added, left: open.length - said.size };
}
