import { expect } from 'chai';
import { buildReport, type Report, RunTally, tallyRun } from '../../../reports/index.js';
import type { Logprobs, RunManifest } from '../../../store/index.js';
import { type Given, only, run } from '../runs.js';

const ln = Math.log;

/** A place at which a word of Japanese was drawn, and Cyrillic might have been. */
const place = (off: number, name = 'はい', logprob = ln(0.9 - off)): Logprobs[number] => [
  name,
  logprob,
  [
    ['はい', ln(0.9 - off)],
    ['да', ln(off)],
    ['。', ln(0.09)],
    ['、', ln(0.001)],
  ],
];

const answer = (prompt: string, off: number, more: Partial<Given> = {}): Given => ({
  target: 'a',
  prompt,
  answer: 'はいはい',
  more: { logprobs: [place(off), place(off)] },
  ...more,
});

const slipped = (prompt: string, off: number, more: Partial<Given> = {}): Given =>
  answer(prompt, off, {
    answer: 'はいда',
    more: { logprobs: [place(off), place(off, 'да', ln(off))] },
    ...more,
  });

/** `n` prompts of which each has two places with this probability; so many slipped as that makes. */
const asExpected = (n: number, off: number): Given[] =>
  Array.from({ length: n }, (_, i) =>
    i < Math.round(2 * off * n) ? slipped(`p${i}`, off) : answer(`p${i}`, off),
  );

const latentOf = ({ targets: [first] }: Report) => first?.latent;

describe('a report of rates by probabilities', () => {
  it('has the mean of the sums, for a target and for each of its languages', async () => {
    const given = asExpected(100, 0.05);
    const report = await only(run('r', given));
    const latent = latentOf(report);
    expect(latent?.slips).to.include({ mixed: 10, of: 100 });
    expect(latent?.rate).to.be.closeTo(0.1, 1e-9);
    expect(report.targets[0]?.languages.ja?.latent).to.deep.equal(latent);
  });

  it('takes repeats for units where there is a single prompt', async () => {
    const repeats = Array.from({ length: 60 }, (_, repeat) =>
      repeat % 12 === 0
        ? slipped('p', 0.04, { repeat })
        : answer('p', 0.02 + 0.001 * (repeat % 20), { repeat }),
    );
    const {
      rate = null,
      low = null,
      high = null,
      worth = null,
    } = latentOf(await only(run('r', repeats))) ?? {};
    expect([rate, low, high, worth]).to.not.include(null);
  });

  const withheld: readonly (readonly [string, readonly Given[], object])[] = [
    [
      'slips are more than the probabilities let expect',
      Array.from({ length: 100 }, (_, i) => (i < 40 ? slipped(`p${i}`, 0.01) : answer(`p${i}`, 0.01))),
      { kind: 'disagrees', counted: 40 },
    ],
    [
      'slips are fewer than they let expect',
      Array.from({ length: 300 }, (_, i) =>
        i % 7 < 2
          ? answer(`p${i}`, 0.05, {
              answer: 'はい。',
              more: { logprobs: [place(0.05), place(0.05, '。', ln(0.09))] },
            })
          : answer(`p${i}`, 0.05),
      ),
      { kind: 'disagrees', counted: 0 },
    ],
    [
      'the tokens of many answers are not their text',
      asExpected(100, 0.05).map((one, i) => (i % 5 === 0 ? { ...one, answer: 'いいえ、違います。' } : one)),
      { kind: 'unusable', answers: 20, of: 100 },
    ],
    [
      'lists say too little at a temperature',
      asExpected(100, 0.05).map((one) => ({
        ...one,
        more: {
          logprobs: [0, 1].map((): Logprobs[number] => [
            'ね',
            ln(0.01),
            [
              ['はい', ln(0.1)],
              ['да', ln(0.05)],
              ['。', ln(0.02)],
            ],
          ]),
        },
        answer: 'ねね',
      })),
      { kind: 'open' },
    ],
  ];
  for (const [name, given, why] of withheld)
    it(`does not show a rate where ${name}`, async () => {
      const targets: RunManifest['targets'] = [
        {
          id: 'a',
          model: 'a',
          ...('kind' in why && why.kind === 'open' && { sampling: { temperature: 1.8 } }),
        },
      ];
      const latent = latentOf(await only(run('r', given, { targets })));
      expect(latent?.rate).to.equal(null);
      expect(latent?.withheld).to.include(why);
    });

  it('leaves out answers that cannot be used where they are few', async () => {
    const given = asExpected(100, 0.05).map((one, i) =>
      i === 50 ? { ...one, answer: 'いいえ、違います。' } : one,
    );
    expect(latentOf(await only(run('r', given)))).to.deep.include({ left_out: 1 });
  });

  it('says nothing of failed requests, of answers without probabilities and of no answers', async () => {
    const error = { kind: 'timeout', message: 'none' } as const;
    const cases: readonly (readonly Given[])[] = [
      [],
      [{ target: 'a', prompt: 'p' }],
      [{ target: 'a', prompt: 'p', answer: null, more: { error } }],
      [answer('p', 0.1, { more: { logprobs: [] } })],
    ];
    for (const given of cases) expect(latentOf(await only(run('r', given)))).to.equal(undefined);
  });

  it('is the same from a tally that was stored', async () => {
    const given = [
      ...asExpected(40, 0.05),
      ...asExpected(40, 0.1).map((one) => ({ ...one, language: 'ko' })),
    ];
    const input = run('r', given);
    const { tally } = await tallyRun(input);
    const again = RunTally.fromJSON(JSON.parse(JSON.stringify(tally)));
    expect(JSON.parse(JSON.stringify(again))).to.deep.equal(JSON.parse(JSON.stringify(tally)));
    for (const [id, target] of tally.targets) {
      const drawn = { inference: 'prompts', outcomes: target.languages } as const;
      expect(again.target(id).measures.ofTarget(drawn)).to.deep.equal(target.measures.ofTarget(drawn));
    }
  });

  it('compares targets prompt by prompt, and those that share none', async () => {
    const before = asExpected(60, 0.02);
    const after = asExpected(60, 0.1).map((one) => ({ ...one, target: 'b' }));
    const others = after.map((one) => ({ ...one, prompt: `other ${one.prompt}` }));
    for (const given of [after, others]) {
      const { report } = await buildReport([run('r', [...before, ...given])], { baseline: 'a' });
      const [whole] = report.latent_changes ?? [];
      expect(whole?.delta).to.be.closeTo(0.2 - 0.04, 0.005);
      expect(whole?.low).to.be.above(0);
    }
  });
});
