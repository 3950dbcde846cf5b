import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { pack, unpack } from '../../files/index.js';
import { builtOn, countStored, type JudgedExtent, type Keeping, openHead } from '../../reports/index.js';
import { type Judge, plainJudge } from '../../reports/judging/index.js';
import { folderStore, type RunPlan, type Sample, type SampleKey } from '../../store/index.js';
import { CLEAN, CYRILLIC, ENGLISH } from './runs.js';

const TEXTS = [CLEAN, CYRILLIC, `${CLEAN}明日も。`, ENGLISH, ''];

const plan: RunPlan = {
  manifest: {
    schema: 1,
    made_by: 'run',
    suite: { name: 's', hash: 'h' },
    created_at: '2026-01-01T00:00:00.000Z',
    versions: {},
    targets: ['a', 'b'].map((id) => ({ id, model: id })),
    baseline: 'a',
    repeats: 3,
    prompts: 20,
  },
  prompts: Array.from({ length: 20 }, (_, i) => ({
    id: `p${i}`,
    language: 'ja',
    messages: [{ role: 'user', content: `天気は？${i}` }],
    expect: ['天気'],
  })),
};

const sample = (i: number, more: Partial<Sample> = {}): Sample =>
  ({
    key: (i * 7919).toString(16).padStart(24, '0') as SampleKey,
    target: i % 2 === 0 ? 'a' : 'b',
    prompt: `p${(i >> 1) % 20}`,
    language: 'ja',
    repeat: Math.floor(i / 40),
    attempts: 1,
    answer: TEXTS[(i * 3) % TEXTS.length],
    ...(i % 4 === 0 && { reasoning: i % 8 === 0 ? CYRILLIC : CLEAN }),
    ...more,
  }) as Sample;

const failed: Partial<Sample> = { answer: null, error: { kind: 'timeout', message: 'late' } };

/** Samples `from` to `to` - 1, the third of which failed. */
const samples = (from: number, to: number): Sample[] =>
  Array.from({ length: to - from }, (_, i) => sample(from + i, i === 2 ? failed : {}));

