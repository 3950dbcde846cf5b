import { expect } from 'chai';
import { detect, policyFor, type Span } from '../../detectors/index.js';
import { sentencesIn } from '../support/phrases.js';

describe('a system message', () => {
  const policy = policyFor('ko');
  const text = `${sentencesIn('ko')[0]} 对象`;
  for (const [system, found] of [
    ['Always answer in Korean. Never use Chinese characters.', ['对象']],
    ['한자나 중국어를 절대 섞지 마세요. 对象 같은 말은 안 됩니다.', ['对象']],
    ['You write of 对象 now and then.', ['对象']],
    ['Give the Chinese word of every noun.', []],
  ] as const)
    it(`excuses nothing but what it asks for: ${system}`, () => {
      if (policy === undefined) throw new Error('ko');
      const { findings } = detect(text, policy, { prompt: '사랑에 대해 말해 주세요.', system });
      expect(findings.map((finding) => finding.text)).to.deep.equal(found);
    });

  it('takes nothing from what the prompt asks for, whatever it forbids', () => {
    if (policy === undefined) throw new Error('ko');
    const prompt = '중국어 문법을 설명해 주세요.';
    const system = 'Answer in Korean only. Never use Chinese.';
    expect(detect(text, policy, { prompt }).findings).to.deep.equal([]);
    expect(detect(text, policy, { prompt, system }).findings).to.deep.equal([]);
    const english = 'This is a letter to a friend, and it says that the weather was nice all week.';
    const other = { prompt: '영어로 번역해 주세요.', system };
    expect(detect(english, policy, other).askedOtherwise?.script).to.equal('Latn');
  });
});

describe('several messages of the user', () => {
  const english = 'This is a letter to a friend, and it says that the weather was nice all week.';
  const filler = '昨日は友人と海へ行き、波の音を聞きながら弁当を食べました。'.repeat(60);

  /** What an English answer comes to in Japanese, behind these messages; every other one is the model's. */
  function came(...messages: readonly string[]): string {
    const policy = policyFor('ja');
    if (policy === undefined) throw new Error('ja');
    const prompt = messages.join('\n');
    const requests: Span[] = [];
    for (let i = 0, start = 0; i < messages.length; start += (messages[i++] ?? '').length + 1)
      if (i % 2 === 0) requests.push({ start, end: start + (messages[i] ?? '').length });
    return detect(english, policy, { prompt, requests }).askedOtherwise === null
      ? 'wrong'
      : 'asked otherwise';
  }

  for (const [state, ...messages] of [
    ['asked otherwise', '日本語で答えてください。', 'はい。', '次の文を英語にしてください。元気です。'],
    ['asked otherwise', '次の文を英語にしてください。元気です。', 'I am well.', 'もっと丁寧にしてください。'],
    ['wrong', '次の文を英語にしてください。元気です。', 'I am well.', '日本語で説明してください。'],
    ['wrong', '元気ですか。', '元気です。次の文を英語にしてください。', '天気の話をしてください。'],
    ['asked otherwise', filler, 'はい。', `次の文を英語にしてください。${filler}`],
    ['asked otherwise', '次の文を英語にしてください。', filler, filler],
  ] as const)
    it(`are ${state} by the last one that asks for a language: ${messages.map((one) => one.slice(0, 16)).join(' / ')}`, () => {
      expect(came(...messages)).to.equal(state);
    });
});
