import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { loadIdentifier } from '../../harness/identifier/index.js';
import {
  buildReport,
  type Comparison,
  formats,
  pool,
  type Report,
  type ResponseRow,
  RunTally,
  renderTerminal,
  report,
  reportOn,
  tallyRun,
} from '../../reports/index.js';
import { Collapse } from '../../reports/judging/index.js';
import { data, needsData } from '../support/needs.js';
import { type Given, keysFrom, run } from './runs.js';

const PROMPTS = 60;

/** Kana and Han that make no sense and are in no list of words: no two of these texts have a stretch in common. */
const LETTERS = [
  ...'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん海山川森空雲風雨雪花',
];

/** A text of its own for each number. */
function story(n: number, sentences = 3): string {
  let seed = n + 1;
  const letter = (): string => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return LETTERS[(seed >>> 8) % LETTERS.length] ?? '';
  };
  return Array.from({ length: sentences }, () => `${Array.from({ length: 40 }, letter).join('')}。`).join('');
}

const CANNED = 'この質問については、申し訳ありませんが、お答えすることができません。';
const SLIP = '今日は хорошая погода です。';

const rows = (
  target: string,
  textOf: (prompt: number) => string,
  more: Partial<ResponseRow> = {},
): ResponseRow[] =>
  Array.from({ length: PROMPTS }, (_, i) => ({
    target,
    language: 'ja',
    text: textOf(i),
    promptId: `p${i}`,
    prompt: `${story(i, 1)}それについて短い話を書いてください。`,
    ...more,
  }));

const reportOnRows = async (given: readonly ResponseRow[], baseline?: string): Promise<Report> =>
  (await report(given, { ...(baseline !== undefined && { baseline }) })).report;

/** Every third answer with a slip. */
const mixing = (i: number): string => (i % 3 === 0 ? `${SLIP}${story(i)}` : story(i));

const rowOf = ({ comparisons }: Report, measure: Comparison['measure'], language = 'ja') =>
  comparisons.find((row) => row.measure === measure && row.language === language && row.script === '*');

describe('answers that repeat the answers to other prompts', () => {
  const repeatsIn = async (given: readonly ResponseRow[]) =>
    (await reportOnRows(given)).targets[0]?.collapse?.repeats;

  it('are counted, the same or nearly so, as a rate with its interval', async () => {
    const rate = await repeatsIn(
      rows('a', (i) => (i % 2 === 0 ? CANNED.replace('、', i % 4 === 0 ? '' : '，') : story(i))),
    );
    expect(rate).to.include({ mixed: PROMPTS / 2, of: PROMPTS, rate: 0.5 });
    expect(rate?.low).to.be.within(0.3, 0.4);
  });

  it('are none where each prompt has an answer of its own', async () => {
    expect(await repeatsIn(rows('a', (i) => story(i)))).to.include({ mixed: 0, of: PROMPTS });
  });

  it('are none where short answers to closed questions are equal', async () => {
    for (const text of ['はい。', '42', 'Yes', '正解はBです。'])
      expect(await repeatsIn(rows('a', () => text)), text).to.include({ mixed: 0 });
  });

  it('are none where one prompt was asked again and again, whatever its ids', async () => {
    const again = rows('a', () => CANNED).map((row) => ({
      ...row,
      prompt: '富士山の高さを教えてください。',
    }));
    expect(await repeatsIn(again)).to.include({ mixed: 0, of: PROMPTS });
  });

  it('are not looked for in what the simulator says', async () => {
    const given: Given[] = Array.from({ length: 20 }, (_, i) => ({
      target: 'a',
      prompt: `p${i}`,
      answer: CANNED,
      more: { system_fingerprint: 'offscript-simulator-1' },
    }));
    const { report: built } = await buildReport([run('r', given)]);
    expect(built.targets[0]).to.include({ scored: 20 }).and.not.to.have.property('collapse');
  });

  it('have to be the answers to more than five prompts', async () => {
    for (const [same, mixed] of [
      [5, 0],
      [6, 6],
    ] as const)
      expect(await repeatsIn(rows('a', (i) => (i < same ? CANNED : story(i))))).to.include({ mixed });
  });

  it('are looked for in each target and language by itself', async () => {
    const three = rows('a', (i) => (i < 3 ? CANNED : story(i)));
    const { targets } = await reportOnRows([
      ...three,
      ...rows('b', (i) => (i < 3 ? CANNED : story(i))),
      ...rows('a', (i) => (i < 3 ? CANNED : story(i)), { language: 'zh-Hans' }).map((row) => ({
        ...row,
        promptId: `zh${row.promptId}`,
      })),
    ]);
    for (const { collapse } of targets) expect(collapse?.repeats.mixed).to.equal(0);
  });
});

