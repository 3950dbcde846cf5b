import { expect } from 'chai';
import { type ResponseRow, report } from '../../reports/index.js';

const SLIP = '今日は晴れです。値段を посмотреть しましょう。学習方法は这样です。';
const ENGLISH = 'Today it is sunny and warm, and tomorrow it will rain all day long.';

/** States of the answers to a question, under a system message or behind what was said before. */
async function statesOf(text: string, before: ResponseRow['prompt'] & object): Promise<string[]> {
  const user = { role: 'user' as const, content: '天気について教えてください。' };
  const row = (prompt: ResponseRow['prompt'] & object, promptId: string): ResponseRow => ({
    target: 'a',
    language: 'ja',
    text,
    prompt,
    promptId,
  });
  const { report: built } = await report([row([user], 'plain'), row([...before, user], 'under')]);
  const [target] = built.targets;
  const { mixing, wrong_language, excluded } = target ?? {};
  return Object.entries({
    mixed: mixing?.mixed,
    wrong: wrong_language?.mixed,
    otherwise: excluded?.asked_otherwise,
  }).flatMap(([state, n]) => (n === 0 ? [] : [`${n} ${state}`]));
}

describe('what stands before a question', () => {
  for (const content of [
    'Always answer in Japanese. Never use Russian or Chinese.',
    "Translate any Chinese or Russian words into the user's language before you answer.",
    'You sometimes write words in Chinese. That is a bug. Answer only in the language of the question.',
    'Answer in English. Give the Russian word посмотреть and the Chinese 这样 of every noun.',
    'ロシア語に翻訳してください。',
  ])
    it(`excuses nothing as a system message: ${content}`, async () => {
      const system = [{ role: 'system' as const, content }];
      expect(await statesOf(SLIP, system)).to.deep.equal(['2 mixed']);
      expect(await statesOf(ENGLISH, system)).to.deep.equal(['2 wrong']);
    });

  it('excuses nothing where the model said it: a slip does not excuse the next one', async () => {
    const before = [
      { role: 'user' as const, content: '昨日の天気は？' },
      { role: 'assistant' as const, content: `${SLIP} 次の文を英語にしてください。` },
    ];
    expect(await statesOf(SLIP, before)).to.deep.equal(['2 mixed']);
    expect(await statesOf(ENGLISH, before)).to.deep.equal(['2 wrong']);
  });

  it('is the prompt where the user said it', async () => {
    const before = [
      {
        role: 'user' as const,
        content: '「見る」はロシア語でどう言いますか。中国語の「这样」も教えてください。',
      },
      { role: 'assistant' as const, content: 'はい。' },
    ];
    expect(await statesOf(SLIP, before)).to.deep.equal(['1 mixed']);
  });
});
