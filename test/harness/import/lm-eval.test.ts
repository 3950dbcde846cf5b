import { join } from 'node:path';
import { expect } from 'chai';
import { folderWith } from '../../support/offscript.js';
import { reasons, rowsOf } from '../../support/rows.js';

const DATE = '2026-02-03T04-05-06.789012';
const SAMPLES = `org__model/samples_mgsm_ja_${DATE}.jsonl`;
const RESULTS = `org__model/results_${DATE}.json`;

const HASHES = { doc_hash: 'd', prompt_hash: 'p', target_hash: 't' };
const GENERATE = { until: ['\n\n'], do_sample: false, temperature: 0.0 };

/** A line of `samples_TASK_DATE.jsonl` as `EvaluationTracker.save_results_samples` writes it. */
const line = (
  doc_id: number,
  filter: string,
  context: unknown,
  resps: unknown,
  settings: unknown = GENERATE,
): string =>
  JSON.stringify({
    doc_id,
    doc: { question: 'q', language: 'ja' },
    target: '4',
    arguments: { gen_args_0: { arg_0: context, arg_1: settings } },
    resps,
    filtered_resps: ['4'],
    filter,
    metrics: ['exact_match'],
    ...HASHES,
    exact_match: 1.0,
  });

const CHAT = [
  JSON.stringify([
    { role: 'system', content: '日本語で答えて。' },
    { role: 'user', content: '二足す二は？' },
  ]),
];

const results = (model: string): string =>
  JSON.stringify({
    results: {},
    config: { model: 'hf', model_args: `pretrained=${model},dtype=bfloat16` },
    model_name: model,
  });

describe('logs of lm-evaluation-harness', () => {
  let folder: ReturnType<typeof folderWith>;
  afterEach(() => folder.remove());

  it('have one response a document, however many filters, with its prompt, and the model of the results beside them', async () => {
    folder = folderWith({
      [SAMPLES]: ['strict-match', 'flexible-extract']
        .flatMap((filter) => [
          line(0, filter, '質問：二足す二は？\n答え：', [['答えは四です。']]),
          line(1, filter, CHAT, [['四になります。']]),
        ])
        .join('\n'),
      [RESULTS]: results('org/model'),
      'org__model/results_2025-01-01T00-00-00.000001.json': results('org/older'),
    });
    const { responses, unread, doubles } = await rowsOf(join(folder.path, SAMPLES));
    expect([unread.length, doubles]).to.deep.equal([0, 2]);
    expect(
      responses.map(({ target, language, promptId, channels, messages }) => [
        target,
        language,
        promptId,
        channels.answer,
        messages,
      ]),
    ).to.deep.equal([
      [
        'org/model',
        'ja',
        'mgsm_ja/0',
        '答えは四です。',
        [{ role: 'user', content: '質問：二足す二は？\n答え：' }],
      ],
      [
        'org/model',
        'ja',
        'mgsm_ja/1',
        '四になります。',
        [
          { role: 'system', content: '日本語で答えて。' },
          { role: 'user', content: '二足す二は？' },
        ],
      ],
    ]);
  });

  it('have a response for each repeat, and arguments as a list in older versions', async () => {
    const old = {
      doc_id: 0,
      doc: {},
      arguments: [['質問', GENERATE]],
      resps: [['一つ目', '二つ目']],
      filtered_resps: ['一'],
    };
    folder = folderWith({ 'samples.jsonl': JSON.stringify(old) });
    const { responses } = await rowsOf(join(folder.path, 'samples.jsonl'), { language: 'ja', target: 'm' });
    expect(
      responses.map(({ channels, promptId, messages }) => [
        channels.answer,
        promptId,
        messages?.[0]?.content,
      ]),
    ).to.deep.equal([
      ['一つ目', 'samples/0', '質問'],
      ['二つ目', 'samples/0', '質問'],
    ]);
    expect(new Set(responses.map(({ id }) => id)).size).to.equal(2);
  });

  it('have reasoning in the answer, as it came', async () => {
    folder = folderWith({
      [SAMPLES]: line(0, 'none', 'q', [['<think>Two and two.</think>四です。']]),
      [RESULTS]: results('m'),
    });
    const [response] = (await rowsOf(join(folder.path, SAMPLES))).responses;
    expect(response?.channels).to.deep.equal({ answer: '<think>Two and two.</think>四です。' });
  });

  it('name rows that hold likelihoods instead of text, NaN as Python writes it, and torn lines', async () => {
    folder = folderWith({
      [SAMPLES]: [
        line(0, 'none', 'q', [[['-1.5', 'False']]], ' yes'),
        line(1, 'none', 'q', [['四です。']]).replace(
          '"exact_match":1',
          '"exact_match":NaN,"brier":-Infinity',
        ),
        line(2, 'none', 'q', [['NaN は数ではありません。']]),
        '{"doc": {"question": "x"}, "resps": [["a"]]}',
        line(3, 'none', 'q', [['四']]).slice(0, 80),
      ].join('\n'),
      [RESULTS]: results('m'),
    });
    const rows = await rowsOf(join(folder.path, SAMPLES));
    expect(rows.responses.map(({ channels }) => channels.answer)).to.deep.equal([
      '四です。',
      'NaN は数ではありません。',
    ]);
    const file = SAMPLES.slice('org__model/'.length);
    expect(reasons(rows)).to.deep.equal([
      `${file}:1: the task asks for likelihoods, not for text`,
      `${file}:4: the row has no "doc_id"`,
      `${file}:5: the line is not JSON; it is the last one and may be cut off`,
    ]);
  });

  it('take --target before the model of the results, and need it where there are none', async () => {
    folder = folderWith({ [SAMPLES]: line(0, 'none', 'q', [['四です。']]), [RESULTS]: results('m') });
    const path = join(folder.path, SAMPLES);
    expect((await rowsOf(path, { target: 'checkpoint-b' })).responses[0]?.target).to.equal('checkpoint-b');
    folder.remove();
    folder = folderWith({ [SAMPLES]: line(0, 'none', 'q', [['四です。']]) });
    const failure = await rowsOf(join(folder.path, SAMPLES)).catch((error: Error) => error);
    expect((failure as Error).name).to.equal('UserError');
    expect((failure as Error).message).to.match(
      /no results_\*\.json beside the samples names one model; name it with --target$/,
    );
  });
});
