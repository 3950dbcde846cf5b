/** fastText's lid.176 (Joulin et al. 2017), compressed, run in WebAssembly by the package that carries it. */

import type { Guess, Identifier } from '../../detectors/core/index.js';
import { UserError } from '../../files/index.js';

/** What is used of fasttext.wasm.js: its own declarations lose their types under `nodenext`. */
interface Vector {
  size(): number;
  /** Probability and label. */
  get(index: number): readonly [number, string];
  /** Frees the vector's memory in WebAssembly, which no garbage collector does. */
  delete(): void;
}
interface Model {
  predict(text: string, most: number, threshold: number): Vector;
}
type FastTextClass = new () => { loadModel(url: string): Promise<Model> };

const PACKAGE = 'fasttext.wasm.js';
const MODEL = `${PACKAGE}/dist/models/language-identification/assets/lid.176.ftz`;

const PREFIX = '__label__';

/** Labels are codes of Wikipedias. These are another language's, or no longer any, in BCP 47. */
const TAGS: Readonly<Record<string, string>> = { als: 'gsw', bh: 'bho', sh: 'sr-Latn', tl: 'fil' };

/** Guesses for a line: the likeliest, and two that a close language can be found among. */
const GUESSES = 3;

/** More than any model has. */
const LABELS = 1000;

/** Less probable guesses change nothing, and looking for them takes half of the time. */
const LEAST = 0.01;

/** More code units than these change no answer; WebAssembly's memory never shrinks again after a huge line. */
const MOST_UNITS = 1 << 16;

const tags = new Map<string, string>();

function tagOf(label: string): string {
  let tag = tags.get(label);
  if (tag === undefined) {
    const code = label.slice(PREFIX.length);
    tag = TAGS[code] ?? code;
    tags.set(label, tag);
  }
  return tag;
}

function cut(line: string): string {
  if (line.length <= MOST_UNITS) return line;
  const half = line.charCodeAt(MOST_UNITS - 1) >> 10 === 0x36;
  return line.slice(0, half ? MOST_UNITS - 1 : MOST_UNITS);
}

function ask(model: Model, line: string, most = GUESSES, threshold = LEAST): readonly Guess[] {
  const vector = model.predict(cut(line), most, threshold);
  try {
    // Rounding in the model's tables lets a probability come out slightly above 1.
    return Array.from({ length: vector.size() }, (_, i) => {
      const [probability, label] = vector.get(i);
      return { language: tagOf(label), probability: Math.min(1, probability) };
    });
  } finally {
    vector.delete();
  }
}

const BLANK = /^[\0\s]*$/;

async function load(url: string | undefined): Promise<Identifier> {
  const where = url ?? PACKAGE;
  const todo = 'install the dependencies again, or choose franc';
  let model: Model;
  try {
    const { getFastTextClass, getFastTextModule } = await import('fasttext.wasm.js');
    const FastText = (await getFastTextClass({ getFastTextModule })) as unknown as FastTextClass;
    model = await new FastText().loadModel(url ?? import.meta.resolve(MODEL));
  } catch (error) {
    // What WebAssembly throws for a file that is no model is a number.
    const why = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : 'not a model of fastText';
    throw new UserError(`fastText cannot be loaded: ${why}`, where, todo);
  }
  // All labels are guesses for any line.
  const known = new Set(ask(model, 'a', LABELS, 0).map(({ language }) => language.split('-', 1)[0]));
  return {
    name: 'fasttext',
    knows: (language) => known.has(language),
    identify: (line) => (BLANK.test(line) ? [] : ask(model, line)),
  };
}

const loaded = new Map<string | undefined, Promise<Identifier>>();

/**
 * fastText as an identifier, loaded once a thread (about 17 MB of memory each). A line is taken as given: of 176 languages
 * it tells running text best in lower case and without Markdown, and to do so is the caller's part, since the benchmark's
 * measures need the line as it stands. Three guesses, none for a blank line; of a line over 65,536 code units its start is
 * read. `url` is a `file://` URL of another model with language codes for labels. Throws UserError where it cannot be loaded.
 */
export function loadFastText(url?: string): Promise<Identifier> {
  let identifier = loaded.get(url);
  if (identifier === undefined) {
    identifier = load(url);
    loaded.set(url, identifier);
    // A failure is not remembered: the file may be there the next time.
    identifier.catch(() => loaded.delete(url));
  }
  return identifier;
}