describe('signs of collapse', () => {
  it('are of copies where prompts are known only', async () => {
    const given = rows('a', (i) =>
      i < 20 ? `${story(i, 1)}それについて短い話を書いてください。` : story(i),
    );
    const known = (await reportOnRows(given)).targets[0]?.collapse;
    const unknown = (await reportOnRows(given.map(({ prompt: _, ...row }) => row))).targets[0]?.collapse;
    expect(known?.copies).to.include({ mixed: 20, of: PROMPTS });
    expect(unknown?.copies).to.include({ mixed: 0, of: 0, rate: null });
  });

  it('are of copies also where a prompt is not to excuse anything', async () => {
    const content = `${story(0, 1)}それについて短い話を書いてください。`;
    const prompts = [
      { id: 'p0', language: 'ja', messages: [{ role: 'user', content }], exempt: false },
    ] as const;
    const given: Given[] = [{ target: 'a', prompt: 'p0', answer: content }];
    const { report: built } = await buildReport([run('r', given, {}, prompts)]);
    expect(built.targets[0]?.collapse?.copies).to.include({ mixed: 1, of: 1 });
  });

  it('take of several messages the last one of the user', async () => {
    const asked = (i: number): string => `${story(i, 1)}それについて短い話を書いてください。`;
    const given = rows('a', asked).map((row, i) => ({
      ...row,
      prompt: [
        { role: 'system' as const, content: 'あなたは親切な助手です。日本語だけで答えてください。' },
        { role: 'user' as const, content: asked(i) },
      ],
    }));
    expect((await reportOnRows(given)).targets[0]?.collapse?.copies).to.include({ mixed: PROMPTS });
  });

  it('are none of failed and empty answers, and are those of answers too short to be scored', async () => {
    const given: Given[] = [
      { target: 'a', prompt: 'p0', answer: story(0) },
      { target: 'a', prompt: 'p1', answer: '' },
      { target: 'a', prompt: 'p2', answer: '!'.repeat(500) },
      { target: 'a', prompt: 'p3', answer: null, more: { error: { kind: 'timeout', message: 'late' } } },
    ];
    const { report: built } = await buildReport([run('r', given)]);
    expect(built.targets[0]).to.include({ scored: 1 });
    expect(built.targets[0]?.collapse?.loops).to.include({ mixed: 1, of: 2 });
  });

  it('add up: halves to the whole, byte by byte, also where only the whole shows that answers repeat', async () => {
    const given: readonly Given[] = Array.from({ length: 56 }, (_, i) => ({
      target: i % 2 === 0 ? 'a' : 'b',
      prompt: `p${i >> 1}`,
      answer: i % 8 < 2 ? CANNED : story(i),
    }));
    const part = (samples: readonly Given[]) =>
      run('r', samples, { baseline: 'a', targets: ['a', 'b'].map((id) => ({ id, model: id })) });
    const tallyOf = async (samples: readonly Given[]) => {
      keysFrom(0);
      return (await tallyRun(part(samples))).tally;
    };
    const reported = (tally: RunTally) => JSON.stringify(reportOn([{ run: part([]), tally, torn: 0 }]));
    const all = await tallyOf(given);
    const halves = RunTally.fromJSON(JSON.parse(JSON.stringify(await tallyOf(given.slice(0, 28)))));
    expect(reported(halves)).not.to.include('"repeats":{"mixed":7');
    halves.merge(await tallyOf(given.slice(28)));
    expect(reported(all)).to.include('"repeats":{"mixed":7');
    expect(reported(halves) === reported(all)).to.equal(true);
  });
});

