import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { UserError } from '../../files/index.js';
import { estimateRun } from '../../harness/run/index.js';
import {
  buildReport,
  openRun,
  renderCsv,
  renderHtml,
  renderMarkdown,
  renderTerminal,
} from '../../reports/index.js';
import { folderPlace, folderStore, mergeRuns } from '../../store/index.js';
import { collect } from '../support/collect.js';
import { folderWith } from '../support/offscript.js';

type Json = Record<string, unknown>;

const MANIFEST: Json = {
  schema: 1,
  made_by: 'run',
  suite: { name: 's', hash: 'h' },
  created_at: '2026-01-01T00:00:00.000Z',
  versions: { offscript: '0.1.0', node: '20.19.0', unicode: '17.0.0', packs: '2026.11.3' },
  targets: [
    { id: 'a', model: 'm', base_url: 'http://127.0.0.1:9/v1', sampling: { temperature: 0, stop: ['x'] } },
    { id: 'b', model: 'm', extra_body: { top_k: 3 } },
  ],
  baseline: 'a',
  repeats: 2,
  seed: 7,
  prompts: 2,
  left_out: { unread: 1, doubles: 0 },
  shard: { index: 1, of: 2 },
  questions: 4,
  detection: { lid: 'franc', allow: ['NHK'], policies: { ja: { tolerated: ['Cyrl'], min_letters: 3 } } },
};

const PROMPTS: readonly Json[] = [
  {
    id: 'p',
    language: 'ja',
    messages: [
      { role: 'system', content: 's' },
      { role: 'user', content: '天気は？' },
    ],
    tags: ['plain'],
    allow: ['NHK'],
    expect: ['晴れ'],
    reported: [{ model: 'm', script: 'Cyrl', mixed: 1, of: 2, source: 'https://example.org' }],
    note: 'n',
  },
  { id: 'q', language: 'ko', messages: [{ role: 'user', content: '날씨는?' }] },
];

const sample = (i: number, more: Json = {}): Json => ({
  key: i.toString(16).padStart(24, '0'),
  target: i % 2 === 0 ? 'a' : 'b',
  prompt: 'p',
  language: 'ja',
  repeat: i >> 1,
  answer: '今日はとても хорошо 良い天気です。',
  attempts: 1,
  ...more,
});

const SAMPLES: readonly Json[] = [
  sample(0, {
    reasoning: 'まず、考えます。 хорошо',
    tool_calls: [{ name: 'f', arguments: '{"q": "天気"}' }],
    finish_reason: 'stop',
    model: 'm-1',
    system_fingerprint: 'fp',
    usage: { prompt_tokens: 4, completion_tokens: 6, reasoning_tokens: 1 },
    logprobs: [
      ['今', -0.5],
      [[0xe6, 0x97], null, [['日', -1]]],
      // As version 0.1 took them of a server.
      [[null, 'x'], -1],
    ],
    retried: ['429'],
    attempts: 2,
    started_at: '2026-01-01T00:00:00.000Z',
    latency_ms: 12,
    first_token_ms: 3,
  }),
  sample(1, { answer: null, error: { kind: 'http', status: 500, message: 'broken' } }),
  sample(1),
  sample(2, { answer: null, refusal: 'いいえ' }),
];

/** Nested too deep to be written by recursion; stands in the files in the place of this word. */
const DEEP = 'deep-deep-deep';
const deeply = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
const written = (value: unknown): string => JSON.stringify(value).replaceAll(`"${DEEP}"`, deeply);
const linesOf = (records: readonly unknown[]): string =>
  records.map((record) => `${written(record)}\n`).join('');