describe('a run that was reported on', () => {
  let folder: string;
  let kept: Map<string, Uint8Array>;
  let judged: number;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'offscript-test-'));
    kept = new Map();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const store = (name = 'run') => folderStore(join(folder, name));

  async function append(some: readonly Sample[], name?: string): Promise<void> {
    const session = await store(name).open(plan);
    for (const one of some) await session.append(one);
    await session.close();
  }

  const counting = (judge: Judge): Judge => ({
    ...judge,
    async *judge(cases, settings) {
      for await (const one of judge.judge(cases, settings)) {
        judged++;
        yield one;
      }
    },
  });
  const judge = counting(plainJudge());

  const keepingIn = (shelf: Map<string, Uint8Array>, code = 'code'): Keeping => ({
    code,
    shelf: {
      async *read(name) {
        const bytes = shelf.get(name);
        if (bytes !== undefined) yield bytes;
      },
      write: async (name, pieces) => void shelf.set(name, Buffer.concat([...pieces])),
    },
  });

  /** How much of the run was judged, how many samples that were, and the report with its examples. */
  async function counted(keeping?: Keeping, name?: string): Promise<[JudgedExtent, number, string]> {
    judged = 0;
    const there = store(name);
    const { run, judged: extent } = await countStored(there, await openHead(there), judge, keeping);
    const { report, examples } = builtOn([run]);
    return [extent, judged, JSON.stringify([{ ...report, runs: [] }, examples])];
  }

  it('comes to the same without being read again', async () => {
    await append(samples(0, 120));
    const [, , report] = await counted();
    expect(report).to.include('посмотреть'.slice(0, 0)).and.to.include('"flagged":');
    expect(await counted(keepingIn(kept))).to.deep.equal(['everything', 120, report]);
    expect(await counted(keepingIn(kept))).to.deep.equal(['nothing', 0, report]);
    expect(await counted(keepingIn(kept))).to.deep.equal(['nothing', 0, report]);
  });

  it('is judged for what was added to it alone, and comes to what all of it does', async () => {
    await append(samples(0, 50));
    await counted(keepingIn(kept));
    for (const [from, to] of [
      [50, 51],
      [51, 120],
    ] as const) {
      await append(samples(from, to));
      const [, , report] = await counted();
      expect(await counted(keepingIn(kept))).to.deep.equal(['added', to - from, report]);
      expect(await counted(keepingIn(kept))).to.deep.equal(['nothing', 0, report]);
    }
  });

  const changes: Readonly<Record<string, () => Promise<void> | void>> = {
    'a failure was answered': () => append([sample(2)]),
    'an answer was edited, to as many bytes': () => {
      const path = join(folder, 'run/samples.jsonl');
      writeFileSync(path, readFileSync(path, 'utf8').replace('хорошо', 'плохие'));
    },
    'answers were taken away': () => {
      const path = join(folder, 'run/samples.jsonl');
      writeFileSync(path, `${readFileSync(path, 'utf8').split('\n').slice(0, 30).join('\n')}\n`);
    },
    'the last line was torn': () => {
      const path = join(folder, 'run/samples.jsonl');
      writeFileSync(path, readFileSync(path, 'utf8').slice(0, -5));
    },
    'a prompt was edited': () => {
      const path = join(folder, 'run/prompts.jsonl');
      writeFileSync(path, readFileSync(path, 'utf8').replace('天気は', 'хорошо'));
    },
    'a target is said to draw otherwise': () => {
      const path = join(folder, 'run/run.json');
      const manifest = JSON.parse(readFileSync(path, 'utf8'));
      const [a, b] = manifest.targets;
      writeFileSync(
        path,
        JSON.stringify({ ...manifest, targets: [a, { ...b, sampling: { temperature: 0.5 } }] }),
      );
    },
    'another policy is in its manifest': () => {
      const path = join(folder, 'run/run.json');
      const manifest = JSON.parse(readFileSync(path, 'utf8'));
      writeFileSync(path, JSON.stringify({ ...manifest, detection: { allow: ['хорошо'] } }));
    },
  };
  for (const [what, change] of Object.entries(changes))
    it(`is judged anew where ${what}`, async () => {
      await append(samples(0, 60));
      await counted(keepingIn(kept));
      await change();
      const [, size, report] = await counted();
      expect(await counted(keepingIn(kept))).to.deep.equal(['everything', size, report]);
      expect(await counted(keepingIn(kept))).to.deep.equal(['nothing', 0, report]);
    });

  it('is not kept where samples have what reports tell and no tally holds', async () => {
    await append([...samples(0, 60), sample(60, { checks: { schema: true } })]);
    const [, , report] = await counted();
    for (const _ of [1, 2]) expect(await counted(keepingIn(kept))).to.deep.equal(['everything', 61, report]);
    expect(kept.size).to.equal(0);
  });

  it('is not kept where what a page shows of it is long, as prompts are', async () => {
    const content = `天気は？${'\n'.repeat((1 << 25) / 8)}`;
    const prompts = plan.prompts.map((prompt) => ({
      ...prompt,
      messages: [{ role: 'user' as const, content }],
    }));
    const session = await store().open({ ...plan, prompts: prompts.slice(0, 1) });
    for (let i = 0; i < 8; i++)
      await session.append(sample(2 * i, { prompt: 'p0', repeat: i, answer: CYRILLIC }));
    await session.close();
    const [, , report] = await counted(keepingIn(kept));
    expect(report).to.include('"flagged":');
    expect(kept.size).to.equal(0);
  });

  it('goes on from a torn line as from none', async () => {
    await append(samples(0, 60));
    changes['the last line was torn']?.();
    await counted(keepingIn(kept));
    await append(samples(60, 70));
    const [, , report] = await counted();
    expect((await counted(keepingIn(kept)))[2]).to.equal(report);
  });

  it('says how many answers are missing as its manifest does, not as it did', async () => {
    await append(samples(0, 60));
    await counted(keepingIn(kept));
    const path = join(folder, 'run/run.json');
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), questions: 100 }));
    const [, , report] = await counted();
    expect(report).to.include('"unanswered":70');
    expect(await counted(keepingIn(kept))).to.deep.equal(['nothing', 0, report]);
  });

  it('is judged anew by other code, and where what was kept is of another run', async () => {
    await append(samples(0, 60));
    const [, , report] = await counted(keepingIn(kept));
    expect(await counted(keepingIn(kept, 'other code'))).to.deep.equal(['everything', 60, report]);
    await append(samples(1, 40), 'other');
    const [, , other] = await counted(undefined, 'other');
    expect(await counted(keepingIn(kept, 'other code'), 'other')).to.deep.equal(['everything', 39, other]);
  });

  it('is judged anew where what was kept is damaged, of another form, or does not fit together', async () => {
    await append(samples(0, 60));
    const [, , report] = await counted(keepingIn(kept));
    const [[name, whole] = ['', Buffer.alloc(0)]] = kept;
    const data = unpack(whole) as Record<string, unknown>;
    const tally = data.tally as { readonly prompts: readonly string[]; readonly targets: readonly object[] };
    const damaged: Readonly<Record<string, Uint8Array>> = {
      nothing: Buffer.alloc(0),
      text: Buffer.from('{"schema":1}'),
      'half of it': whole.subarray(0, whole.length / 2),
      'another byte': Uint8Array.from(whole, (byte, i) => (i === 300 ? byte ^ 1 : byte)),
      ...Object.fromEntries(
        Object.entries<unknown>({
          null: null,
          'another schema': { ...data, schema: 3 },
          'no state': { ...data, state: 7 },
          'no examples': { ...data, examples: [] },
          'an example that is none': {
            ...data,
            examples: { flagged: 1, examples: [{ key: 'k', example: {} }] },
          },
          'no tally': { ...data, tally: {} },
          'prompts that are not there': { ...data, tally: { ...tally, prompts: tally.prompts.slice(1) } },
          'a target without numbers': { ...data, tally: { ...tally, targets: [{ id: 'a' }] } },
        }).map(([what, value]) => [what, Buffer.concat([...pack(value)])]),
      ),
    };
    for (const [what, bytes] of Object.entries(damaged)) {
      kept.set(name, bytes);
      expect(await counted(keepingIn(kept)), what).to.deep.equal(['everything', 60, report]);
      expect((await counted(keepingIn(kept)))[0], what).to.equal('nothing');
    }
    // The table above is of what was kept, changed: as it was it is taken.
    kept.set(name, Buffer.concat([...pack(data)]));
    expect((await counted(keepingIn(kept)))[0]).to.equal('nothing');
    expect(readdirSync(folder)).to.deep.equal(['run']);
  });
});