describe('signs of collapse of a quarter of a million answers', () => {
  it('are read again from what was stored', () => {
    const answers = 250_000;
    const signs = new Collapse((prompt) => prompt);
    for (let i = 0; i < answers; i++) {
      const sketch = Array.from({ length: 8 }, (_, place) => (i < 6 ? place : i * 8 + place));
      signs.add(i, 0, { loops: i === 0, copies: null, sketch, length: 9 }, i);
    }
    const { samples, test } = Collapse.fromJSON(JSON.parse(JSON.stringify(signs))).counted('repeats');
    expect(pool(samples.clusters(test))).to.include({ events: 6, trials: answers });
  });
});

describe('a rate of mixing that falls', () => {
  const verdicts = async (candidate: (i: number) => string): Promise<Report> =>
    reportOnRows([...rows('before', mixing), ...rows('after', candidate)], 'before');

  it('is better where answers are what they were', async () => {
    const built = await verdicts((i) => story(i));
    expect(rowOf(built, 'mixing')).to.include({ verdict: 'better' }).and.not.to.have.property('collapse');
    expect(rowOf(built, 'repeats')).to.equal(undefined);
    const [length] = built.lengths;
    expect(length?.language).to.equal('*');
    expect(length?.ratio).to.be.within(0.9, 1);
    expect(length?.low).to.be.below(length?.ratio ?? 0);
  });

  const dead: readonly (readonly [string, (i: number) => string, string])[] = [
    ['repeat each other', (i) => (i % 2 === 0 ? CANNED : story(i)), 'repeats'],
    [
      'copy their prompts',
      (i) => (i % 2 === 0 ? `${story(i, 1)}それについて短い話を書いてください。` : story(i)),
      'copies',
    ],
    ['loop', (i) => (i % 2 === 0 ? `${story(i, 1)}${'小さな'.repeat(60)}` : story(i)), 'loops'],
    ['are empty', (i) => (i % 3 === 1 ? story(i) : ''), 'empty'],
    ['are short', (i) => `${LETTERS[i % LETTERS.length]}だと思います。`, 'shorter'],
  ];
  for (const [what, candidate, sign] of dead)
    it(`is not better where answers ${what}, and every format says so`, async () => {
      const built = await verdicts(candidate);
      for (const language of ['*', 'ja']) {
        const row = rowOf(built, 'mixing', language);
        expect(row?.delta).to.be.below(-0.2);
        expect(row?.verdict).to.equal('degraded');
        expect(row?.collapse).to.include(sign);
      }
      if (sign !== 'shorter') expect(rowOf(built, sign as 'loops')).to.include({ verdict: 'worse' });
      for (const text of [
        renderTerminal(built),
        ...Object.values(formats).map(({ render }) => render(built, { shown: [], flagged: 0 })),
      ]) {
        expect(text).to.include('degraded');
        expect(text).to.match(/Answers got worse in Japanese|shorter|repeats|copies|loops/);
      }
      expect(renderTerminal(built, { width: 400 })).to.match(
        /Answers got worse in Japanese: [^;]*; that fewer .* is no improvement\./,
      );
    });

  it('is told in the numbers of the language where it was seen, and beside a collapsed baseline says little', async () => {
    const both = (target: string, ja: (i: number) => string, zh: (i: number) => string): ResponseRow[] => [
      ...rows(target, ja),
      ...rows(target, zh, { language: 'zh-Hans' }).map((row) => ({ ...row, promptId: `zh${row.promptId}` })),
    ];
    const chinese = (i: number): string =>
      story(i).replace(/[ぁ-ん]/g, (kana) =>
        String.fromCodePoint(0x4eba + (kana.codePointAt(0) ?? 0) - 0x3041),
      );
    const chant = (i: number): string => `${chinese(i).slice(0, 6)}，`.repeat(40);
    const short = (i: number): string => `${LETTERS[i % LETTERS.length]}だと思います。`;
    const given = [...both('before', mixing, chinese), ...both('after', short, chant)];
    const said = (built: Report): string => renderTerminal(built, { width: 1000 });
    const forth = said(await reportOnRows(given, 'before'));
    expect(forth).to.match(
      /Answers got worse in Japanese and Simplified Chinese: 0\.0% → 100\.0% loop in Simplified Chinese and they are 0\.0\d times \(\S+\) as long in Japanese, /,
    );
    expect(forth).not.to.include("The baseline's own answers");
    expect(said(await reportOnRows(given, 'after'))).to.include(
      "The baseline's own answers are bad in Simplified Chinese: 100.0% loop; a change from there says little.",
    );
  });

  it('is better of answers half as long where it fell by far more than that', async () => {
    const built = await reportOnRows(
      [...rows('before', (i) => `${SLIP}${story(i, 5)}`), ...rows('after', (i) => story(i, 2))],
      'before',
    );
    expect(built.lengths[0]?.high).to.be.below(0.6);
    expect(rowOf(built, 'mixing')).to.include({ verdict: 'better' });
  });

  const many = (target: string, prompts: number, textOf: (i: number) => string): ResponseRow[] =>
    Array.from({ length: prompts }, (_, i) => ({
      target,
      language: 'ja',
      text: textOf(i),
      promptId: `p${i}`,
    }));

  it('is better of answers a fifth shorter: so much is no collapse', async () => {
    const slips = (sentences: number, has: (i: number) => boolean) => (i: number) =>
      `${has(i) ? SLIP : ''}${story(i, sentences)}`;
    const built = await reportOnRows(
      [
        ...many(
          'before',
          300,
          slips(5, (i) => i % 10 !== 0),
        ),
        ...many(
          'after',
          300,
          slips(4, (i) => i % 10 !== 0 && i % 12 !== 0),
        ),
      ],
      'before',
    );
    expect(built.lengths[0]?.high).to.be.within(0.75, 0.85);
    expect(rowOf(built, 'mixing')).to.include({ verdict: 'better' });
  });

  it('is better where so few answers loop that nobody would act on it', async () => {
    const few = (i: number): string => (i < 12 ? `${story(i, 1)}${'小さな'.repeat(60)}` : story(i, 1));
    const built = await reportOnRows(
      [...many('before', 1600, mixing), ...many('after', 1600, few)],
      'before',
    );
    expect(rowOf(built, 'loops')).to.include({ verdict: 'worse', delta: 12 / 1600 });
    expect(rowOf(built, 'mixing')).to.include({ verdict: 'better' });
  });

  it('is compared with what became empty of the answers that came', async () => {
    const answers = (target: string, textOf: (i: number) => string | null): Given[] =>
      Array.from({ length: PROMPTS }, (_, i): Given => {
        const answer = textOf(i);
        const error = { kind: 'timeout', message: 'late' } as const;
        return { target, prompt: `p${i}`, answer, ...(answer === null && { more: { error } }) };
      });
    const samples = [
      ...answers('before', (i) => story(i)),
      ...answers('after', (i) => (i < 24 ? null : i < 36 ? '' : story(i))),
    ];
    const { report: built } = await buildReport([run('r', samples, { baseline: 'before' })]);
    expect(rowOf(built, 'empty')?.candidate_rate).to.include({ mixed: 12, of: 36 });
  });

  it('goes by the lengths of the answers to each prompt, however different prompts are', async () => {
    const long = (i: number): string => story(i, 2 ** (1 + (i % 5)));
    const half = (i: number): string => story(i, 2 ** (i % 5));
    const [length] = (await reportOnRows([...rows('before', long), ...rows('after', half)], 'before'))
      .lengths;
    expect(length?.ratio).to.be.closeTo(0.5, 0.01);
    expect((length?.high ?? 1) - (length?.low ?? 0)).to.be.below(0.01);
  });

  it('is better in a language whose answers are alive, whatever became of another one', async () => {
    const both = (target: string, ja: (i: number) => string, zh: (i: number) => string): ResponseRow[] => [
      ...rows(target, ja),
      ...rows(target, zh, { language: 'zh-Hans' }).map((row) => ({ ...row, promptId: `zh${row.promptId}` })),
    ];
    const chinese = (i: number): string =>
      `第${i}个故事讲的是一个孩子怎样学会唱歌，又怎样在${i + 3}天以后忘记了它。`;
    const built = await reportOnRows(
      [
        ...both('before', mixing, (i) => (i % 2 === 0 ? `${chinese(i)} хорошо` : chinese(i))),
        ...both('after', () => CANNED, chinese),
      ],
      'before',
    );
    expect(rowOf(built, 'mixing', 'ja')).to.include({ verdict: 'degraded' });
    expect(rowOf(built, 'mixing', 'zh-Hans')).to.include({ verdict: 'better' });
    expect(rowOf(built, 'mixing', '*')).to.include({ verdict: 'degraded' });
  });
});

