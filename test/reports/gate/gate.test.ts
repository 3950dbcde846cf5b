import { expect } from 'chai';
import { RunTally, renderGateMarkdown, renderGateText, rulesOf } from '../../../reports/index.js';
import { CLEAN, CYRILLIC, ENGLISH } from '../runs.js';
import { type Answer, asked, gateOn, headline, sideOf } from './sides.js';

const KOREAN = '오늘은 날씨가 아주 좋습니다. 내일도 좋을 것입니다.';
const korean = (n: number, mixed: number): Answer[] =>
  asked(n, mixed, { language: 'ko' }).map((one) => ({
    ...one,
    answer: one.answer === CYRILLIC ? '오늘은 날씨가 очень 좋습니다.' : KOREAN,
  }));

describe('a gate', () => {
  const margins = [
    { n: 800, before: 16, after: 8, margin: 1, verdict: 'pass' },
    { n: 800, before: 8, after: 60, margin: 2, verdict: 'fail' },
    { n: 60, before: 1, after: 1, margin: 1, verdict: 'undecided' },
    // Significantly more, and still under the margin beyond doubt.
    { n: 3000, before: 3, after: 18, margin: 2, verdict: 'pass' },
  ] as const;
  for (const { n, before, after, margin, verdict } of margins)
    it(`says ${verdict} of ${before} to ${after} of ${n} with a margin of ${margin}`, async () => {
      const [baseline, candidate] = [
        await sideOf('before', asked(n, before)),
        await sideOf('after', asked(n, after, { from: n - after })),
      ];
      const row = headline(gateOn(baseline, candidate, { margin }));
      expect(row.verdict).to.equal(verdict);
      expect((row.high ?? 1) < margin / 100).to.equal(verdict === 'pass');
      if (verdict === 'fail') expect(row.low).to.be.above(0);
      expect(row.more === null).to.equal(verdict !== 'undecided');
      expect(row.delta).to.be.closeTo((after - before) / n, 1e-12);
    });

  it('says margins and shares as they were written', async () => {
    const sides = [await sideOf('before', asked(60, 1)), await sideOf('after', asked(60, 1))] as const;
    const result = gateOn(...sides, { margin: 0.25, max: { ja: '0.04%' } });
    for (const text of [renderGateText(result), renderGateMarkdown(result)])
      expect(text)
        .to.match(/\b0\.25\b/)
        .and.to.include('at most 0.04%');
  });

  it('says how many more prompts would decide, and they do', async () => {
    const sides = async (n: number) =>
      [await sideOf('a', asked(n, 0)), await sideOf('b', asked(n, 0))] as const;
    const first = headline(gateOn(...(await sides(68)), { margin: 0.5 }));
    expect(first.verdict).to.equal('undecided');
    expect(first.more).to.deep.equal({ prompts: 697, repeats: null });
    expect(headline(gateOn(...(await sides(68 + 697)), { margin: 0.5 })).verdict).to.equal('pass');
    expect(headline(gateOn(...(await sides(68 + 696)), { margin: 0.5 })).verdict).to.equal('undecided');
  });

  it('takes the repeats of a single prompt for the units, and says so', async () => {
    const repeated = (mixed: number): Answer[] =>
      asked(100, mixed).map((one, repeat) => ({ ...one, prompt: 'one', repeat }));
    const result = gateOn(await sideOf('a', repeated(1)), await sideOf('b', repeated(47)), { margin: 2 });
    expect(headline(result)).to.include({ verdict: 'fail', units: 'repeats' });
    expect(renderGateText(result)).to.include('Repeats are the units');
    const better = gateOn(await sideOf('a', repeated(47)), await sideOf('b', repeated(1)), { margin: 2 });
    expect(better.verdict).to.equal('pass');
  });

  it('speaks of these prompts alone where it is told to', async () => {
    const often = (mixed: number): Answer[] =>
      [0, 1, 2, 3].flatMap((repeat) => asked(50, mixed).map((one) => ({ ...one, repeat })));
    const sides = [await sideOf('a', often(20)), await sideOf('b', often(20))] as const;
    const [likeThese, these] = [headline(gateOn(...sides)), headline(gateOn(...sides, {}, 'these_prompts'))];
    expect([likeThese.units, these.units]).to.deep.equal(['prompts', 'repeats']);
  });

  it('fails by a rate that got worse, whatever the headline did', async () => {
    const wrong = (n: number): Answer[] =>
      Array.from({ length: n }, (_, i) => ({ prompt: `w${i}`, answer: ENGLISH }));
    const right = (n: number): Answer[] =>
      Array.from({ length: n }, (_, i) => ({ prompt: `w${i}`, answer: CLEAN }));
    const result = gateOn(
      await sideOf('before', [...asked(300, 40), ...right(40)]),
      await sideOf('after', [...asked(300, 5), ...wrong(40)]),
    );
    expect(headline(result).delta).to.be.below(0);
    const failing = result.rows.filter(({ verdict, rule }) => verdict === 'fail' && rule === 'worse');
    expect(failing.map(({ measure }) => measure)).to.include('wrong_language');
    expect(result.verdict).to.equal('fail');
  });

  it('fails by one language that got worse while all of them together did not', async () => {
    const result = gateOn(
      await sideOf('before', [...asked(400, 60), ...korean(100, 0)]),
      await sideOf('after', [...asked(400, 30), ...korean(100, 25)]),
    );
    expect(headline(result).verdict).to.equal('pass');
    expect(result.rows.find(({ language, measure }) => language === 'ko' && measure === 'mixing')).to.include(
      {
        verdict: 'fail',
        margin: null,
      },
    );
    expect(result.verdict).to.equal('fail');
  });

  it('lets no other row hold a pass: what nothing is known of is not worse', async () => {
    const result = gateOn(
      await sideOf('before', [...asked(2000, 20), ...korean(3, 0)]),
      await sideOf('after', [...asked(2000, 20), ...korean(3, 1)]),
      { margin: 2 },
    );
    expect(result.verdict).to.equal('pass');
  });

  it('does not hold the same samples to two rules: in a single language they are those of all', async () => {
    const result = gateOn(
      await sideOf('a', asked(4000, 4)),
      await sideOf('b', asked(4000, 40, { from: 100 })),
      {
        margin: 3,
      },
    );
    expect(result.verdict).to.equal('pass');
    const rows = result.rows.filter(({ measure }) => measure === 'mixing' || measure === 'script_mixing');
    expect(rows.map(({ rule, verdict, duplicate = false }) => [rule, verdict, duplicate])).to.deep.equal([
      ['margin', 'pass', false],
      ...rows.slice(1).map(() => ['worse', 'pass', true]),
    ]);
    expect(rows.some(({ language, script }) => language === 'ja' && script === 'Cyrl')).to.equal(true);
    expect(renderGateText(result)).not.to.include('Japanese');
    const failing = gateOn(await sideOf('a', asked(800, 8)), await sideOf('b', asked(800, 90)));
    const script = failing.rows.find((row) => row.script === 'Cyrl');
    expect(script).to.include({ verdict: 'fail', duplicate: true });
  });

  it('holds rates to a share: the whole interval under it passes, the whole one over it fails', async () => {
    const sides = [await sideOf('a', asked(500, 5)), await sideOf('b', asked(500, 5))] as const;
    const verdicts = (['3%', 1, '0.2%'] as const).map(
      (share) => gateOn(...sides, { max: { ja: share } }).rows.find(({ rule }) => rule === 'max')?.verdict,
    );
    expect(verdicts).to.deep.equal(['pass', 'undecided', 'fail']);
    const [, everywhere] = gateOn(...sides, { max: { '*': '1%' } }).rows;
    expect(everywhere).to.include({ rule: 'max', language: '*', margin: 0.01 });
    // A rate that is the share itself is on neither side of it, however often it is asked.
    expect(everywhere?.more).to.equal(null);
    const [, elsewhere] = gateOn(...sides, { max: { ko: '1%' } }).rows;
    expect(elsewhere).to.include({ verdict: 'undecided', why: 'there is no scored answer there' });
  });

  it('fails where significantly more answers loop, are empty or were refused', async () => {
    const loop = `${CLEAN}${'とても良いです。'.repeat(40)}`;
    const cases = [
      { measure: 'loops', answer: { answer: loop } },
      { measure: 'empty', answer: { answer: '' } },
      { measure: 'refused', answer: { answer: '申し訳ありません。', more: { refusal: 'no' } } },
    ] as const;
    for (const { measure, answer } of cases) {
      const result = gateOn(
        await sideOf('a', asked(600, 3)),
        await sideOf(
          'b',
          asked(600, 3).map((one, i) => (i >= 500 && i < 560 ? { ...one, ...answer } : one)),
        ),
        { margin: 2 },
      );
      expect(
        result.rows
          .filter(({ rule, verdict }) => rule === 'collapse' && verdict === 'fail')
          .map((row) => row.measure),
        measure,
      ).to.include(measure);
      expect(result.verdict, measure).to.equal('fail');
    }
  });

  it('lets a share stand only where it holds with the excluded answers counted as mixed, but those of both sides', async () => {
    const excluded = (n: number): Answer[] =>
      asked(500, 0).map((one, i) => (i < n ? { ...one, answer: '' } : one));
    const rowOf = async (before: number, after: number) =>
      gateOn(await sideOf('a', excluded(before)), await sideOf('b', excluded(after)), {
        max: { ja: '2%' },
      }).rows.find(({ rule }) => rule === 'max');
    expect((await rowOf(0, 2))?.verdict).to.equal('pass');
    const turned = await rowOf(0, 10);
    expect([turned?.verdict, turned?.more]).to.deep.equal(['undecided', null]);
    expect(turned?.why).to.include('excluded answers');
    expect((await rowOf(10, 10))?.verdict).to.equal('pass');
    const elsewhere = excluded(10).map((one) => ({ ...one, prompt: `other ${one.prompt}` }));
    const apart = gateOn(await sideOf('a', elsewhere), await sideOf('b', excluded(10)), {
      max: { ja: '2%' },
    });
    expect(apart.rows.find(({ rule }) => rule === 'max')?.verdict).to.equal('undecided');
  });

  it('is undecided where a pass hangs on what became of the excluded answers', async () => {
    const excluded = (n: number): Answer[] =>
      asked(800, 8).map((one, i) => (i >= 100 && i < 100 + n ? { ...one, answer: '42。' } : one));
    const baseline = await sideOf('a', asked(800, 8));
    expect(headline(gateOn(baseline, await sideOf('b', excluded(3)))).verdict).to.equal('pass');
    const turned = headline(gateOn(baseline, await sideOf('b', excluded(20))));
    expect(turned).to.include({ verdict: 'undecided', more: null });
    expect(turned.why).to.include('excluded answers');
    // What both sides exclude says nothing of either.
    const both = headline(gateOn(await sideOf('a', excluded(20)), await sideOf('b', excluded(20))));
    expect(both.verdict).to.equal('pass');
  });

  it('refuses sides that were judged otherwise', async () => {
    const [a, b] = [await sideOf('a', asked(10, 1)), await sideOf('b', asked(10, 1))];
    for (const field of ['detector', 'policy', 'identifier'] as const) {
      const tally = RunTally.fromJSON({ ...b.tally.toJSON(), key: { ...b.tally.key, [field]: 'another' } });
      expect(() => gateOn(a, { ...b, tally })).to.throw(
        new RegExp(`b was judged by the ${field} another, a by .*: their rates are not comparable`),
      );
    }
    expect(() => gateOn(a, { ...b, target: 'nobody' })).to.throw(
      'b: there is no target "nobody"; the targets are b',
    );
  });

  it('is never passed by a run that lacks answers, be they failed or not asked', async () => {
    const whole = await sideOf('a', asked(800, 8));
    const lacking = await sideOf('b', asked(800, 8), { made_by: 'run', prompts: 803, repeats: 1 });
    const result = gateOn(whole, lacking);
    expect(result).to.include({ verdict: 'undecided', incomplete: true });
    expect(result.candidates[0]?.unanswered).to.deep.equal({ baseline: 0, candidate: 3 });
    expect(headline(result).verdict).to.equal('pass');
    expect(renderGateText(result)).to.include(
      'incomplete: 3 questions of the candidate without an answer that could be read',
    );
    const failed = await sideOf(
      'b',
      asked(800, 8).map((one, i) =>
        i === 700
          ? { ...one, answer: null, more: { error: { kind: 'timeout', message: 'no answer in time' } } }
          : one,
      ),
      { made_by: 'run', prompts: 800, repeats: 1 },
    );
    expect(gateOn(whole, failed)).to.include({ verdict: 'undecided', incomplete: true });
    const torn = await sideOf('b', asked(800, 8), { left_out: { unread: 2, doubles: 5 } });
    expect(gateOn(whole, torn).candidates[0]?.unanswered).to.deep.equal({ baseline: 0, candidate: 2 });
    // A log has no questions: what failed in it is excluded.
    const log = await sideOf(
      'b',
      asked(800, 8).map((one, i) => (i === 700 ? { ...one, answer: null } : one)),
    );
    expect(gateOn(whole, log)).to.include({ verdict: 'pass', incomplete: false });
  });

  it('waives rows until a day, and is an error from the next one on', async () => {
    const sides = [
      await sideOf('before', [...asked(400, 10), ...korean(100, 0)]),
      await sideOf('after', [...asked(400, 10), ...korean(100, 25)]),
    ] as const;
    const waiver = { language: 'ko', until: '2026-11-30', why: 'known, mended in the next checkpoint' };
    expect(gateOn(...sides, { margin: 20 }).verdict).to.equal('fail');
    const waived = gateOn(...sides, { margin: 20, waive: [waiver, { ...waiver, measure: 'mixing' }] });
    const korean_ = waived.rows.filter(({ language }) => language === 'ko');
    expect(
      korean_.some(({ verdict, waived: by }) => verdict === 'fail' && by?.until === '2026-11-30'),
    ).to.equal(true);
    expect(renderGateText(waived)).to.include(
      'waived until 2026-11-30: known, mended in the next checkpoint',
    );
    const scripted = gateOn(...sides, { margin: 20, waive: [{ ...waiver, script: 'Hani' }] });
    expect(scripted.verdict).to.equal('fail');
    expect(scripted.unused_waivers).to.deep.equal([{ until: waiver.until, why: waiver.why }]);
    expect(() => rulesOf({ waive: [waiver] }, '2026-12-01T00:00:00.000Z', 'suite.yaml')).to.throw(
      'suite.yaml: gate.waive[0] ended on 2026-11-30 ("known, mended in the next checkpoint"); take it out',
    );
  });

  it('is undecided where a rate fell only since answers got worse in another way', async () => {
    const long = (one: Answer): Answer => ({ ...one, answer: `${CLEAN.repeat(12)}${one.answer}` });
    const result = gateOn(
      await sideOf('before', asked(400, 60).map(long)),
      await sideOf('after', asked(400, 20)),
    );
    expect(headline(result)).to.include({ verdict: 'undecided' });
    expect(headline(result).why).to.include('degraded');
  });

  it('is undecided where the sides were not asked in the same languages', async () => {
    const result = gateOn(
      await sideOf('before', [...asked(800, 8), ...korean(50, 0)]),
      await sideOf('after', asked(800, 8)),
    );
    expect(headline(result)).to.include({
      verdict: 'undecided',
      why: 'the targets were not asked in the same languages',
    });
  });
});
