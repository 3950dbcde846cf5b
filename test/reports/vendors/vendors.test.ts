import { expect } from 'chai';
import { type Report, renderTerminal } from '../../../reports/index.js';
import { CLEAN, ENGLISH, type Given } from '../runs.js';
import { type Answering, asked, built, never, pairIn, steady, targetIn, vendor, vendorIn } from './offers.js';

describe('a comparison of vendors', () => {
  let report: Report;
  before(async () => {
    report = await built(
      [
        ...asked('official', vendor(never, steady)),
        ...asked(
          'same',
          vendor(never, (prompt, repeat) => steady(prompt, repeat + 1)),
        ),
        ...asked(
          'mixing',
          vendor((prompt, repeat) => (prompt + repeat) % 3 === 0, steady),
        ),
        ...asked(
          'slow',
          vendor(never, (prompt, repeat) => 2 * steady(prompt, repeat), 3600),
        ),
      ],
      'official',
    );
  });

  it('makes the reference the baseline, and tells each vendor from it by every measure', () => {
    expect(report.baseline).to.equal('official');
    expect(new Set(report.vendors?.pairs.map(({ baseline }) => baseline))).to.deep.equal(
      new Set(['official']),
    );
    expect(pairIn(report, 'mixing', 'script_mixing').verdict).to.equal('worse');
    expect(pairIn(report, 'mixing', 'cost_of_clean').verdict).to.equal('worse');
    expect(pairIn(report, 'slow', 'latency')).to.include({ verdict: 'worse', prompts: 60 });
    expect(pairIn(report, 'slow', 'latency'))
      .to.have.property('ratio')
      .closeTo(2, 1e-9);
    for (const measure of ['script_mixing', 'latency', 'cost_of_clean', 'retried'])
      expect(pairIn(report, 'same', measure).verdict, measure).to.equal('inconclusive');
  });

  it('takes each prompt for its own measure: what differs in few prompts is told where these are the same ones', async () => {
    const cut =
      (most: number, slower: number): Answering =>
      (prompt, repeat) => {
        const usual = vendor(never, (one) => slower * steady(one, 0) + (one % 7))(prompt, repeat);
        return { ...usual, more: { ...usual.more, finish_reason: prompt < most ? 'length' : 'stop' } };
      };
    const given = (id: string, most: number, slower: number, name: string) =>
      asked(id, cut(most, slower), 60, 1).map((one) => ({ ...one, prompt: `${name}${one.prompt}` }));
    const told = async (name: string) => built([...given('a', 20, 1, ''), ...given('b', 28, 1.1, name)], 'a');
    const [same, others] = [await told(''), await told('other ')];
    for (const measure of ['cut_off', 'latency']) {
      expect(pairIn(same, 'b', measure).verdict, measure).to.equal('worse');
      expect(pairIn(others, 'b', measure).verdict, measure).to.equal('inconclusive');
    }
  });

  it('says how much more would tell a pair apart, and nothing where it is told or all alike', async () => {
    const slips = (most: number) => vendor((prompt) => prompt < most, steady);
    const found = await built(
      [
        ...asked('a', slips(4), 60, 1),
        ...asked('b', slips(6), 60, 1),
        ...asked('c', slips(40), 60, 1),
        ...asked('d', slips(4), 60, 1),
      ],
      'a',
    );
    const more = (id: string) => {
      const row = pairIn(found, id, 'script_mixing');
      return row.kind === 'rate' ? row.more : undefined;
    };
    expect(more('b')?.prompts).to.be.within(60, 600);
    expect(more('c')).to.equal(null);
    expect(more('d')).to.equal(null);
  });

  it('ranks by what all pairs leave open', () => {
    const ranks = ['official', 'same', 'mixing', 'slow'].map((id) => vendorIn(report, id).ranks);
    expect(ranks.map(({ script_mixing: rank }) => rank)).to.deep.equal([
      { low: 1, high: 3 },
      { low: 1, high: 3 },
      { low: 4, high: 4 },
      { low: 1, high: 3 },
    ]);
    expect(ranks.map(({ latency }) => latency?.low)).to.deep.equal([1, 1, 1, 4]);
  });

  it('has quantiles of latency: with 240 answers no interval of the 99th', () => {
    const { latency_ms: found } = targetIn(report, 'official');
    const sorted = Array.from({ length: 240 }, (_, i) => steady(i % 60, Math.floor(i / 60))).sort(
      (a, b) => a - b,
    );
    for (const [quantile, rank] of [
      [found?.p50, 120],
      [found?.p95, 228],
      [found?.p99, 238],
    ] as const) {
      const exact = sorted[rank - 1] ?? 0;
      expect(quantile?.value).to.be.closeTo(exact, 0.004 * exact);
    }
    expect(found?.p50.low).to.be.a('number');
    expect(found?.p99).to.include({ low: null, high: null });
  });

  it('has no interval of the 99th of 400 answers that take alike, and has one where they do not', async () => {
    const alike = asked(
      'alike',
      vendor(never, (prompt) => 1000 + 10 * prompt),
      100,
      4,
    );
    const apart = asked(
      'apart',
      vendor(never, (prompt, repeat) => 1000 + ((prompt * 7919 + repeat * 104729) % 977)),
      100,
      4,
    );
    const found = await built([...alike, ...apart]);
    expect(targetIn(found, 'alike').latency_ms?.p99.high).to.equal(null);
    expect(targetIn(found, 'alike').latency_ms?.p50.high).to.be.a('number');
    expect(targetIn(found, 'apart').latency_ms?.p99.high).to.be.a('number');
  });

  it('has the cost of an answer and of a clean one, by the prices of the suite', () => {
    const [official, mixing] = [vendorIn(report, 'official').cost, vendorIn(report, 'mixing').cost];
    expect(official?.per_answer.value).to.be.closeTo((100 + 4 * 50) / 1e6, 1e-15);
    expect(official?.total).to.be.closeTo((240 * 300) / 1e6, 1e-12);
    const { mixing: rate } = report.targets.find(({ id }) => id === 'mixing') ?? {};
    expect(mixing?.per_clean_answer?.value).to.be.closeTo(
      (240 * 300) / 1e6 / (240 - (rate?.mixed ?? 0)),
      1e-12,
    );
  });

  it('takes answers without tokens of reasoning for answers with none, where the endpoint counts them', async () => {
    const sometimes: Answering = (prompt, repeat) => {
      const usual = vendor(never, steady)(prompt, repeat);
      const usage = {
        prompt_tokens: 100,
        completion_tokens: 50,
        ...(prompt % 4 === 0 && { reasoning_tokens: 40 }),
      };
      return { ...usual, more: { ...usual.more, usage } };
    };
    const found = await built([...asked('a', sometimes), ...asked('b', vendor(never, steady))], 'b');
    expect(vendorIn(found, 'a').tokens?.reasoning?.value).to.be.closeTo(10, 1e-12);
    expect(vendorIn(found, 'b').tokens?.reasoning).to.equal(null);
  });

  it('names who was not asked side by side with the reference', () => {
    expect(vendorIn(report, 'same').asked).to.include({
      beside: 'official',
      median: 0,
      far: 0,
      questions: 240,
    });
    expect(vendorIn(report, 'slow').asked).to.include({ median: 3600, longest: 3600, far: 240 });
    const text = renderTerminal(report, { width: 80 });
    expect(text.replace(/\s+/g, ' ')).to.contain(
      'More than 10 minutes with slow: what tells it apart may be the hour.',
    );
  });

  it('compares all pairs where no reference is named', async () => {
    const all = await built([
      ...asked('a', vendor(never, steady)),
      ...asked('b', vendor(never, steady)),
      ...asked('c', vendor(never, steady)),
    ]);
    const pairs = new Set(all.vendors?.pairs.map(({ baseline, candidate }) => `${baseline} ${candidate}`));
    expect([...pairs]).to.deep.equal(['a b', 'a c', 'b c']);
    expect(all.baseline).to.equal(null);
  });

  it('counts requests that failed, answers that were cut off, empty ones and mere reasoning', async () => {
    const faulty: Answering = (prompt, repeat) => {
      const usual = vendor(never, steady)(prompt, repeat);
      if (repeat > 0)
        return { ...usual, more: { ...usual.more, finish_reason: prompt < 6 ? 'length' : 'stop' } };
      if (prompt < 6)
        return {
          answer: null,
          more: {
            attempts: 3,
            retried: ['500', 'timeout'],
            error: { kind: 'http', status: 429, message: '' },
          },
        };
      if (prompt < 12) return { answer: '', more: { reasoning: 'thinking', finish_reason: 'stop' } };
      if (prompt < 18)
        return {
          answer: null,
          more: { finish_reason: 'tool_calls', tool_calls: [{ name: 'f', arguments: '{}' }] },
        };
      return { ...usual, more: { ...usual.more, attempts: 2, retried: ['connection'] } };
    };
    const found = vendorIn(
      await built([...asked('a', faulty), ...asked('b', vendor(never, steady))], 'b'),
      'a',
    );
    const counted = (
      name: 'failed_requests' | 'error' | 'empty' | 'cut_off' | 'only_reasoning' | 'retried',
    ) => [found[name].mixed, found[name].of];
    // 6 samples of 3 requests each, all failed; 42 of 2, of which one failed; 192 of one.
    expect(counted('failed_requests')).to.deep.equal([18 + 42, 18 + 84 + 192]);
    expect(counted('error')).to.deep.equal([6, 240]);
    expect(counted('empty')).to.deep.equal([6, 234]);
    expect(counted('only_reasoning')).to.deep.equal([6, 234]);
    expect(counted('cut_off')).to.deep.equal([18, 234]);
    expect(counted('retried')).to.deep.equal([48, 240]);
  });

  describe('of little', () => {
    const cases: Readonly<Record<string, readonly Given[]>> = {
      'one target': asked('a', vendor(never, steady), 5, 2),
      'one prompt once': ['a', 'b'].flatMap((id) => asked(id, vendor(never, steady), 1, 1)),
      'one prompt often': ['a', 'b'].flatMap((id) =>
        asked(
          id,
          vendor((_, repeat) => repeat % 2 === 0, steady),
          1,
          40,
        ),
      ),
      'nothing but failures': ['a', 'b'].flatMap((id) =>
        asked(id, () => ({ answer: null, more: { error: { kind: 'timeout', message: '' } } }), 5, 2),
      ),
      'no times and no tokens': ['a', 'b'].flatMap((id) =>
        asked(id, () => ({ answer: CLEAN, more: { attempts: 0 } }), 9, 2),
      ),
      'answers in another language alone': ['a', 'b'].flatMap((id) =>
        asked(id, () => ({ answer: ENGLISH }), 9, 2),
      ),
      'no prompt in common': [
        ...asked('a', vendor(never, steady), 9, 2),
        ...asked('b', vendor(never, steady), 9, 2).map((one) => ({ ...one, prompt: `q${one.prompt}` })),
      ],
      'other languages': [
        ...asked('a', vendor(never, steady), 9, 2),
        ...asked('b', vendor(never, steady), 9, 2).map((one) => ({ ...one, language: 'zh' })),
      ],
    };
    for (const [name, given] of Object.entries(cases))
      it(`says nothing wrong, and is written: ${name}`, async () => {
        const found = await built(given);
        const text = renderTerminal(found, { width: 80 });
        expect(text).to.match(/Vendors/);
        expect(text).to.not.match(/NaN|undefined|null|Infinity/);
        expect(JSON.stringify(found)).to.not.contain('NaN');
        for (const { verdict } of found.vendors?.pairs ?? []) expect(verdict).to.equal('inconclusive');
      });
  });

  it('refuses a reference that is no target, in a line', async () => {
    const failure = await built(asked('a', vendor(never, steady), 2, 1), 'b').catch((error: Error) => error);
    expect(failure).to.have.property('message').that.contains('there is no target "b"');
  });
});