describe('real answers', function () {
  this.timeout(300_000);

  const read = (name: string): ResponseRow[] =>
    gunzipSync(readFileSync(join(data, 'real', `${name}.jsonl.gz`)))
      .toString()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const { id, target, language, prompt, text } = JSON.parse(line);
        return { promptId: `${language} ${id}`, target, language, prompt, text };
      });
  const reportFor = async (name: string, baseline: string): Promise<Report> =>
    (await report(read(name), { baseline, identifierOf: (id) => loadIdentifier(id) })).report;

  before(function () {
    needsData(this);
  });

  it('of four checkpoints of a small model: the repair that went wrong is no better, nor is the one that half did', async () => {
    const built = await reportFor('gemma270m-arms', 'post');
    const counts = built.targets.map(({ id, collapse }) => [
      id,
      collapse?.repeats.mixed,
      collapse?.copies.mixed,
      collapse?.loops.mixed,
    ]);
    expect(counts).to.deep.equal([
      ['base', 0, 2, 7],
      ['post', 0, 0, 11],
      ['copies-only', 217, 217, 5],
      ['post-with-copies', 87, 100, 27],
    ]);
    const verdicts = built.comparisons
      .filter(({ language, measure }) => language === '*' && measure === 'mixing')
      .map(({ candidate, verdict, collapse }) => [candidate, verdict, collapse]);
    expect(verdicts).to.deep.equal([
      ['base', 'better', undefined],
      ['copies-only', 'degraded', ['repeats', 'copies']],
      ['post-with-copies', 'degraded', ['repeats', 'copies', 'loops']],
    ]);
    const fromBase = await reportFor('gemma270m-arms', 'base');
    expect(fromBase.comparisons.filter(({ verdict }) => verdict === 'better')).to.deep.equal([]);
  });

  it('of good models show next to none of it', async () => {
    for (const [name, baseline] of [
      ['ja-frontier', 'gpt-4o-2024-08-06'],
      ['en-alpaca', 'gpt-4o-2024-05-13'],
    ] as const) {
      const { targets } = await reportFor(name, baseline);
      for (const { id, collapse } of targets) {
        if (id.startsWith('Meta-Llama') || id.startsWith('pairrm')) continue;
        expect([collapse?.repeats.mixed, collapse?.copies.mixed, collapse?.loops.mixed], id).to.deep.equal([
          0, 0, 0,
        ]);
      }
    }
  });
});
