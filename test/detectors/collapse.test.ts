import { expect } from 'chai';
import { SKETCH, shareOfSketch, signsOf } from '../../detectors/index.js';

/** So many times, with something between. */
const times = (n: number, text: string, between = ''): string => Array(n).fill(text).join(between);

const STORY =
  'The lighthouse keeper woke before dawn and walked down to the harbour, where the boats lay still in the fog. ' +
  'He had promised his daughter a letter, and today he would write it, whatever the weather brought.';

describe('an answer loops', () => {
  const loops: Readonly<Record<string, string>> = {
    'that goes on with one word': `${STORY} ${times(80, 'to', ' ')}`,
    'that says one sentence over and over': times(6, 'The answer depends on the context. '),
    'in Japanese, without spaces': `梅酢は、中が${times(12, '赤紫蘇は、')}`,
    'in Chinese, cut off in the midst of the phrase': `清一揆，${times(9, '清一揆中，')}清一`,
    'in Thai': times(20, 'ไม่เป็นไร'),
    'in Russian': `Конечно, можно ответить: ${times(60, 'аккуратно', ' ')}`,
    'in letters beyond the BMP': times(40, '𠮷野家'),
    'whose phrases come in no fixed order': Array.from({ length: 90 }, (_, i) =>
      i % 3 === 0 || i % 7 === 0 ? '、小さな水箱' : '、大きな水箱',
    ).join(''),
    'whatever stands before it': `${times(30, STORY)}${times(80, 'fall', ' ')}`,
    'of signs': `I see${'!'.repeat(900)}`,
    'of signs in turn': '?!'.repeat(200),
    'of a picture that never ends': `Here is your tower:\n\`\`\`\n  /\\\n${times(300, ' |  |', '\n')}`,
  };
  for (const [what, text] of Object.entries(loops))
    it(what, () => expect(signsOf(text).loops).to.equal(true));

  const fine: Readonly<Record<string, string>> = {
    'a text': STORY,
    'a word said three times': 'The capital is Ottawa. Remember that: Ottawa, Ottawa, Ottawa!',
    'a refrain': `${STORY}\n\nWho wears short shorts?\nWho wears short shorts?\nWho wears short shorts?`,
    laughter: 'Hahahahahaha! That is the best joke that I have heard all week, tell me another one please.',
    'a numbered list of like lines': Array.from(
      { length: 30 },
      (_, i) =>
        `${i + 1}. In ten years, who is the most likely to have ${'abcdefghij'[i % 10]}${STORY.slice(i, i + 40)}?`,
    ).join('\n'),
    'a table of few words': `| day | open | closed |\n| --- | --- | --- |\n${Array.from({ length: 30 }, (_, i) => `| ${i} | yes | no |`).join('\n')}`,
    'an empty table': `Here is the form to fill in, as you asked for it:\n| day | who | what | when |\n|---|---|---|---|\n${times(60, '| | | | |', '\n')}`,
    'lines of code that differ in a number': `\`\`\`python\n${Array.from({ length: 40 }, (_, i) => `print(queue.dequeue())  # Output: ${i}`).join('\n')}\n\`\`\``,
    'like objects in a block of JSON': `\`\`\`json\n[${Array.from({ length: 30 }, (_, i) => `{"type": "book", "language": "ja", "available": true, "shelf": ${i}}`).join(',\n')}]\n\`\`\``,
    'a matrix of zeros': Array.from({ length: 12 }, () => times(12, '0', ', ')).join('\n'),
    'a rule under a heading': `Chapter one\n${'='.repeat(80)}\n\n${STORY}`,
    'a picture of dots': '⠀'.repeat(1000),
    'no text at all': '',
  };
  for (const [what, text] of Object.entries(fine))
    it(`never for ${what}`, () => expect(signsOf(text).loops).to.equal(false));

  it('in the same time however it loops: a megabyte of one letter, and of a phrase that nearly repeats', () => {
    expect(signsOf('a'.repeat(1 << 20)).loops).to.equal(true);
    expect(signsOf(`${'ab'.repeat(1 << 19)}c`).loops).to.equal(true);
  });
});

const QUESTION =
  '引っ越しの挨拶で隣の部屋に持っていく手土産に迷っています。何がよいか、のし紙は蝶結びか結び切りか、いつ訪ねればよいか、相談に乗ってください。';
const EXAMPLE = '富士山です。静岡県と山梨県にまたがっていて、夏には多くの人が登ります。';
const SHOTS = `質問：日本でいちばん高い山は何ですか。\n回答：${EXAMPLE}\n\n質問：${QUESTION}\n回答：`;
const ENGLISH =
  'My neighbour plays the piano every night after eleven, and I have to get up at five. How do I tell her without a quarrel?';
const ARTICLE =
  'The city council decided on Tuesday to close the bridge for repairs until the spring. Drivers will have to take the road along the river, which is narrow.';

