/** Repair data, as those who made the tokenizers encode it. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { expect } from 'chai';
import { Tiktoken } from 'tiktoken/lite';
import {
  openVocabulary,
  planRepair,
  proveRepair,
  type RepairOptions,
  repairLanguages,
  summarizeRepair,
  type Vocabulary,
} from '../../../vocabulary/index.js';
import { folderWith } from '../../support/offscript.js';
import { encoder, qwen3, rankFile, sentencePiece } from '../real.js';

interface Chat {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

interface Made {
  readonly answers: readonly string[];
  readonly prompts: readonly string[];
  readonly text: string;
}

const read = (text: string): Made => {
  const chats = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Chat);
  return {
    text,
    answers: chats.map(({ messages }) => messages.at(-1)?.content ?? ''),
    prompts: chats.map(({ messages }) => messages[0]?.content ?? ''),
  };
};

async function made(vocabulary: Vocabulary, options: Partial<RepairOptions>): Promise<Made> {
  const plan = await planRepair(vocabulary, { least: 2, segment: 500, seed: 7, ...options });
  return read([...plan.lines()].join(''));
}

function counted(
  answers: readonly string[],
  encode: (text: string) => Iterable<number>,
): { readonly targets: Map<number, number>; readonly samples: Map<number, number> } {
  const targets = new Map<number, number>();
  const samples = new Map<number, number>();
  for (const answer of answers) {
    const ids = [...encode(answer)];
    for (const id of ids) targets.set(id, (targets.get(id) ?? 0) + 1);
    for (const id of new Set(ids)) samples.set(id, (samples.get(id) ?? 0) + 1);
  }
  return { targets, samples };
}

/** Every so-manieth id. */
const each = (step: number, most: number): number[] =>
  Array.from({ length: Math.floor(most / step) }, (_, i) => i * step);

/** The library of a tokenizer.json alone. */
function library(path: string): (text: string) => readonly number[] {
  const tokenizer = new Tokenizer(JSON.parse(readFileSync(path, 'utf8')), {});
  return (text) => tokenizer.encode(text, { add_special_tokens: false }).ids;
}

