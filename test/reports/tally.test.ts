import { expect } from 'chai';
import fc from 'fast-check';
import { loadIdentifier } from '../../harness/identifier/index.js';
import { buildReport, type RunInput, RunTally, reportOn, tallyRun } from '../../reports/index.js';
import { type Judge, plainJudge } from '../../reports/judging/index.js';
import type { PromptRecord } from '../../store/index.js';
import { CLEAN, CYRILLIC, ENGLISH, type Given, keysFrom, run } from './runs.js';

const prompts: PromptRecord[] = Array.from({ length: 40 }, (_, i) => ({
  id: `monolingual/${i % 3 === 0 ? 'okapi' : 'aya'}/${i % 2 === 0 ? 'ja' : 'ru'}/${i}`,
  language: i % 2 === 0 ? 'ja' : 'ru',
  messages: [{ role: 'user', content: `question ${i}` }],
  ...(i % 4 === 0 && { expect: ['天気'] }),
}));

const ANSWERS: Readonly<Record<string, readonly (string | null)[]>> = {
  ja: [CLEAN, CYRILLIC, ENGLISH, `${CLEAN}(NASA)`, `${CYRILLIC}한국어`, '', null],
  ru: ['Мы идём домой по длинной улице', 'Мы очень любим 音楽 по утрам', ENGLISH, 'Мы живём в NASA давно'],
};

/** Two targets with every state of a sample, channels, exemptions, expected texts and the benchmark's names. */
const given: readonly Given[] = prompts.flatMap(({ id, language }, i) =>
  [0, 1, 2].flatMap((repeat) =>
    ['a', 'b'].map((target, t): Given => {
      const answers = ANSWERS[language] ?? [];
      return {
        target,
        prompt: id,
        language,
        repeat,
        answer: answers[(i * 5 + repeat * 3 + t) % answers.length] ?? null,
        more: {
          attempts: 1 + ((i + repeat) % 2),
          system_fingerprint: `fp_${(i + t) % 3}`,
          ...(i % 3 === 0 && { reasoning: repeat === 1 ? CYRILLIC : CLEAN }),
          ...(i % 7 === 6 && { error: { kind: 'timeout', message: 'no answer in time' } as const }),
        },
      };
    }),
  ),
);

/** Parts of a log: each part of a run would say that all questions of the run are to come. */
const part = (samples: readonly Given[]): RunInput =>
  run(
    'r',
    samples,
    { made_by: 'score', baseline: 'a', targets: ['a', 'b'].map((id) => ({ id, model: id })) },
    prompts,
  );

const tallyOf = async (samples: readonly Given[], judge: Judge): Promise<RunTally> => {
  keysFrom(0);
  return (await tallyRun(part(samples), judge)).tally;
};

const reportOf = (tally: RunTally): unknown => reportOn([{ run: part([]), tally, torn: 0 }]);

/** What is in a value, with numbers to the twelfth digit. */
const rounded = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, inner) => (typeof inner === 'number' ? inner.toPrecision(12) : inner)),
  );

describe('a tally', () => {
  let judge: Judge;
  let whole: RunTally;
  before(async () => {
    judge = plainJudge({ identifierOf: loadIdentifier, lcb: { words: 'weather\nabout\n' } });
    whole = await tallyOf(given, judge);
  });

  it('is what a report is made of', async () => {
    const { report } = await buildReport([part(given)], { judge });
    expect(reportOf(whole)).to.deep.equal(report);
    const [target] = report.targets;
    // Of all that adds up there is something.
    expect(target).to.include.keys('channels', 'expected', 'exemptions', 'lcb', 'fingerprints');
    expect(target?.excluded).to.include({ error: 15 });
    expect(target?.languages.ru?.mixing_indices?.mixed).to.be.above(0);
    expect(report.comparisons.length).to.be.above(5);
  });

  it('is the same after it was JSON', () => {
    const again = RunTally.fromJSON(JSON.parse(JSON.stringify(whole)));
    expect(JSON.stringify(again)).to.equal(JSON.stringify(whole));
    expect(JSON.stringify(reportOf(again))).to.equal(JSON.stringify(reportOf(whole)));
  });

  for (const [where, at] of [
    ['between two prompts', 120],
    ["within a prompt's repeats", 122],
    ["between two targets' answers to one question", 121],
    ['before the first sample', 0],
  ] as const)
    it(`of two halves is that of the whole, byte by byte, cut ${where}`, async () => {
      const plain = plainJudge({ identifierOf: loadIdentifier });
      const first = await tallyOf(given.slice(0, at), plain);
      first.merge(await tallyOf(given.slice(at), plain));
      const all = await tallyOf(given, plain);
      expect(JSON.stringify(reportOf(first)) === JSON.stringify(reportOf(all))).to.equal(true);
    });

  it('of any parts in any order is that of the whole, but for the last digits of sums of fractions', async () => {
    const parts = fc.array(fc.nat(4), { minLength: given.length, maxLength: given.length });
    const expected = rounded(reportOf(whole));
    await fc.assert(
      fc.asyncProperty(parts, async (places) => {
        const tallies = await Promise.all(
          [3, 0, 4, 1, 2].map((place) =>
            tallyOf(
              given.filter((_, i) => places[i] === place),
              judge,
            ),
          ),
        );
        const all = new RunTally(whole.key, ['a', 'b']);
        for (const tally of tallies) all.merge(tally);
        expect(sorted(rounded(reportOf(all)))).to.deep.equal(sorted(expected));
      }),
      { numRuns: 5 },
    );
  });

  it('adds up only with what was judged in the same way', async () => {
    const other = await tallyOf(given.slice(0, 9), plainJudge({ identifierOf: loadIdentifier }));
    expect(() => whole.merge(other)).to.throw(/do not add up/);
    const light = await tallyOf(given.slice(0, 9), plainJudge());
    expect(light.key.identifier).to.equal('franc');
    expect(() => other.merge(light)).to.throw(/"franc".*do not add up.*"fasttext"/);
    expect(() => reportOn([whole, other].map((tally) => ({ run: part([]), tally, torn: 0 })))).to.throw(
      /^samples judged by .* are not compared with samples judged by/,
    );
  });

  it('is not read from what is none', () => {
    const stored = JSON.parse(JSON.stringify(whole));
    for (const broken of [
      null,
      {},
      { ...stored, schema: 2 },
      { ...stored, prompts: [] },
      { ...stored, targets: [{ ...stored.targets[0], requests: -1 }] },
      { ...stored, targets: [{ ...stored.targets[0], languages: [['ja', { kinds: [], prompts: [0] }]] }] },
    ])
      expect(() => RunTally.fromJSON(broken), JSON.stringify(broken)?.slice(0, 40)).to.throw();
  });

  it('takes no more of a repeat that has a large number', async () => {
    const samples = Array.from({ length: 50 }, (_, i) => ({
      target: 'a',
      prompt: `p${i % 10}`,
      repeat: 1_000_000 - i,
      answer: i % 2 === 0 ? CYRILLIC : CLEAN,
    }));
    const before = process.cpuUsage();
    const { report } = await buildReport([run('r', samples)]);
    const { user } = process.cpuUsage(before);
    expect(report.targets[0]?.mixing).to.include({ mixed: 25, of: 50 });
    expect(user).to.be.below(1_000_000);
    expect(JSON.stringify(await tallyOf(samples, judge)).length).to.be.below(10_000);
  });
});

/** The keys of objects in order: that of fingerprints is the samples'. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
