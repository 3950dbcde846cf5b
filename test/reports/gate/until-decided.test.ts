import { expect } from 'chai';
import {
  type GateResult,
  type GateSide,
  gate,
  RunTally,
  renderGateJson,
  renderGateMarkdown,
  renderGateText,
  rulesOf,
  standingOf,
} from '../../../reports/index.js';
import type { GateSettings } from '../../../store/index.js';
import { clean, type Fate, mixedAt, plannedSide, until } from './planned.js';
import { gateOn, headline } from './sides.js';

const candidateOf = ({ candidates: [first] }: GateResult) => {
  if (first?.sequential === undefined) throw new Error('it is asked until it is decided');
  return { ...first, sequential: first.sequential };
};

const wantedOf = (baseline: GateSide, candidate: GateSide, settings: GateSettings = {}): string[] => [
  ...standingOf(baseline, candidate, rulesOf(settings, '2026-11-30', '')).wanted,
];

describe('a gate on a run that is asked until it is decided', () => {
  it('passes as soon as bets against the margin have won enough, and what comes later changes nothing', async () => {
    const early = gateOn(await plannedSide('a', until(230)), await plannedSide('b', until(230)));
    expect([early.verdict, early.incomplete]).to.deep.equal(['pass', false]);
    const { decided, prompts, of } = candidateOf(early).sequential;
    expect([decided, of]).to.deep.equal([true, 400]);
    const before = gateOn(
      await plannedSide('a', until(prompts - 1)),
      await plannedSide('b', until(prompts - 1)),
    );
    expect([before.verdict, before.incomplete]).to.deep.equal(['undecided', true]);
    const late = gateOn(
      await plannedSide('a', clean),
      await plannedSide('b', (place) => (place < 230 ? undefined : 'mixed')),
    );
    expect([late.verdict, candidateOf(late).sequential.prompts]).to.deep.equal(['pass', prompts]);
    expect(headline(late)).to.deep.equal(headline(early));
    expect(headline(late).high).to.be.below(0.02);
  });

  it('fails as soon as it is surely worse, with an interval that says so', async () => {
    const every: Fate = (place) => (place % 4 === 0 ? 'mixed' : undefined);
    const result = gateOn(await plannedSide('a', until(120)), await plannedSide('b', until(120, every)));
    const row = headline(result);
    expect([result.verdict, row.verdict]).to.deep.equal(['fail', 'fail']);
    expect(row.low).to.be.above(0);
    expect(row.e_values?.beyond).to.be.at.least(40);
    expect(row.prompts).to.be.below(100);
    expect(row.prompts).to.equal(candidateOf(result).sequential.prompts);
  });

  it('is not decided by what the test of a whole run would take for a fail when it is looked at early', async () => {
    const seven = mixedAt(3, 9, 20, 31, 40, 44, 52);
    const sides = async (isPlanned: boolean) =>
      [
        await plannedSide('a', until(60), {}, isPlanned),
        await plannedSide('b', until(60, seven), {}, isPlanned),
      ] as const;
    expect(headline(gateOn(...(await sides(false)))).verdict).to.equal('fail');
    expect(headline(gateOn(...(await sides(true)))).verdict).to.equal('undecided');
  });

  it('waits for what is missing of the order: fast answers are not heard before slow ones', async () => {
    const gap: Fate = (place) => (place === 5 ? 'none' : undefined);
    const result = gateOn(await plannedSide('a', clean), await plannedSide('b', gap));
    expect([result.verdict, result.incomplete]).to.deep.equal(['undecided', true]);
    expect(candidateOf(result).sequential).to.deep.equal({ decided: false, prompts: 5, of: 400 });
    expect(candidateOf(result).unanswered).to.deep.equal({ baseline: 0, candidate: 1 });
    // A repeat is missing as a prompt is.
    const half: Fate = (place, _, repeat) => (place === 7 && repeat === 1 ? 'none' : undefined);
    const often = { repeats: 2 };
    const again = gateOn(await plannedSide('a', clean, often), await plannedSide('b', half, often));
    expect(candidateOf(again).sequential.prompts).to.equal(7);
  });

  it('lets no pass through that would turn if the refused answers counted as mixed', async () => {
    const refusing: Fate = (place) => (place % 20 === 3 ? 'refused' : undefined);
    const sizes = { sizes: { ja: 600 } };
    const result = gateOn(await plannedSide('a', clean, sizes), await plannedSide('b', refusing, sizes));
    expect(headline(result).verdict).to.equal('undecided');
    expect(headline(result).why).to.include('excluded answers');
    expect(headline(result).e_values?.within).to.be.above(40);
    // What both refuse says nothing of either.
    const both = gateOn(await plannedSide('a', refusing, sizes), await plannedSide('b', refusing, sizes));
    expect(headline(both).verdict).to.equal('pass');
  });

  it('is incomplete where an answer that was heard failed for good, and not by one that nobody wants', async () => {
    const failing: Fate = (place) => (place === 4 ? 'failed' : undefined);
    const sizes = { sizes: { ja: 900 } };
    const result = gateOn(await plannedSide('a', clean, sizes), await plannedSide('b', failing, sizes));
    expect([headline(result).verdict, result.verdict, result.incomplete]).to.deep.equal([
      'pass',
      'undecided',
      true,
    ]);
    const late: Fate = (place) => (place === 880 ? 'failed' : undefined);
    expect(
      gateOn(await plannedSide('a', clean, sizes), await plannedSide('b', late, sizes)).verdict,
    ).to.equal('pass');
  });

  it('fails by one language that is surely worse while all together are not', async () => {
    const sizes = { sizes: { ja: 500, ko: 60 } };
    const korean: Fate = (place, language) => (language === 'ko' && place % 2 === 0 ? 'mixed' : undefined);
    const japanese: Fate = (place, language) => (language === 'ja' && place % 8 === 0 ? 'mixed' : undefined);
    // A share that the whole is close to keeps it open.
    const result = gateOn(await plannedSide('a', japanese, sizes), await plannedSide('b', korean, sizes), {
      max: { '*': '5%' },
    });
    expect(headline(result).verdict).to.equal('pass');
    const failing = result.rows.filter(({ rule, verdict }) => rule === 'worse' && verdict === 'fail');
    expect(failing.map(({ language }) => language)).to.include('ko');
    expect(failing.every(({ e_values, low }) => (e_values?.beyond ?? 0) >= 40 && (low ?? 0) > 0)).to.equal(
      true,
    );
    expect([result.verdict, candidateOf(result).sequential.decided]).to.deep.equal(['fail', true]);
    expect(candidateOf(result).sequential.prompts).to.be.below(560);
  });

  it('fails by answers that are lost, and waives what is waived', async () => {
    const refusing: Fate = (place) => (place % 3 === 0 ? 'refused' : undefined);
    const sides = [await plannedSide('a', clean), await plannedSide('b', refusing)] as const;
    const result = gateOn(...sides);
    const row = result.rows.find(({ measure }) => measure === 'refused');
    expect([result.verdict, row?.verdict, row?.rule]).to.deep.equal(['fail', 'fail', 'collapse']);
    const waived = gateOn(...sides, {
      waive: [{ measure: 'refused', until: '2027-01-31', why: 'known' }],
    });
    expect([waived.verdict, candidateOf(waived).sequential.prompts]).to.deep.equal(['undecided', 400]);
  });

  it('does not fail by a row that counts the same samples as the one that is held to the margin', async () => {
    // Surely worse, and surely by less than the margin: in a single language, with a single script, all rows are one.
    const little: Fate = (place) => (place % 12 === 0 ? 'mixed' : undefined);
    const sizes = { sizes: { ja: 400 } };
    const result = gateOn(await plannedSide('a', clean, sizes), await plannedSide('b', little, sizes), {
      margin: 30,
    });
    expect(result.verdict).to.equal('pass');
  });

  it('holds a rate to a share, and goes on in its language alone when the rest is decided', async () => {
    const sizes = { sizes: { ja: 1500, ko: 1500 } };
    const rules = { margin: 4, max: { ja: '1%' } };
    const part = [
      await plannedSide('a', until(500), sizes),
      await plannedSide('b', until(500), sizes),
    ] as const;
    expect(headline(gateOn(...part, rules)).verdict).to.equal('pass');
    expect(gateOn(...part, rules).rows[1]?.verdict).to.equal('undecided');
    expect(wantedOf(...part, rules)).to.deep.equal(['ja']);
    // Nothing of Korean is asked any more.
    const rest: Fate = (place, language) => (place >= 500 && language === 'ko' ? 'none' : undefined);
    const whole = [await plannedSide('a', rest, sizes), await plannedSide('b', rest, sizes)] as const;
    const result = gateOn(...whole, rules);
    expect([result.verdict, result.incomplete]).to.deep.equal(['pass', false]);
    expect(wantedOf(...whole, rules)).to.deep.equal([]);
    const bad: Fate = (place, language) => (language === 'ja' && place % 5 === 0 ? 'mixed' : undefined);
    const over = gateOn(await plannedSide('a', bad, sizes), await plannedSide('b', bad, sizes), {
      margin: 99,
      max: { ja: '4%' },
    });
    expect([over.rows[1]?.verdict, over.verdict]).to.deep.equal(['fail', 'fail']);
  });

  it('ends when a share is surely broken: what else is open cannot make a pass of it', async () => {
    const over: Fate = (place) => (place % 2 === 0 ? 'mixed' : undefined);
    const [baseline, candidate] = [await plannedSide('a', over), await plannedSide('b', over)];
    const result = gateOn(baseline, candidate, { max: { ja: '2%' } });
    const { decided, prompts } = candidateOf(result).sequential;
    expect(result.rows.slice(0, 2).map(({ verdict }) => verdict)).to.deep.equal(['undecided', 'fail']);
    expect([result.verdict, decided]).to.deep.equal(['fail', true]);
    expect(prompts).to.be.below(20);
    expect(renderGateText(result)).to.include(`decided after ${prompts} of 400 prompts`);
    const waived = gateOn(baseline, candidate, {
      max: { ja: '2%' },
      waive: [{ language: 'ja', script: '*', until: '2099-01-01', why: 'known' }],
    });
    expect(candidateOf(waived).sequential.prompts).to.be.above(prompts);
  });

  it('says that a language could not tell where no prompt of it is left, and others are not needed', async () => {
    const sizes = { ja: 40, ko: 400 };
    const mixedJapanese: Fate = (place, language) =>
      language === 'ja' && place % 25 === 0 ? 'mixed' : undefined;
    const sides = [
      await plannedSide('a', clean, { sizes }),
      await plannedSide('b', mixedJapanese, { sizes }),
    ] as const;
    const result = gateOn(...sides, { margin: 5, max: { ja: '3%' } });
    const { decided, prompts, of } = candidateOf(result).sequential;
    expect([result.verdict, decided]).to.deep.equal(['undecided', false]);
    expect(prompts).to.be.below(of);
    expect(renderGateText(result)).to.include(`not decided by the ${prompts} of 440 prompts that could tell`);
  });

  it('lets a share stand only with the excluded answers counted as mixed, also when all is asked', async () => {
    const sizes = { sizes: { ja: 800 } };
    const refusing: Fate = (place) => (place % 33 === 5 ? 'refused' : undefined);
    const verdictOf = async (before: Fate) =>
      gateOn(await plannedSide('a', before, sizes), await plannedSide('b', refusing, sizes), {
        margin: 20,
        max: { ja: '2%' },
      }).rows[1];
    const one = await verdictOf(clean);
    expect([one?.rule, one?.verdict]).to.deep.equal(['max', 'undecided']);
    expect(one?.why).to.include('excluded answers');
    expect((await verdictOf(refusing))?.verdict).to.equal('pass');
  });

  it('says how far it came in every form, and is the same from a tally', async () => {
    const sides = [await plannedSide('a', until(230)), await plannedSide('b', until(230))] as const;
    const result = gateOn(...sides);
    const { prompts } = candidateOf(result).sequential;
    expect(renderGateText(result)).to.include(`decided after ${prompts} of 400 prompts`);
    expect(renderGateText(result)).to.include('also when it is looked at after every prompt');
    expect(renderGateMarkdown(result)).to.include(`Decided after ${prompts} of 400 prompts.`);
    expect(JSON.parse(renderGateJson(result)).candidates[0].sequential).to.deep.equal({
      decided: true,
      prompts,
      of: 400,
    });
    const stored = sides.map((side) => ({
      ...side,
      tally: RunTally.fromJSON(JSON.parse(JSON.stringify(side.tally))),
    }));
    const [baseline, candidate] = stored;
    if (baseline === undefined || candidate === undefined) throw new Error('two sides');
    expect(gateOn(baseline, candidate)).to.deep.equal(result);
    const open = gateOn(await plannedSide('a', until(50)), await plannedSide('b', until(50)));
    expect(renderGateText(open)).to.include('not decided yet, after 50 of 400 prompts');
    const used = { sizes: { ja: 40 } };
    const up = gateOn(await plannedSide('a', clean, used), await plannedSide('b', clean, used));
    expect(renderGateText(up)).to.include('not decided by all 40 prompts of the plan');
    expect([up.verdict, up.incomplete]).to.deep.equal(['undecided', false]);
  });

  it('speaks of prompts alone, and says so where repeats are asked for', async () => {
    const sides = [await plannedSide('a', clean), await plannedSide('b', clean)] as const;
    expect(() => gateOn(...sides, {}, 'these_prompts')).to.throw('prompts are the units');
    const rules = rulesOf({}, '2026-11-30', '');
    expect(gate(sides[0], [sides[1]], rules).verdict).to.equal('pass');
  });
});
