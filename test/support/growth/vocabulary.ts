/** What takes a text in a tokenizer, in training data, or in a model. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { folderStore } from '../../../store/index.js';
import * as vocabulary from '../../../vocabulary/index.js';
import { matrix, safetensors } from '../checkpoint.js';
import { allowed, type Feed, fileOf, type Given } from './given.js';

const rank = (bytes: Uint8Array, id: number): string => `${Buffer.from(bytes).toString('base64')} ${id}\n`;

/** A rank file in which every byte has a token, and some words. */
const RANKS = [
  ...Array.from({ length: 256 }, (_, byte) => Buffer.of(byte)),
  ...['aa', 'th', 'the', ' a', 'これ', '\n\n', 'п', 'по'].map((word) => Buffer.from(word)),
]
  .map(rank)
  .join('');

/** As GPT-2 splits texts. */
const PATTERN = String.raw`'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s`;

/** The rows of letters and of `token`, as SentencePiece has them, whose other texts are bytes. */
const pieces = (token: string): string[] => [
  ...Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`),
  ...['▁', 'a', 't', 'h', 'e', '▁a', 'th', 'the'],
  ...(['▁', 'a', 't', 'h', 'e'].includes(token) || token === '' ? [] : [token]),
];

/** A tokenizer.json with the text as a token, as one that was added, and in what texts are changed by beforehand. */
function json(type: 'BPE' | 'Unigram', text: string): string {
  const all = [...new Set(pieces(text))];
  const vocab =
    type === 'BPE'
      ? Object.fromEntries(all.map((piece, id) => [piece, id]))
      : all.map((piece, id) => [piece, -id]);
  const merges = type === 'BPE' ? { merges: ['▁ a', 't h', 'th e'] } : { unk_id: 0 };
  return JSON.stringify({
    added_tokens: [{ id: all.length, content: `<${text}>`, special: true }],
    normalizer: { type: 'Replace', pattern: { String: ' ' }, content: '▁' },
    model: { type, byte_fallback: true, vocab, ...merges },
  });
}

/** Units of a token that a library's own encoder has: it keeps a map for each, and looks for all of it in every place of a text. */
const TOKEN = 4096;

/** Files of tokenizers, by their names. */
const TOKENIZERS: Readonly<Record<string, (text: string) => string>> = {
  'bare.json': (text) => text,
  'bare.tiktoken': (text) => text,
  'token.tiktoken': (text) => (text.length < 3 ? RANKS : RANKS + rank(Buffer.from(text), 1000)),
  'bpe.json': (text) => json('BPE', text.slice(0, TOKEN)),
  'unigram.json': (text) => json('Unigram', text.slice(0, TOKEN)),
};

/** Looks through a tokenizer, which encodes each of its tokens. */
const opened =
  (name: string): Feed =>
  async (given) => {
    const path = fileOf(given, name, TOKENIZERS[name]?.(given.text) ?? '');
    await allowed(async () => {
      const one = await vocabulary.openVocabulary(path, { pattern: PATTERN });
      await vocabulary.scanVocabulary(one);
      for (let id = 0; id < one.size; id++) vocabulary.isOtherClass(vocabulary.classOf(one, id));
    });
  };

/** Files of training data, by their names. */
const DATA: Readonly<Record<string, (text: string) => string>> = {
  'chat.jsonl': (text) =>
    `${JSON.stringify({
      messages: [
        { role: 'user', content: text },
        { role: 'assistant', content: text },
      ],
    })}\n`,
  'text.jsonl': (text) => `${JSON.stringify({ text })}\n`,
  'bare.jsonl': (text) => text,
};

/** Counts the tokens of data, keeps the counts and adds them to others. */
const counted =
  (name: string): Feed =>
  async (given) => {
    const { text } = given;
    const tokenizer = fileOf(given, 't.tiktoken', RANKS);
    const [data, more] = [
      fileOf(given, name, DATA[name]?.(text) ?? ''),
      fileOf(given, 'more.jsonl', '{"text":"the"}\n'),
    ];
    await allowed(async () => {
      const one = await vocabulary.openVocabulary(tokenizer, { pattern: PATTERN });
      const coverage = await vocabulary.countTokens(one, [data]);
      const whole = vocabulary.addCoverage(coverage, await vocabulary.countTokens(one, [more]), data);
      vocabulary.summarize(one, whole);
      const path = fileOf(given, 'c.json', JSON.stringify(vocabulary.coverageDocument(whole)));
      await vocabulary.readCoverage(path);
      await vocabulary.readSeen(path);
    });
    const bare = fileOf(given, 'bare.json', text);
    await allowed(() => vocabulary.readCoverage(bare));
  };

/** Makes repair data of a tokenizer, and reads it again; the text as a file of such data, too. */
const repaired =
  (name: string): Feed =>
  async (given) => {
    // A token is tried between others again and again.
    const text = given.text.slice(0, TOKEN);
    const path = fileOf(given, name, TOKENIZERS[name]?.(text) ?? '');
    await allowed(async () => {
      const one = await vocabulary.openVocabulary(path, { pattern: PATTERN });
      const options = { least: 1, segment: 8000, seed: 1 };
      const plan = await vocabulary.planRepair(one, options);
      const lines = [...plan.lines(), vocabulary.conversationLine(text, {}, () => 0)];
      const written = fileOf(given, 'repair.jsonl', lines.join(''));
      vocabulary.summarizeRepair(one, options, plan, await vocabulary.proveRepair(one, written), []);
      for (let id = 0; id < one.size; id++) vocabulary.isSteering(one, id);
      const bare = fileOf(given, 'bare.jsonl', given.text);
      await allowed(() => vocabulary.proveRepair(one, bare));
    });
  };

/** Reads what a command wrote as JSON: the text, or a document with the text in what may be one. */
const foundBy =
  (read: (path: string) => Promise<unknown>, document: (text: string) => object): Feed =>
  async (given) => {
    const { text } = given;
    for (const content of [text, JSON.stringify(document(text))])
      await allowed(() => read(fileOf(given, 'found.json', content)));
  };

/** Tokens of a text, which a trace takes as few of as a page has room for. */
async function traced(given: Given): Promise<void> {
  const tokenizer = fileOf(given, 't.tiktoken', RANKS);
  const one = await vocabulary.openVocabulary(tokenizer, { pattern: PATTERN });
  await allowed(() => vocabulary.tokensOf(one, given.text));
  await allowed(() => vocabulary.traceText(one, given.text));
}

/** A model before and after, in a folder each: what it is made of may be the text. */
async function moved(given: Given): Promise<void> {
  const { folder, text } = given;
  const rows = [
    [1, 2],
    [2, 1],
    [3, 3],
  ];
  const models: Readonly<Record<string, string | Uint8Array>> = {
    bare: text,
    base: safetensors({ [text]: matrix(rows), 'lm_head.weight': matrix(rows) }),
    post: safetensors({ 'lm_head.weight': matrix(rows.toReversed()), [text]: matrix(rows) }),
  };
  for (const [name, bytes] of Object.entries(models)) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'model.safetensors'), bytes);
    writeFileSync(join(folder, name, 'config.json'), name === 'bare' ? text : JSON.stringify({ text }));
    writeFileSync(
      join(folder, name, 'own.tiktoken'),
      `${rank(Buffer.from(`a${text}`), 0)}${rank(Buffer.from('b'), 1)}`,
    );
    vocabulary.findTokenizer(join(folder, name));
  }
  await allowed(() => vocabulary.openCheckpoint(join(folder, 'bare')));
  // For a path as well.
  await allowed(() => vocabulary.openCheckpoint(text));
  await allowed(() => vocabulary.openVocabulary(text));
  vocabulary.findTokenizer(text);
  await allowed(async () => {
    const [base, post] = [
      await vocabulary.openCheckpoint(join(folder, 'base')),
      await vocabulary.openCheckpoint(join(folder, 'post')),
    ];
    const beside = await vocabulary.vocabulariesBeside(base, post);
    const [baseVocabulary, postVocabulary] = [beside.base, beside.post];
    await vocabulary.measureDrift(base, post, { baseVocabulary, postVocabulary, changed: 3, neighbours: 1 });
    await Promise.all([base.close(), post.close()]);
  });
}

/** A probe of a server that answers with the text, to whatever it is asked. */
async function probed(given: Given): Promise<void> {
  const { folder, text } = given;
  const tokenizer = fileOf(given, 't.tiktoken', RANKS + rank(Buffer.from(`x${text.slice(0, TOKEN)}`), 1000));
  const answer = JSON.stringify({ choices: [{ message: { content: text }, finish_reason: text }] });
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const isChat = request.url?.endsWith('/chat/completions') === true;
      response.writeHead(isChat ? 200 : 404, { 'content-type': 'application/json' });
      response.end(isChat ? answer : text);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  try {
    await allowed(() => vocabulary.namedIds(text));
    const listed = fileOf(given, 'ids', text);
    await allowed(async () => {
      const one = await vocabulary.openVocabulary(tokenizer, { pattern: PATTERN });
      vocabulary.ownIds(one, await vocabulary.readNamedIds(listed));
    });
    await allowed(async () => {
      const one = await vocabulary.openVocabulary(tokenizer, { pattern: PATTERN });
      const choice = await vocabulary.chooseTokens(one, { sample: 10, seed: 1 });
      const target = { id: 'a', model: 'm', base_url: `http://127.0.0.1:${port}/v1`, retries: 0 };
      const { targets } = await vocabulary.askTokens({
        suite: { name: 's', repeats: 1, prompts: [], targets: [target] },
        vocabulary: one,
        choice,
        group: 20,
        confirm: 10,
        placeOf: (part) => folderStore(join(folder, 'probe', part)),
      });
      for (const found of targets) {
        vocabulary.summarizeProbe(choice, found);
        vocabulary.worstFirst(found.findings);
      }
    });
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
}