describe('repair data', () => {
  const { pat_str, bpe_ranks } = encoder('o200k_base');
  let folder: ReturnType<typeof folderWith>;
  let o200k: Vocabulary;
  before(async () => {
    folder = folderWith({ 'o200k.tiktoken': rankFile(bpe_ranks) });
    o200k = await openVocabulary(join(folder.path, 'o200k.tiktoken'));
  });
  after(() => folder.remove());
  const path = (name: string): string => join(folder.path, name);

  it('has every token that a text can have as a target, pieces of characters among them: all but 15 of o200k_base, by tiktoken alone', async () => {
    const options = { least: 1, segment: 8000, seed: 1 };
    const plan = await planRepair(o200k, options);
    writeFileSync(path('all.jsonl'), [...plan.lines()].join(''));
    const tiktoken = new Tiktoken(bpe_ranks, {}, pat_str);
    const { targets } = counted(read(readFileSync(path('all.jsonl'), 'utf8')).answers, (text) =>
      tiktoken.encode_ordinary(text),
    );
    const missing = Array.from({ length: o200k.size }, (_, id) => id).filter((id) => !targets.has(id));
    // Bytes that no UTF-8 has, half a Cyrillic character before a whole one, and the end of one before two line feeds.
    const bytes = missing.map((id) => Buffer.from(o200k.bytesOf(id)).toString('hex'));
    expect(bytes.filter((one) => !/^(?:c[01]|f[5-9a-f])$/.test(one))).to.deep.equal(['d0bed0', '950a0a']);
    expect([...plan.never.keys()]).to.deep.equal(missing);
    const proof = await proveRepair(o200k, path('all.jsonl'), { ids: path('all.ids') });
    expect(Array.from(targets).every(([id, count]) => proof.targets[id] === count)).to.equal(true);
    const { perToken, covered, short } = summarizeRepair(o200k, options, plan, proof, []);
    expect([covered, short]).to.deep.equal([199_983, 0]);
    // A break between each two takes it to twice as many.
    expect(perToken).to.be.below(1.3);
    const [first = ''] = readFileSync(path('all.ids'), 'utf8').split('\n');
    const { prompt, ids } = JSON.parse(first) as { prompt: number[]; ids: number[] };
    const { answers, prompts } = read(readFileSync(path('all.jsonl'), 'utf8'));
    expect(new TextDecoder().decode(tiktoken.decode(Uint32Array.from(ids)))).to.equal(answers[0]);
    expect(new TextDecoder().decode(tiktoken.decode(Uint32Array.from(prompt)))).to.equal(prompts[0]);
  });

  const SOME: readonly (readonly [name: string, path: string, step: number])[] = [
    ['Qwen3', qwen3, 101],
    ['a SentencePiece that puts a space before a text', sentencePiece, 37],
  ];
  for (const [name, file, step] of SOME)
    it(`has each token that was asked for as often as it was, in as many answers: ${name}, by its library alone`, async () => {
      const vocabulary = await openVocabulary(file);
      const encode = library(file);
      const only = each(step, vocabulary.size);
      const { answers } = await made(vocabulary, { only, least: 3 });
      const { targets, samples } = counted(answers, encode);
      const reachable = only.filter((id) => {
        const text = vocabulary.textOf(id);
        const isText = vocabulary.kindOf(id) === 'text' && id < vocabulary.entries;
        if (!isText || text === null) return false;
        // On a line of its own, so that a tokenizer that puts a space before a text has none to put.
        return encode(`a\n${text}`).at(-1) === id;
      });
      expect(reachable.length).to.be.above(0.8 * only.length);
      expect(reachable.filter((id) => (targets.get(id) ?? 0) < 3)).to.deep.equal([]);
      expect(reachable.filter((id) => (samples.get(id) ?? 0) < 3)).to.deep.equal([]);
    });

  it('asks for an exact copy of what stands in the question, in several languages', async () => {
    const { answers, prompts } = await made(o200k, { only: each(97, o200k.size), least: 5 });
    expect(answers.length).to.be.above(20);
    for (const [i, answer] of answers.entries()) expect(prompts[i]).to.include(answer);
    const asked = answers.map((answer, i) => prompts[i]?.replace(answer, '').trim() ?? '');
    expect(new Set(asked).size).to.be.above(10);
    const japanese = await made(o200k, { only: [9, 10, 11], languages: ['ja'] });
    for (const [i, answer] of japanese.answers.entries())
      expect(japanese.prompts[i]?.replace(answer, '')).to.match(/[ぁ-ん]/);
    expect(repairLanguages).to.include.members(['en', 'ja', 'ko', 'zh', 'ar', 'ru']);
  });

  it('begins and ends no answer with a space, which templates strip', async () => {
    const spaces = Array.from({ length: o200k.size }, (_, id) => id).filter((id) =>
      /^\s/u.test(o200k.textOf(id) ?? ''),
    );
    const { answers } = await made(o200k, { only: spaces.slice(0, 400), segment: 60 });
    expect(answers.length).to.be.above(5);
    for (const answer of answers) expect(answer).to.match(/^\S[\s\S]*\S$/u);
  });

  it('has answers of about as many tokens as were asked for, of equal size in a round', async () => {
    const encoding = await o200k.encoding();
    if (encoding.kind !== 'known') throw new Error(encoding.why);
    const { answers } = await made(o200k, { only: each(40, o200k.size), segment: 1000 });
    const sizes = answers.map((answer) => encoding.encode(answer).length).sort((a, b) => b - a);
    expect(Math.max(...sizes)).to.be.below(1200);
    // What did not come at first fills no answer.
    expect(sizes.at(-3)).to.be.above(600);
  });

  it('is the same for the same seed, and another for another', async () => {
    const only = each(301, o200k.size);
    const texts = await Promise.all([1, 1, 2].map(async (seed) => (await made(o200k, { only, seed })).text));
    expect(texts[0]).to.equal(texts[1]);
    expect(texts[0]).not.to.equal(texts[2]);
    const plan = await planRepair(o200k, { least: 1, segment: 500, seed: 1, only });
    expect([...plan.lines()]).to.deep.equal([...plan.lines()]);
  });

  it('is in the form that the tokenizer makes of a text: what its tokens stand for is the text itself', async () => {
    // Pieces of characters that NFC writes as others.
    const only = [224, 123007, 101024];
    const { answers } = await made(await openVocabulary(qwen3), { least: 2, only });
    expect(answers).to.deep.equal(answers.map((one) => one.normalize('NFC')));
    expect([...counted(answers, library(qwen3)).targets]).to.deep.include.members([[224, 2]]);
  });

  it('leaves out what steers, and says why', async () => {
    const vocabulary = await openVocabulary(qwen3);
    const [end, call, thai, piece] = ['<|im_end|>', '<tool_call>', 'ก', ''].map(
      (name) => vocabulary.idOf(Buffer.from(name)) ?? -1,
    );
    const only = [end, call, thai].filter((id): id is number => id !== undefined);
    const plan = await planRepair(vocabulary, { least: 1, segment: 100, seed: 1, only });
    expect([...plan.never]).to.have.deep.members([
      [end, 'special'],
      [call, 'added'],
    ]);
    expect(piece).to.equal(-1);
    expect([...plan.texts.keys()]).to.deep.equal([thai]);
  });

  it('refuses an id that is none', async () => {
    const options = { least: 1, segment: 100, seed: 1, only: [5, 400_000] };
    let said = '';
    await planRepair(o200k, options).catch((error: Error) => {
      said = error.message;
    });
    expect(said).to.match(/no token 400000/);
  });
});
