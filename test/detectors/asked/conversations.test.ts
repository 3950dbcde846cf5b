import { expect } from 'chai';
import { detect, policyFor } from '../../../detectors/index.js';
import { requestsIn } from '../../../prompts/index.js';

describe('several messages of the user', () => {
  const english = 'This is a letter to a friend, and it says that the weather was nice all week.';
  const filler = '昨日は友人と海へ行き、波の音を聞きながら弁当を食べました。'.repeat(60);

  /** What an English answer comes to in Japanese, behind these messages; every other one is the model's. */
  function came(...messages: readonly string[]): string {
    const policy = policyFor('ja');
    if (policy === undefined) throw new Error('ja');
    const prompt = requestsIn(
      messages.map((content, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', content })),
    );
    return detect(english, policy, { prompt }).askedOtherwise === null ? 'wrong' : 'asked otherwise';
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