/** By the exports that they call. */
export const OF_VOCABULARIES: Readonly<Record<string, Feed>> = {
  classOfText: ({ text }) => [vocabulary.classOfText(text)],
  ...Object.fromEntries(
    Object.keys(TOKENIZERS).map((name) => [
      `openVocabulary scanVocabulary encodingWithin classOf isOtherClass, of ${name}`,
      opened(name),
    ]),
  ),
  ...Object.fromEntries(
    Object.keys(DATA).map((name) => [
      `countTokens addCoverage summarize coverageDocument readCoverage readSeen, of ${name}`,
      counted(name),
    ]),
  ),
  pairLine: ({ text, language }) =>
    vocabulary.pairLine({
      ...{ prompt: [{ role: 'user', content: text }], chosen: text, rejected: text },
      ...{ target: text, language, id: text },
    }),
  ...Object.fromEntries(
    Object.keys(TOKENIZERS).map((name) => [
      `planRepair conversationLine proveRepair summarizeRepair isSteering, of ${name}`,
      repaired(name),
    ]),
  ),
  'openCheckpoint openVocabulary findTokenizer vocabulariesBeside measureDrift': moved,
  'tokensOf traceText': traced,
  readScan: foundBy(vocabulary.readScan, (text) => ({ schema: 1, tokenizer: { path: text, format: text } })),
  readCoverageFacts: foundBy(vocabulary.readCoverageFacts, (text) => ({
    ...{ kind: 'offscript-coverage', schema: 1, samples: [] },
    classes: [{ name: text }],
  })),
  readDrift: foundBy(vocabulary.readDrift, (text) => ({
    ...{ schema: 1, tokens: 1 },
    changed: [{ id: 1, text, cosine: 0 }],
  })),
  readProbe: foundBy(vocabulary.readProbe, (text) => ({ schema: 1, targets: [{ id: text, why: text }] })),
  'namedIds readNamedIds ownIds chooseTokens askTokens summarizeProbe worstFirst': probed,
};