describe('records of a run', () => {
  let folder: ReturnType<typeof folderWith>;
  let run: string;
  beforeEach(() => {
    folder = folderWith({});
    run = join(folder.path, 'run');
    mkdirSync(run);
  });
  afterEach(() => folder.remove());

  function write(manifest: unknown, prompts: readonly unknown[], samples: readonly unknown[]): void {
    writeFileSync(join(run, 'run.json'), written(manifest));
    writeFileSync(join(run, 'prompts.jsonl'), linesOf(prompts));
    writeFileSync(join(run, 'samples.jsonl'), linesOf(samples));
  }

  /** Reads all of a run in every way that there is. */
  async function readAll(): Promise<void> {
    const store = folderStore(run);
    const { report, examples } = await buildReport([await openRun(store)]);
    for (const { requests, retried, samples } of report.targets)
      for (const count of [requests, retried, samples]) expect(count).to.satisfy(Number.isSafeInteger);
    renderHtml(report, examples, { generatedAt: '2026-01-01T00:00:00.000Z' });
    renderMarkdown(report);
    renderCsv(report);
    renderTerminal(report, { color: false, width: 80 });
    const suite = { name: 's', repeats: 1, targets: [], prompts: [] };
    await estimateRun(suite, store);
    await collect(store.failedAttempts());
    const manifest = await store.manifest();
    await mergeRuns([store, store], folderPlace(join(folder.path, 'merged')));
    await (await store.open({ manifest, prompts: [...(await store.prompts()).values()] })).close();
  }

  it('are read where they are right, also with fields of a later version', async () => {
    const more = { later: { of: [[['depth']]] } };
    write(
      { ...MANIFEST, ...more },
      PROMPTS.map((one) => ({ ...one, ...more })),
      [...SAMPLES, sample(3, more)],
    );
    await readAll();
    const merged = await collect(folderStore(join(folder.path, 'merged')).history());
    expect(merged.at(-1)).to.deep.equal(sample(3, more));
  });

  const wrongFields: readonly (readonly [Json, string])[] = [
    [{ attempts: null }, '"attempts" must be a whole number of at least 0'],
    [{ attempts: undefined }, '"attempts" is missing'],
    [{ key: 5 }, '"key" must be a text'],
    [{ repeat: 1_000_000 }, '"repeat" must be a whole number from 0 to 999999'],
    [{ repeat: -1 }, '"repeat" must be a whole number from 0 to 999999'],
    [{ repeat: 0.5 }, '"repeat" must be a whole number from 0 to 999999'],
    [{ answer: 5 }, '"answer" must be a text or null'],
    [{ error: null }, '"error" must be an object with kind, status for http, message'],
    [
      { answer: null, error: { kind: 'http', message: '' } },
      '"error" must be an object with kind, status for http, message',
    ],
    [
      { error: { kind: 'body', message: 'but there is an answer' } },
      '"answer" must be null beside an "error"',
    ],
    [
      { answer: null, refusal: 'no', error: { kind: 'body', message: '' } },
      '"refusal" must not stand beside an "error"',
    ],
    [{ reasoning: 5 }, '"reasoning" must be a text'],
    [{ refusal: null }, '"refusal" must be a text'],
    [{ tool_calls: {} }, '"tool_calls" must be a list, each an object with name, arguments'],
    [{ tool_calls: [null] }, '"tool_calls" must be a list, each an object with name, arguments'],
    [{ system_fingerprint: 5 }, '"system_fingerprint" must be a text'],
    [
      { usage: { prompt_tokens: '5', completion_tokens: 1 } },
      '"usage" must be an object with prompt_tokens, completion_tokens, reasoning_tokens',
    ],
    [{ logprobs: [['a']] }, '"logprobs" must be a list, each [token, logprob, [[token, logprob], ...]]'],
    [{ retried: [429] }, '"retried" must be a list of texts'],
    [{ latency_ms: '5' }, '"latency_ms" must be a number'],
    [{ later: DEEP }, '"later" is nested too deep'],
    [
      { tool_calls: [{ name: '', arguments: '', later: DEEP }] },
      '"tool_calls" must be a list, each an object with name, arguments',
    ],
  ];

  async function expectNamed(wrong: unknown, problem: string): Promise<void> {
    write(MANIFEST, PROMPTS, [...SAMPLES, wrong, sample(4)]);
    const error = await readAll().catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(UserError);
    expect((error as UserError).message).to.equal(
      `${join(run, 'samples.jsonl')}:5: this line is no record of a run: ${problem}; remove the line; the rest of the file is untouched`,
    );
  }

  for (const [wrong, problem] of wrongFields)
    it(`name the line of samples.jsonl and the field that is wrong: ${Object.keys(wrong)}, ${problem}`, () =>
      expectNamed(sample(3, wrong), problem));

  it('name the line of samples.jsonl that is no sample at all', async () => {
    for (const wrong of [null, 'text', 5, []]) await expectNamed(wrong, 'it is no object');
    await expectNamed({}, '"key" is missing');
  });

  it('name the line of prompts.jsonl and the field', async () => {
    for (const [wrong, problem] of [
      [
        { ...PROMPTS[0], messages: [{ role: 'user', content: null }] },
        '"messages" must be a list, each an object with role, content',
      ],
      [{ ...PROMPTS[0], messages: {} }, '"messages" must be a list, each an object with role, content'],
      [{ ...PROMPTS[0], allow: 'NHK' }, '"allow" must be a list of texts'],
      [{ id: 'p', language: 'ja' }, '"messages" is missing'],
    ] as const) {
      write(MANIFEST, [...PROMPTS, wrong], SAMPLES);
      const error = await readAll().catch((reason: unknown) => reason);
      expect((error as Error).message).to.contain(
        `${join(run, 'prompts.jsonl')}:3: this line is no record of a run: ${problem}; `,
      );
    }
  });

  it('name the field of run.json', async () => {
    for (const [wrong, field] of [
      [{ targets: [{ id: 5, model: 'm' }] }, 'targets.0.id'],
      [
        { targets: [{ id: 'a', model: 'm', sampling: { temperature: '1' } }] },
        'targets.0.sampling.temperature',
      ],
      [{ repeats: '2' }, 'repeats'],
      [{ repeats: 1e9 }, 'repeats'],
      [{ shard: { index: 1 } }, 'shard.of'],
      [{ suite: 's' }, 'suite'],
      [{ schema: 3 }, 'schema'],
      [{ questions: null }, 'questions'],
      [{ later: DEEP }, 'manifest'],
    ] as const) {
      write({ ...MANIFEST, ...wrong }, PROMPTS, SAMPLES);
      const error = await readAll().catch((reason: unknown) => reason);
      expect((error as Error).message, field).to.match(/; was it written by another version\?$/);
      expect((error as Error).message).to.contain(`${join(run, 'run.json')}: ${field}: `);
    }
  });

  it('of 1,000,000 repeats that are not there cost nothing', async function () {
    this.timeout(10_000);
    const far = Array.from({ length: 50 }, (_, i) => sample(i + 10, { repeat: 999_999, prompt: `p${i}` }));
    write(MANIFEST, PROMPTS, [...SAMPLES, ...far]);
    await collect(folderStore(run).samples());
  });

  /** Every place in a JSON value: the value that holds it, and its name there. */
  function* placesIn(value: unknown): Generator<readonly [Record<string | number, unknown>, string]> {
    if (value === null || typeof value !== 'object') return;
    const holder = value as Record<string | number, unknown>;
    for (const name of Object.keys(holder)) {
      yield [holder, name];
      yield* placesIn(holder[name]);
    }
  }

  it('give a report or one line that says what is wrong, whatever has become of them', async function () {
    this.timeout(120_000);
    const odd = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(
        null,
        -1,
        0.5,
        1e300,
        2 ** 53,
        '',
        '__proto__',
        'constructor',
        'ja',
        '\ud800',
        [null],
        {},
        DEEP,
      ),
    );
    const change = fc.record({
      file: fc.nat(2),
      place: fc.nat(),
      how: fc.constantFrom('replace', 'replace', 'remove', 'add'),
      value: odd,
      name: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'error', 'refusal', 'length')),
    });
    let readable = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const files = structuredClone([[MANIFEST], PROMPTS, SAMPLES]) as unknown[][];
        for (const { file, place, how, name, ...changed } of changes) {
          const value = structuredClone(changed.value);
          const places = [...placesIn(files[file])];
          const [holder, field] = places[place % places.length] ?? [{}, ''];
          if (how === 'replace') holder[field] = value;
          else if (how === 'remove') delete holder[field];
          else if (!Array.isArray(holder))
            Object.defineProperty(holder, name, {
              value,
              enumerable: true,
              writable: true,
              configurable: true,
            });
        }
        const [manifests = [], prompts = [], samples = []] = files;
        write(manifests[0] ?? null, prompts, samples);
        rmSync(join(folder.path, 'merged'), { recursive: true, force: true });
        try {
          await readAll();
          readable++;
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          refused++;
        }
      }),
      { numRuns: 400 },
    );
    // Both happen, or nothing was tried.
    expect(Math.min(readable, refused)).to.be.above(40);
  });
});
