import { expect } from 'chai';
import { buildReport, formats, renderCsv, renderMarkdown, renderTerminal } from '../../reports/index.js';
import type { PromptRecord, Sample } from '../../store/index.js';
import { answers, CLEAN, CYRILLIC, ENGLISH, only, run } from './runs.js';

describe('a report', () => {
  it('says under which system message a target was asked, in every format', async () => {
    const system = 'Never use\n\u202eRussian.';
    const { report, examples } = await buildReport([
      run('r', answers('a', 3, 0), { targets: [{ id: 'a', model: 'a', system }] }),
    ]);
    expect(report.targets[0]).to.include({ system });
    const said = 'asked under the system message “Never use';
    expect(renderTerminal(report)).to.include(said).and.not.to.include('\u202e');
    for (const name of ['html', 'md'] as const)
      expect(formats[name].render(report, examples), name).to.include(said).and.not.to.include('\u202e');
  });

  it('says how many questions have no answer yet, and when the fingerprint changed', async () => {
    const given = [...answers('a', 3, 0), ...answers('b', 5, 0)].map((one, i) => ({
      ...one,
      more: {
        system_fingerprint: one.target === 'a' || i % 2 === 0 ? 'fp_1' : 'fp_2',
        attempts: 1 + (i % 2),
      },
    }));
    const report = await only(run('r', given, { questions: 5 }));
    expect(report.targets[0]).to.include({ unanswered: 2, retried: 1, requests: 4 });
    expect(report.targets[0]).not.to.have.property('fingerprints');
    expect(report.targets[1]).not.to.have.property('unanswered');
    expect(report.targets[1]?.fingerprints).to.deep.equal({ fp_1: 2, fp_2: 3 });
  });

  it('says who answered where a model is not the one asked for, and only where Offscript asked', async () => {
    const said = (target: string, model: string, attempts: number) =>
      answers(target, 2, 0).map((one) => ({ ...one, more: { model, attempts } }));
    const given = [said('a', 'a', 1), said('b', 'b', 1), said('b', 'c', 1), said('d', 'e', 0)].flat();
    const report = await only(run('r', given));
    expect(report.targets.map(({ answered_by }) => answered_by)).to.deep.equal([
      undefined,
      { b: 2, c: 2 },
      undefined,
    ]);
  });

  it('counts answers that hold what their prompt expects, of those scored whose prompts expect something', async () => {
    const prompts: PromptRecord[] = ['1', '2', '3', '4'].map((id) => ({
      id,
      language: 'ja',
      messages: [{ role: 'user', content: id }],
      ...(id !== '4' && { expect: ['天気', 'が'] }),
    }));
    const given = [
      { target: 'a', prompt: '1', answer: '今日の天気か\u3099よいです。' },
      { target: 'a', prompt: '2', answer: '今日は晴れです。' },
      { target: 'a', prompt: '3', answer: '' },
      { target: 'a', prompt: '4' },
      { target: 'b', prompt: '4' },
    ];
    const report = await only(run('r', given, {}, prompts));
    expect(report.targets[0]?.expected).to.deep.include({ mixed: 1, of: 2, rate: 0.5 });
    expect(report.targets[1]).not.to.have.property('expected');
  });

  describe('on the channels beside the answer', () => {
    const call = (json: string): Partial<Sample> => ({ tool_calls: [{ name: 'find', arguments: json }] });

    it('tells reasoning from the answer where both stand in one text, and where the server has done so', async () => {
      const report = await only(
        run('r', [
          { target: 'a', prompt: '1', answer: `<think>${ENGLISH}</think>${CLEAN}` },
          { target: 'a', prompt: '2', answer: `analysis${ENGLISH}assistantfinal${CLEAN}` },
          { target: 'a', prompt: '3', answer: `<think>${ENGLISH}`, more: { finish_reason: 'length' } },
          { target: 'a', prompt: '4', answer: `[THINK]${CLEAN}[/THINK]${CYRILLIC}` },
          {
            target: 'a',
            prompt: '5',
            answer: `${CLEAN}（\`</think>\`の説明です。）`,
            more: { reasoning: CLEAN },
          },
        ]),
      );
      const [target] = report.targets;
      expect(target).to.include({ samples: 5, scored: 4 });
      expect(target?.excluded.empty).to.equal(1);
      expect(target?.mixing).to.include({ mixed: 1, of: 4 });
      expect(target?.wrong_language).to.include({ mixed: 0, of: 4 });
      expect(target?.channels?.reasoning).to.include({ samples: 5, scored: 5 });
      expect(target?.channels?.reasoning?.wrong_language).to.include({ mixed: 3, of: 5 });
    });

    it('judges reasoning by itself: it is in no rate of the answers', async () => {
      const report = await only(
        run('r', [
          { target: 'a', prompt: '1', more: { reasoning: CYRILLIC } },
          { target: 'a', prompt: '2', more: { reasoning: ENGLISH } },
          { target: 'a', prompt: '3', more: { reasoning: CLEAN } },
          { target: 'a', prompt: '4', answer: CYRILLIC },
          { target: 'a', prompt: '5', more: { reasoning: ' \n' } },
          // Cut off before the answer began.
          { target: 'a', prompt: '6', answer: '', more: { reasoning: CYRILLIC, finish_reason: 'length' } },
        ]),
      );
      const [target] = report.targets;
      expect(target?.mixing).to.include({ mixed: 1, of: 5 });
      const reasoning = target?.channels?.reasoning;
      expect(reasoning).to.include({ samples: 4, scored: 4 });
      expect(reasoning?.mixing).to.include({ mixed: 2, of: 4 });
      expect(reasoning?.wrong_language).to.include({ mixed: 1, of: 4 });
      expect(reasoning?.languages.ja?.scripts.Cyrl).to.include({ mixed: 2, of: 4 });
    });

    it('notes answers with syllables that Korean hardly has, in no rate', async () => {
      const given = [
        '디지털 플랫폼입니다.',
        '디지턈 플랫폼입니다.',
        '뷁이라는 말입니다.',
        '좋습니다.assistant\n\n네.',
      ].map((answer, i) => ({
        target: 'a',
        prompt: `${i}`,
        language: 'ko',
        answer,
      }));
      const report = await only(run('r', given));
      expect(report.targets[0]).to.deep.include({ hints: { rare_syllables: 2, dropped_tokens: 1 } });
      expect(report.targets[0]?.damage).to.include({ mixed: 0, of: 4 });
      expect(renderCsv(report)).to.include('rare_syllables,2,4');
      expect(renderMarkdown(report)).to.include('2 samples with a syllable that Korean hardly has');
    });

    it('counts reasoning that left no answer, and markup that is damaged', async () => {
      const report = await only(
        run('r', [
          { target: 'a', prompt: '1', answer: '<think>Hm.</think>はい、分かりました。' },
          // A limit of length ended it.
          { target: 'a', prompt: '2', answer: '<think>Hm. And', more: { finish_reason: 'length' } },
          { target: 'a', prompt: '3', answer: '<think>Hm. And', more: { finish_reason: 'stop' } },
          { target: 'a', prompt: '4', answer: '<think>Hm. And' },
          { target: 'a', prompt: '5', answer: null, more: { reasoning: 'Hm.' } },
          { target: 'a', prompt: '6', answer: '<think>Hm.</thinking>はい、分かりました。' },
          {
            target: 'a',
            prompt: '7',
            answer: 'はい、分かりました。\n</think>\nはい。',
            more: { reasoning: 'Hm.' },
          },
          { target: 'a', prompt: '8', answer: '', more: { finish_reason: 'length' } },
        ]),
      );
      const [target] = report.targets;
      expect(target?.reasoning_markup).to.deep.equal({ without_answer: 4, torn: 3 });
      expect(target?.excluded.empty).to.equal(5);
      expect(target?.channels?.reasoning?.samples).to.equal(7);
      const csv = renderCsv(report);
      expect(csv).to.include('reasoning_without_answer,4,8').and.include('torn_markup,3,8');
      expect(renderMarkdown(report))
        .to.include('4 samples with reasoning, but without an answer')
        .and.include('3 samples with damaged markup of reasoning');
    });

    it('does not repeat reasoning that a server sets apart and leaves in the content', async () => {
      const { examples } = await buildReport([
        run('r', [
          {
            target: 'a',
            prompt: '1',
            answer: `<think>${CYRILLIC}</think>はい。`,
            more: { reasoning: CYRILLIC },
          },
        ]),
      ]);
      const flagged = examples.shown.flatMap(({ texts }) => texts.filter((one) => one.flagged));
      expect(flagged.map(({ channel, text }) => [channel, text])).to.deep.equal([['reasoning', CYRILLIC]]);
    });

    it('takes of the arguments of tool calls the strings that are in another script than Latin', async () => {
      const report = await only(
        run('r', [
          { target: 'a', prompt: '1', answer: null, more: call('{"city":"東京","unit":"celsius"}') },
          { target: 'a', prompt: '2', answer: null, more: call('{"query":["値段を посмотреть"]}') },
          { target: 'a', prompt: '3', answer: null, more: call('{"город":"東京の天気"}') },
          {
            target: 'a',
            prompt: '4',
            answer: null,
            more: call('{"city":"\\u041c\\u043e\\u0441\\u043a\\u0432\\u0430"}'),
          },
          { target: 'a', prompt: '5', answer: null, more: call('{"n":3}') },
          { target: 'a', prompt: '6', answer: null, more: call('{"query":"値段を посмо') },
        ]),
      );
      const { samples, scored, mixing, wrong_language, code_mixing } =
        report.targets[0]?.channels?.tool_calls ?? {};
      expect({ samples, scored }).to.deep.equal({ samples: 5, scored: 5 });
      expect(mixing).to.include({ mixed: 2, of: 5 });
      // The key.
      expect(code_mixing).to.include({ mixed: 1, of: 5 });
      expect(wrong_language).to.include({ mixed: 1, of: 5 });
    });

    it('counts as code what in the arguments of tool calls is no prose', async () => {
      const values = ['src/анализ.py', 'отчёт', 'SELECT имя FROM users;', 'Отправь 報告 по почте Анне'];
      const report = await only(
        run(
          'r',
          values.map((value, i) => ({
            target: 'a',
            prompt: `${i}`,
            answer: null,
            more: call(JSON.stringify({ value, note: '今日は晴れていて、とても気持ちのいい一日でした。' })),
          })),
        ),
      );
      const { mixing, code_mixing } = report.targets[0]?.channels?.tool_calls ?? {};
      expect(mixing).to.include({ mixed: 1, of: 4 });
      expect(code_mixing).to.include({ mixed: 3, of: 4 });
    });

    it('has none of a failed request, nor where no sample has one', async () => {
      const error = { kind: 'body', message: 'cut off' } as const;
      const report = await only(
        run('r', [{ target: 'a', prompt: '1', answer: null, more: { reasoning: CYRILLIC, error } }]),
      );
      expect(report.targets[0]).not.to.have.property('channels');
    });

    it('shows flagged texts with the channel that they stand in', async () => {
      const { examples } = await buildReport([
        run('r', [
          { target: 'a', prompt: '1', answer: CYRILLIC, more: { reasoning: `${CYRILLIC}。` } },
          { target: 'a', prompt: '2', answer: null, more: call('{"query":"値段を посмотреть"}') },
        ]),
      ]);
      const shown = examples.shown
        .flatMap(({ texts }) => texts.filter(({ flagged }) => flagged))
        .map(({ channel, text, findings }) => [channel, text, findings[0]?.text]);
      expect(shown).to.have.deep.members([
        ['answer', CYRILLIC, 'хорошо'],
        ['reasoning', `${CYRILLIC}。`, 'хорошо'],
        ['tool_calls', '値段を посмотреть', 'посмотреть'],
      ]);
      expect(examples.flagged).to.equal(2);
    });
  });
});
