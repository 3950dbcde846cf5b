import { expect } from 'chai';
import { loadIdentifier } from '../../harness/identifier/index.js';
import { buildReport } from '../../reports/index.js';
import { plainJudge } from '../../reports/judging/index.js';
import type { PromptRecord } from '../../store/index.js';
import { answers, CLEAN, CYRILLIC, ENGLISH, type Given, keysFrom, only, run } from './runs.js';

describe('a report', () => {
  it('counts every sample once: scored, or excluded for one reason', async () => {
    const report = await only(
      run(
        'r',
        [
          { target: 'a', prompt: '1' },
          { target: 'a', prompt: '2', answer: CYRILLIC },
          { target: 'a', prompt: '3', answer: ENGLISH },
          {
            target: 'a',
            prompt: '4',
            answer: null,
            more: { error: { kind: 'timeout', message: 'no answer in time' }, attempts: 5 },
          },
          { target: 'a', prompt: '5', answer: ' \n' },
          { target: 'a', prompt: '6', answer: null },
          { target: 'a', prompt: '7', answer: '申し訳ありません。', more: { refusal: 'no' } },
          { target: 'a', prompt: '8', answer: null, more: { finish_reason: 'content_filter' } },
          { target: 'a', prompt: '9', answer: '42。' },
          { target: 'a', prompt: '10', answer: ENGLISH },
        ],
        {},
        [{ id: '10', language: 'ja', messages: [{ role: 'user', content: '英語に訳してください。' }] }],
      ),
    );
    expect(report.targets[0]).to.deep.include({
      samples: 10,
      scored: 3,
      excluded: { error: 1, empty: 2, refused: 2, too_short: 1, asked_otherwise: 1 },
      retried: 1,
      requests: 14,
    });
    expect(report.targets[0]?.mixing).to.deep.include({ mixed: 1, of: 3 });
    expect(report.targets[0]?.wrong_language).to.deep.include({ mixed: 1, of: 3 });
  });

  it('takes an answer that a filter withheld for refused, whatever its vendor calls that', async () => {
    const reasons = ['SAFETY', 'RECITATION', 'PROHIBITED_CONTENT', 'sensitive', 'refusal'];
    const report = await only(
      run(
        'r',
        ['stop', 'length', ...reasons].map((finish_reason, i) => ({
          target: 'a',
          prompt: String(i),
          answer: null,
          more: { finish_reason },
        })),
      ),
    );
    expect(report.targets[0]?.excluded).to.include({ refused: reasons.length, empty: 2 });
  });

  it('has no rate where nothing was scored', async () => {
    const report = await only(run('r', [{ target: 'a', prompt: '1', answer: '' }]));
    expect(report.targets[0]?.mixing).to.deep.equal({ mixed: 0, of: 0, rate: null, low: null, high: null });
  });

  it('calls 47 to 1 of 100 better, and neither 5 to 1 nor 49 to 38', async () => {
    const cases = [
      { before: 47, after: 1, verdict: 'better' },
      { before: 5, after: 1, verdict: 'inconclusive' },
      { before: 49, after: 38, verdict: 'inconclusive' },
      { before: 1, after: 47, verdict: 'worse' },
    ];
    for (const { before, after, verdict } of cases) {
      // The candidate slips on other prompts than the baseline, as independent draws mostly do.
      const candidate = answers('after', 100, after).map((given, i) => ({ ...given, prompt: `p${99 - i}` }));
      const report = await only(
        run('r', [...answers('before', 100, before), ...candidate], { baseline: 'before' }),
      );
      const row = report.comparisons.find(({ language, script }) => language === 'ja' && script === 'Cyrl');
      expect(row?.verdict, `${before} to ${after}`).to.equal(verdict);
      expect(row?.delta).to.be.closeTo((after - before) / 100, 1e-12);
      expect(row?.low).to.be.below(row?.delta ?? 0);
      expect(row?.high).to.be.above(row?.delta ?? 0);
      expect(row?.p_adjusted).to.be.at.least(row?.p ?? 1);
    }
  });

  it('does not take repeats of one prompt for as many prompts', async () => {
    const repeated = (target: string, mixed: number): Given[] =>
      Array.from({ length: 100 }, (_, i) => ({
        target,
        prompt: `p${i % 5}`,
        repeat: Math.floor(i / 5),
        answer: i % 5 < mixed ? CYRILLIC : CLEAN,
      }));
    const report = await only(run('r', [...repeated('a', 3), ...repeated('b', 1)], { baseline: 'a' }));
    const [a] = report.targets;
    expect([a?.mixing.mixed, a?.mixing.of]).to.deep.equal([60, 100]);
    // Five prompts that always or never slip: an interval as wide as five samples give.
    expect((a?.mixing.high ?? 0) - (a?.mixing.low ?? 0)).to.be.greaterThan(0.6);
    const row = report.comparisons.find(({ language, script }) => language === 'ja' && script === 'Cyrl');
    expect(row?.verdict).to.equal('inconclusive');
    expect(row?.p).to.be.above(0.3);
  });

  it('pairs the same prompts across runs and tells targets of the same name apart by their folders', async () => {
    const prompts: PromptRecord[] = Array.from({ length: 30 }, (_, i) => ({
      id: `p${i}`,
      language: 'ja',
      messages: [{ role: 'user', content: `${i}` }],
    }));
    const before = run('runs/monday', answers('m', 30, 20), {}, prompts);
    const after = run('runs/tuesday/', answers('m', 30, 0), {}, prompts);
    const { report } = await buildReport([before, after], { baseline: 'monday/m' });
    expect(report.targets.map(({ id }) => id)).to.deep.equal(['monday/m', 'tuesday/m']);
    expect(report.comparisons[0]).to.deep.include({
      candidate: 'tuesday/m',
      test: 'tango',
      verdict: 'better',
    });
    const changed = prompts.map((prompt) => ({
      ...prompt,
      messages: [{ role: 'user' as const, content: 'other' }],
    }));
    const other = await buildReport([before, run('runs/tuesday', answers('m', 30, 0), {}, changed)], {
      baseline: 'monday/m',
    });
    expect(other.report.comparisons[0]?.test).to.equal('miettinen-nurminen');
  });

  it('tells runs apart whose folders have the same last name, and finds the baseline that one of them names', async () => {
    const runs = ['mon/r', 'tue/r'].map((path, i) =>
      run(path, answers('m', 30, i === 0 ? 20 : 0), { baseline: 'm' }),
    );
    const report = await only(...runs);
    expect(report.targets.map(({ id, samples }) => [id, samples])).to.deep.equal([
      ['mon/r/m', 30],
      ['tue/r/m', 30],
    ]);
    expect([report.baseline, report.comparisons[0]?.candidate]).to.deep.equal(['mon/r/m', 'tue/r/m']);
  });

  it('compares pairs by the samples that both sides have, so that interval and verdict agree', async () => {
    // Worse on each shared prompt where they differ; the prompts that only the baseline was asked are all mixed.
    const own = Array.from({ length: 100 }, (_, i) => ({ target: 'a', prompt: `own${i}`, answer: CYRILLIC }));
    const report = await only(
      run('r', [...answers('a', 100, 0), ...own, ...answers('b', 100, 20)], { baseline: 'a' }),
    );
    const row = report.comparisons.find(({ language, script }) => language === 'ja' && script === 'Cyrl');
    expect(row).to.deep.include({ test: 'tango', verdict: 'worse' });
    expect(row?.delta).to.be.closeTo(0.2, 1e-12);
    const sparse = await only(
      run('r', [...answers('a', 40, 0), ...own, ...answers('b', 40, 20)], { baseline: 'a' }),
    );
    expect(sparse.comparisons.find(({ language }) => language === 'ja')?.test).to.equal('miettinen-nurminen');
  });

  it('says when a target is the simulator', async () => {
    const report = await only(
      run('r', [
        { target: 'a', prompt: '1', more: { system_fingerprint: 'offscript-simulator-1' } },
        { target: 'b', prompt: '1', more: { system_fingerprint: 'fp_1' } },
      ]),
    );
    expect(report.targets.map(({ simulated }) => simulated)).to.deep.equal([true, false]);
  });

  it('shows flagged samples of every target and language, whatever the order they came in', async () => {
    const given = [
      ...answers('a', 40, 30),
      ...answers('b', 40, 2),
      { target: 'b', prompt: 'q', language: 'ko', answer: ENGLISH },
    ];
    keysFrom(1000);
    const { examples } = await buildReport([run('r', given)]);
    expect(examples.flagged).to.equal(33);
    const cells = examples.shown.map(
      ({ target, language, texts }) => `${target} ${language} ${texts[0]?.state}`,
    );
    expect(cells.filter((cell) => cell === 'a ja mixed').length).to.equal(8);
    expect(cells.filter((cell) => cell === 'b ja mixed').length).to.equal(2);
    expect(cells.filter((cell) => cell === 'b ko wrong_language').length).to.equal(1);
    expect(
      examples.shown
        .flatMap(({ texts }) => texts)
        .every(({ text, findings }) =>
          findings.every(({ start, end, text: found }) => text.slice(start, end) === found),
        ),
    ).to.equal(true);
  });

  it('counts what was exempted in scored samples by reason, spans and samples, of each language and of all', async () => {
    const given: Given[] = [
      { target: 'a', prompt: '1', answer: '京都（Kyoto）と奈良（Nara）へ、NATO の本を持って行きました。' },
      { target: 'a', prompt: '2', answer: '大阪（Osaka）へ行きました。' },
      { target: 'a', prompt: '3', answer: '（NATO）' },
      { target: 'a', prompt: '4', language: 'ko', answer: '오늘은 NATO 회의가 열립니다. 날씨가 좋습니다.' },
    ];
    const [target] = (await only(run('r', given))).targets;
    expect(target?.languages.ja?.exemptions).to.deep.equal({
      acronym: { spans: 1, samples: 1 },
      gloss: { spans: 3, samples: 2 },
    });
    expect(target?.languages.ko?.exemptions).to.deep.equal({ acronym: { spans: 1, samples: 1 } });
    expect(target?.exemptions).to.deep.equal({
      acronym: { spans: 2, samples: 2 },
      gloss: { spans: 3, samples: 2 },
    });
    expect(target?.excluded.too_short).to.equal(1);
  });

  describe('with the measures of the literature', () => {
    const judge = plainJudge({ identifierOf: loadIdentifier, lcb: { words: 'weather\nabout\n' } });
    const line = '今日はとても良い天気ですから、みんなで公園へ散歩に行きましょう。';

    it('has pass rates with their counts, and averages by task, source and language', async () => {
      const given = [
        ['monolingual/okapi/ja/0', 'ja', line],
        ['monolingual/okapi/ja/1', 'ja', `${line}weather がとても良いです。`],
        ['monolingual/aya/ja/0', 'ja', ENGLISH],
        ['crosslingual/okapi/fr/0', 'fr', 'Il fait très beau ce matin et nous allons au parc ensemble.'],
        ['monolingual/okapi/ja/2', 'ja', ''],
      ].map(([prompt = '', language = '', answer = '']) => ({ target: 'a', prompt, language, answer }));
      const error: Given = {
        target: 'a',
        prompt: 'monolingual/okapi/ja/3',
        answer: null,
        more: { error: { kind: 'timeout', message: 'no answer in time' } },
      };
      const { report } = await buildReport([run('r', [...given, error])], { judge });
      expect(report.lcb).to.deep.equal({ identifier: 'fasttext', words: 2 });
      const [target] = report.targets;
      expect(target?.languages.ja?.lcb).to.deep.equal({
        responses: 4,
        judged: 3,
        line_errors: 1,
        word_errors: 1,
        lpr: 2 / 3,
        wpr: 1 / 2,
        lcpr: (2 * (2 / 3) * 0.5) / (2 / 3 + 0.5),
        line_accuracy: 2 / 3,
      });
      expect(target?.languages.fr?.lcb).to.deep.include({ judged: 1, word_errors: null, lpr: 1, wpr: null });
      expect(Object.keys(target?.lcb ?? {})).to.deep.equal(['crosslingual', 'monolingual']);
      // Of no response that passes by lines, the word pass rate is 1, as in the benchmark's code.
      expect(target?.lcb?.monolingual?.sources).to.deep.equal({
        aya: { lpr: 0, wpr: 1, lcpr: 0, line_accuracy: 0 },
        okapi: { lpr: 1, wpr: 0.5, lcpr: 2 / 3, line_accuracy: 1 },
      });
      expect(target?.lcb?.monolingual?.languages.ja).to.deep.equal({
        lpr: 0.5,
        wpr: 0.75,
        lcpr: 0.6,
        line_accuracy: 0.5,
      });
    });

    it('has indices of mixing over scored samples', async () => {
      const given: Given[] = [
        { target: 'a', prompt: '1', language: 'ru', answer: 'Мы идём домой' },
        { target: 'a', prompt: '2', language: 'ru', answer: 'Мы очень любим 音楽' },
        { target: 'a', prompt: '3', language: 'ru', answer: '' },
      ];
      const { report } = await buildReport([run('r', given)], { judge });
      const indices = report.targets[0]?.languages.ru?.mixing_indices;
      // Three and three words of Russian, one of Han: 1 - 3/4 of the second response, one switch in two and three pairs.
      expect(indices).to.deep.include({ responses: 2, mixed: 1, cmi: 12.5, cmi_mixed: 25, i_index: 1 / 5 });
      const squares = (6 / 7) ** 2 + (1 / 7) ** 2;
      expect(indices?.m_index).to.be.closeTo((1 - squares) / squares, 1e-12);
      const entropy = -(0.25 * Math.log(0.75) + 0.25 * Math.log(0.25));
      expect(indices?.confusion_entropy).to.be.closeTo(entropy / 2, 1e-12);
      expect(report.targets[0]?.lcb).to.have.keys('*');
    });

    it('has none of them unless they are asked for', async () => {
      const report = await only(run('r', [{ target: 'a', prompt: '1' }]));
      expect(report).not.to.have.property('lcb');
      expect(report.targets[0]).not.to.have.property('lcb');
      expect(report.targets[0]?.languages.ja).not.to.have.any.keys('lcb', 'mixing_indices');
    });
  });
});