describe('an answer copies its prompt', () => {
  const copies: readonly (readonly [string, string, string])[] = [
    ['that gives the question back', ENGLISH, ENGLISH],
    [
      'that gives it back with other punctuation and a label',
      `Question: ${ENGLISH.replaceAll(',', ' –')}`,
      ENGLISH,
    ],
    ['in Japanese', QUESTION, QUESTION],
    ['with an emoji before it', `👋 ${ENGLISH}`, `👋🏽 ${ENGLISH}`],
    ['in letters beyond the BMP', '𐌰𐌱𐌲𐌳'.repeat(20), '𐌰𐌱𐌲𐌳'.repeat(20)],
    ['that gives the question of several shots back', QUESTION, SHOTS],
    ['that gives the answer of an example', EXAMPLE, SHOTS],
    ['that gives it twice, nearly', `${EXAMPLE}\n\n回答：${EXAMPLE.replace('、夏', '夏')}`, SHOTS],
    ['that breaks off in the midst of the question', QUESTION.slice(0, 45), QUESTION],
  ];
  for (const [what, answer, prompt] of copies)
    it(what, () => expect(signsOf(answer, prompt).copies).to.equal(true));

  const fine: readonly (readonly [string, string, string])[] = [
    [
      'one that answers',
      'Write her a short note first; most people do not know how thin the walls are.',
      ENGLISH,
    ],
    [
      'one that repeats the question and then answers it',
      `${ENGLISH} Write her a short note first. Most people do not know how thin the walls are, and a note leaves her time.`,
      ENGLISH,
    ],
    [
      'a text that was corrected',
      ARTICLE.replace('Drivers', 'Motorists'),
      `Correct the mistakes in this text.\n\n${ARTICLE}`,
    ],
    ['a text that is right as it is', ARTICLE, `Correct the mistakes in this text: ${ARTICLE}`],
    [
      'a text before its task',
      ARTICLE,
      `${ARTICLE}\n\nIs there a mistake in the text above? Then write it out again.`,
    ],
    [
      'a sentence that was to be found',
      'The city council decided on Tuesday to close the bridge for repairs until the spring.',
      `${ARTICLE}\nWhich sentence says when the work ends?`,
    ],
    [
      'the option that was chosen',
      'c) 一群四个女孩包围了另一个女孩，看起来掌握了她的背包。',
      '监护人应该向校长报告哪种情况？\na) 一个女孩独自坐在长凳上，专心地看着一本书。\nb) 两个男孩因为最后得分篮而发生了激烈的争论。\nc) 一群四个女孩包围了另一个女孩，看起来掌握了她的背包。',
    ],
    [
      'list entries with something added',
      '- Returns the number of days between two dates: DAYS\n- Returns the number in the middle of the set of given numbers: MEDIAN',
      'Please write the Excel function name associated with each description.\n\n- Returns the number of days between two dates\n- Returns the number in the middle of the set of given numbers',
    ],
    [
      'a short answer that names its question',
      'The capital of France is Paris.',
      'What is the capital of France?',
    ],
    [
      'a label of an example',
      'positive',
      'Review: I loved it.\nSentiment: positive\n\nReview: What a wonderful day at the sea.\nSentiment:',
    ],
  ];
  for (const [what, answer, prompt] of fine)
    it(`never for ${what}`, () => expect(signsOf(answer, prompt).copies).to.equal(false));

  it('only where its prompt is known', () => expect(signsOf(QUESTION).copies).to.equal(null));

  it('in time by the length of the prompt, whatever labels stand in it', () => {
    const prompt = `${times(16_000, `\nA${' '.repeat(40)}: x`)}\nA:`;
    const before = process.cpuUsage();
    expect(signsOf(STORY, prompt).copies).to.equal(false);
    expect(process.cpuUsage(before).user).to.be.below(5e6);
  });

  it('or does not, whatever stands in a prompt that ends in a label', () => {
    for (const label of ['(a+b)*', '[x', '300-400字', '\\', 'a{1', '^$', '…'])
      expect(signsOf(STORY, `${label}: one\n\n${label}:`).copies).to.equal(false);
  });
});

describe('the sketch of an answer', () => {
  const alike = (one: string, two: string): number => {
    const [a, b] = [signsOf(one).sketch, signsOf(two).sketch];
    return a === null || b === null ? 0 : shareOfSketch(a, (hash, place) => hash === b[place]);
  };

  it('has places that two texts share as far as they are alike', () => {
    expect(signsOf(STORY).sketch).to.have.length(SKETCH);
    expect(alike(STORY, STORY)).to.equal(1);
    expect(alike(STORY, STORY.replace('harbour', 'shore'))).to.be.above(0.5);
    expect(alike(STORY, ARTICLE)).to.equal(0);
    expect(alike(EXAMPLE, EXAMPLE.replaceAll('、', ','))).to.equal(1);
  });

  it('is none for a short answer, which may be right for many questions', () => {
    for (const answer of [
      'Yes',
      '42',
      'The answer is (B).',
      'はい、そうです。',
      '正解はBです。',
      '1234567890'.repeat(20),
    ])
      expect(signsOf(answer).sketch, answer).to.equal(null);
  });
});
