import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { ReadOptions } from '../../../harness/import/index.js';
import { data, needsData } from '../../support/needs.js';
import { folderWith } from '../../support/offscript.js';
import { reasons, rowsOf } from '../../support/rows.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

const [ASKED, SAID, AGAIN, THEN] = ['今日の天気は？', '晴れです。', '明日は？', '雨でしょう。'];
const openai = (...texts: readonly string[]) =>
  texts.map((content, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', content }));
const sharegpt = (...texts: readonly string[]) =>
  texts.map((value, i) => ({ from: i % 2 === 0 ? 'human' : 'gpt', value }));

describe('rows that are chats', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(() => folder.remove());

  function file(content: string | Uint8Array, name = 'a.jsonl'): string {
    const path = join(folder.path, name);
    writeFileSync(path, content);
    return path;
  }

  /** `target language: what was asked => answer`, of each response. */
  async function read(row: unknown, options: ReadOptions = {}, path = file(JSON.stringify(row))) {
    const { responses } = await rowsOf(path, { language: 'ja', target: 't', ...options });
    return responses.map(
      ({ target, language, messages, channels }) =>
        `${target} ${language}: ${(messages ?? []).map(({ role, content }) => `${role[0]} ${content}`).join(', ')} => ${channels.answer}`,
    );
  }

  const one = [`t ja: u ${ASKED} => ${SAID}`];
  const two = [...one, `t ja: u ${ASKED}, a ${SAID}, u ${AGAIN} => ${THEN}`];
  const whole = [ASKED, SAID, AGAIN, THEN] as const;

  const cases: readonly (readonly [
    what: string,
    row: object,
    rows: readonly string[],
    options?: ReadOptions,
  ])[] = [
    ['in `messages`', { messages: openai(ASKED, SAID) }, one],
    ['in ShareGPT’s `conversations`', { id: 'x', conversations: sharegpt(ASKED, SAID) }, one],
    [
      'in LMSYS’s `conversation`',
      { conversation: openai(ASKED, SAID), model: 'm', language: 'Japanese' },
      [`m ja: u ${ASKED} => ${SAID}`],
    ],
    ['of several turns, each an answer to what stands before it', { messages: openai(...whole) }, two],
    [
      'that end with the user, whose last word nobody answered',
      { conversations: sharegpt(ASKED, SAID, AGAIN) },
      one,
    ],
    [
      'with a system message and a tool’s',
      {
        messages: [
          { role: 'system', content: '短く' },
          openai(ASKED)[0],
          { role: 'tool', content: 'x' },
          openai('', SAID)[1],
        ],
      },
      [`t ja: s 短く, u ${ASKED} => ${SAID}`],
    ],
    [
      'with parts, or an answer as Arena-Hard 2.0 has it',
      {
        messages: [
          { role: 'user', content: [{ type: 'text', text: ASKED }] },
          { role: 'assistant', content: { answer: SAID } },
        ],
      },
      one,
    ],
    ['as a JSON text in a cell', { messages: JSON.stringify(openai(ASKED, SAID)) }, one],
    [
      'of two models against each other',
      {
        model_a: 'a',
        conversation_a: openai(ASKED, SAID),
        model_b: 'b',
        conversation_b: openai(ASKED, THEN),
      },
      [`a ja: u ${ASKED} => ${SAID}`, `b ja: u ${ASKED} => ${THEN}`],
    ],
    [
      'whose turns have languages of their own (WildChat)',
      {
        language: 'Japanese',
        conversation: [
          { role: 'user', content: ASKED, language: 'Japanese' },
          { role: 'assistant', content: SAID, language: 'Japanese' },
          { role: 'user', content: 'Und morgen?', language: 'German' },
          { role: 'assistant', content: 'Regen.', language: 'German' },
        ],
      },
      [...one, `t de: u ${ASKED}, a ${SAID}, u Und morgen? => Regen.`],
    ],
    ['in a field that --text names', { log: sharegpt(...whole) }, two, { text: 'log' }],
    [
      'whose turn --text names: the prompt is what stands before it',
      { messages: openai(...whole) },
      [two[1] ?? ''],
      { text: 'messages.3.content' },
    ],
    [
      'whose turn and list are both named',
      { conversations: sharegpt(...whole) },
      one,
      { text: 'conversations.1.value', prompt: 'conversations' },
    ],
    [
      'whose turns are both named',
      { messages: openai(...whole) },
      [`t ja: u ${AGAIN} => ${THEN}`],
      { text: 'messages.3.content', prompt: 'messages.2.content' },
    ],
    [
      'nested, whose turn is named',
      { log: { chat: openai(ASKED, SAID) } },
      one,
      { text: 'log.chat.1.content' },
    ],
    ['beside the same answer in a field', { messages: openai(ASKED, SAID), response: SAID }, one],
    [
      'that are the prompt of an answer in a field',
      { messages: openai(ASKED, SAID, AGAIN), response: THEN },
      [two[1] ?? ''],
    ],
    ['whose answer an empty field repeats', { messages: openai(ASKED, SAID), response: '' }, one],
  ];
  for (const [what, row, rows, options] of cases)
    it(`are read ${what}`, async () => {
      expect(await read(row, options)).to.deep.equal(rows);
    });

  it('are read in a JSON list, in CSV and in Parquet', async () => {
    const messages = JSON.stringify(openai(...whole));
    expect(await read({}, {}, file(`[{"messages": ${messages}}]`, 'a.json'))).to.deep.equal(two);
    const cell = `"${messages.replaceAll('"', '""')}"`;
    expect(await read({}, {}, file(`id,messages\n1,${cell}\n`, 'a.csv'))).to.deep.equal(two);
    const columnData = [{ name: 'conversation', data: [openai(...whole)], type: 'JSON' as const }];
    const parquet = new Uint8Array(parquetWriteBuffer({ columnData }));
    expect(await read({}, {}, file(parquet, 'a.parquet'))).to.deep.equal(two);
  });

  it('are never read where another field holds another answer', async () => {
    const path = file(JSON.stringify({ messages: openai(ASKED, SAID), output: '別の答え' }));
    const { responses, unread } = await rowsOf(path, { language: 'ja', target: 't' });
    expect(responses).to.have.lengthOf(0);
    expect(unread[0]).to.deep.include({
      reason: 'the response could be in "output", "messages"',
      todo: 'name the field with --text',
    });
  });

  it('keep reasoning and calls of tools apart', async () => {
    const call = { function: { name: 'f', arguments: '{}' } };
    const turn = { role: 'assistant', content: SAID, reasoning_content: 'Hm.', tool_calls: [call] };
    const { responses } = await rowsOf(file(JSON.stringify({ messages: [turn] })), {
      language: 'ja',
      target: 't',
    });
    expect(responses.map(({ channels }) => channels)).to.deep.equal([
      { answer: SAID, reasoning: 'Hm.', tool_calls: [{ name: 'f', arguments: '{}' }] },
    ]);
  });

  it('without an answer are told with the fields that there are', async () => {
    const rows = await rowsOf(file(JSON.stringify({ messages: openai(ASKED), n: 1 })), {
      language: 'ja',
      target: 't',
    });
    expect(reasons(rows)).to.deep.equal([
      'a.jsonl:1: the row has no field for the response (it has "messages", "n"); --text names it',
    ]);
  });

  it('excuse no slip by the answer that holds it', async () => {
    const slip = '晴れです。値段を посмотреть しましょう。';
    file(`${JSON.stringify({ messages: openai(ASKED, slip), model: 'm' })}\n`);
    file(`${JSON.stringify({ messages: openai(ASKED, slip), model: 'm', response: slip })}\n`, 'b.jsonl');
    for (const words of [['a.jsonl'], ['a.jsonl', '--text', 'messages.1.content'], ['b.jsonl']]) {
      const run = `run-${words.length}-${words[0]}`;
      await offscript(folder.path, ['score', ...words, '--language', 'ja', '-o', run]);
      const { stdout } = await offscript(folder.path, ['report', run, '--format', 'json', '-o', '-']);
      expect(JSON.parse(stdout).targets[0].mixing, words.join(' ')).to.include({ mixed: 1, of: 1 });
    }
  });

  it('are asked and answered as the same real answers are in fields', async function () {
    needsData(this);
    const { responses } = await rowsOf(`${data}/real/ja-mixing.jsonl.gz`);
    const chats = responses.map(({ target, messages = [], channels }) => ({
      model: target,
      messages: [...messages, { role: 'assistant', content: channels.answer }],
    }));
    const path = file(JSON.stringify(chats, null, 1), 'chats.json');
    const brief = (rows: Awaited<ReturnType<typeof rowsOf>>) =>
      rows.responses.map(({ target, promptId, messages, channels }) => ({
        target,
        promptId,
        messages,
        ...channels,
      }));
    const plain = file(
      responses
        .map(({ target, messages = [], channels }) =>
          JSON.stringify({ model: target, prompt: messages, response: channels.answer }),
        )
        .join('\n'),
      'plain.jsonl',
    );
    const read = brief(await rowsOf(path, { language: 'ja' }));
    expect(read.length).to.equal(1389);
    expect(read).to.deep.equal(brief(await rowsOf(plain, { language: 'ja' })));
  });

  it('of tools have the answer as one sample: a turn that only calls one is a step to it', async () => {
    const call = {
      role: 'assistant',
      content: null,
      tool_calls: [{ function: { name: 'f', arguments: '{}' } }],
    };
    const said = { role: 'assistant', content: '晴れです。' };
    const question = { role: 'user', content: '天気は？' };
    const chats = [
      [question, call, { role: 'tool', content: '晴れ' }, said],
      [question, call],
      // Nothing was called: that is an empty answer.
      [question, { role: 'assistant', content: '', tool_calls: [] }, question, said],
    ];
    const folder = folderWith({
      'a.jsonl': chats.map((messages) => JSON.stringify({ messages, model: 'm', language: 'ja' })).join('\n'),
    });
    try {
      const { responses } = await rowsOf(join(folder.path, 'a.jsonl'));
      expect(responses.map(({ channels }) => channels.answer)).to.deep.equal([
        '晴れです。',
        null,
        '',
        '晴れです。',
      ]);
    } finally {
      folder.remove();
    }
  });
});
