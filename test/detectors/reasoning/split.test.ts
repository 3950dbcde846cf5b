import { expect } from 'chai';
import fc from 'fast-check';
import { type SplitOptions, splitReasoning } from '../../../detectors/index.js';

const JA = '今日は晴れです。気温は二十度くらいになるでしょう。';
const EN = 'The user asks about the weather. I should answer briefly in Japanese.';

/** A content's parts, without the function. */
function split(content: string, options?: SplitOptions) {
  const { placeOf: _, ...parts } = splitReasoning(content, options);
  return parts;
}

describe('reasoning in the text of an answer', () => {
  const marked: Readonly<Record<string, string>> = {
    think: `<think>${EN}</think>${JA}`,
    'think, in lines of its own': `\n<think>\n${EN}\n</think>\n\n${JA}`,
    'think, written large': `<Think>${EN}</THINK>${JA}`,
    'think, opened by the prompt': `${EN}</think>\n\n${JA}`,
    'think, opened by the prompt and closed in a line of its own': `${EN}\n</think>\n${JA}`,
    'think, opened by the prompt and closed behind a sentence': `${EN}</think>${JA}`,
    'think, with a fence that nobody closes': `<think>${EN}\n\`\`\`python\nx\n</think>\n${JA}`,
    'think, with a citation of its tag': `<think>I may not write \`</think>\` yet. ${EN}</think>${JA}`,
    thinking: `<thinking>${EN}</thinking>\n\n${JA}`,
    thought: `<thought>${EN}</thought>${JA}`,
    reasoning: `<reasoning>${EN}</reasoning>${JA}`,
    scratchpad: `<scratchpad>${EN}</scratchpad>\n${JA}`,
    'seed:think': `<seed:think>${EN}</seed:think>${JA}`,
    magistral: `[THINK]${EN}[/THINK]${JA}`,
    kimi: `◁think▷${EN}◁/think▷${JA}`,
    cohere: `<|START_THINKING|>${EN}<|END_THINKING|><|START_RESPONSE|>${JA}<|END_RESPONSE|>`,
    'gemma 4': `<|channel>thought\n${EN}<channel|>${JA}`,
    medgemma: `<unused94>thought\n${EN}<unused95>${JA}`,
    openthinker: `<|begin_of_thought|>${EN}<|end_of_thought|>\n\n<|begin_of_solution|>${JA}<|end_of_solution|>`,
    apertus: `<|inner_prefix|>${EN}<|inner_suffix|>${JA}`,
    hunyuan: `<think>\n${EN}\n</think>\n<answer>\n${JA}</answer>`,
    ernie: `<think>\n${EN}\n</think>\n\n<response>\n${JA}</response>\n`,
    granite: `Here is my thought process: ${EN} Here is my response: ${JA}`,
    harmony: `<|channel|>analysis<|message|>${EN}<|end|><|start|>assistant<|channel|>final<|message|>${JA}<|return|>`,
    'harmony, begun by the prompt': `${EN}<|end|><|start|>assistant<|channel|>final<|message|>${JA}`,
    'harmony without its markers': `analysis${EN}assistantfinal${JA}`,
    'harmony, its first token written by the prompt': `analysis<|message|>${EN}<|end|><|start|>assistant<|channel|>final<|message|>${JA}`,
    'harmony without its markers, in lines of their own': `analysis\n${EN}\nassistant\nfinal\n${JA}`,
    'harmony without its markers, twice over': `analysis${EN}assistantanalysisMore.assistantcommentaryAnd more.assistantfinal${JA}`,
    'harmony with code that reasoning leaves open': `<|channel|>analysis<|message|>${EN} \`x<|end|><|start|>assistant<|channel|>final<|message|>${JA}`,
    'kimi 3': `<|open|>think<|sep|>${EN}<|close|>think<|sep|><|open|>response<|sep|>${JA}<|close|>response<|sep|><|end_of_msg|>`,
    'open webui': `<details type="reasoning" done="true" duration="3">\n<summary>Thought for 3 seconds</summary>\n> ${EN}\n</details>\n${JA}`,
    'open webui, without what is shown': `<details type='reasoning'>${EN}</details>${JA}`,
    'claude’s artifacts': `<antThinking>${EN}</antThinking>\n${JA}`,
    'a section before the answer': `<analysis>\n${EN}\n</analysis>\n\n${JA}`,
    'a section before an answer in a tag': `<analysis>${EN}</analysis><answer>${JA}</answer>`,
    'two sections before the answer': `<analysis>${EN}</analysis>\n<reflection>Good.</reflection>\n${JA}`,
    reflection: `<thinking>${EN}<reflection>No.</reflection></thinking><output>${JA}</output>`,
    minimax: `<mm:think>${EN}</mm:think>\n\n${JA}`,
    longcat: `<longcat_think>\n${EN}\n</longcat_think>\n${JA}`,
    openpangu: `[unused16]${EN}[unused17]${JA}`,
    'gemma 4, to the end of its turn': `<|channel>thought\n${EN}<channel|>${JA}<turn|>`,
    'gemma 4, the answer in a channel too': `<|channel>thought\n${EN}<channel|><|channel>final\n${JA}<channel|>`,
    'a tag with space in it': `< think >${EN}</ think >${JA}`,
    'a tag with an attribute': `<thinking time="3">${EN}</thinking>${JA}`,
    'a tag that is opened twice': `<think><think>${EN}</think>${JA}`,
    'a block within a block': `<think>First.<think>${EN}</think>Last.</think>${JA}`,
    'think, cut off by a budget in the midst of a word': `${EN} And the</think>\n${JA}`,
    'think, opened by the prompt, with a fence that nobody closes': `${EN}\n\`\`\`python\nx\n</think>\n${JA}`,
    'at the end': `${JA}\n\n<think>\n${EN}\n</think>`,
    'in the midst of a line': `今日は晴れです。<think>${EN}</think>気温は二十度くらいになるでしょう。`,
    'in the midst, in lines of its own': `今日は晴れです。\n<think>\n${EN}\n</think>\n気温は二十度くらいになるでしょう。`,
  };
  for (const [name, content] of Object.entries(marked)) {
    it(`is set apart: ${name}`, () => {
      const { answer, reasoning, torn } = splitReasoning(content);
      expect(answer.replace(/\s/g, '')).to.equal(JA);
      expect(reasoning).to.include(EN);
      expect(torn).to.deep.equal([]);
    });
  }

  for (const content of [
    `<analysis>${JA}</analysis>`,
    `<analysis>${JA}</analysis>\n<recommendation>${JA}</recommendation>`,
    `<think>${EN}</think>\n<analysis>${JA}</analysis>\n${JA}`,
    `${JA}\n<analysis>${JA}</analysis>\n${JA}`,
    `<analysis>${JA}`,
    `${JA}</analysis>${JA}`,
    `<analysis> と </analysis> はタグです。${JA}`,
    `\`<analysis>\`…\`</analysis>\`はタグです。${JA}`,
    `\`\`\`xml\n<analysis>x</analysis>\n\`\`\`\n${JA}`,
    `<details><summary>答え</summary>${JA}</details>${JA}`,
    `${JA}</details>${JA}`,
    `\`<details type="reasoning">x</details>\`は折り畳みです。${JA}`,
  ])
    it(`is none where a section is a part of the answer, or is spoken of: ${JSON.stringify(content)}`, () => {
      expect(splitReasoning(content).answer.trim()).to.equal(content.replace(/^<think>.*<.think>\n/, ''));
    });

  it('leaves what the answer folds behind it, and is unclosed where it does not end', () => {
    const folded = `<details><summary>答え</summary>${JA}</details>`;
    expect(splitReasoning(`<details type="reasoning">${EN}</details>\n${folded}`).answer.trim()).to.equal(
      folded,
    );
    expect(splitReasoning(`<details type="reasoning" done="false">\n${EN}`)).to.deep.include({
      answer: '',
      reasoning: EN,
    });
  });

  it('comes in several blocks: one where they touch, line by line where not', () => {
    const pieces = `<reasoning>The user</reasoning><reasoning> asks.</reasoning>${JA}`;
    expect(split(pieces)).to.deep.equal({ answer: JA, reasoning: 'The user asks.', torn: [] });
    const spaced = `<reasoning>The user </reasoning><reasoning>asks.</reasoning>${JA}`;
    expect(splitReasoning(spaced).reasoning).to.equal('The user asks.');
    const blocks = `<think>One.</think>${JA}\n<think>Two.</think>\n${JA}`;
    expect(splitReasoning(blocks).reasoning).to.equal('One.\nTwo.');
  });

  it('leaves no answer where it never ends', () => {
    for (const content of [
      `<think>${EN}`,
      `[THINK]${EN}`,
      `<|channel|>analysis<|message|>${EN}`,
      `analysis${EN}`,
    ])
      expect(split(content), content).to.deep.equal({
        answer: '',
        reasoning: EN,
        torn: [{ kind: 'unclosed', start: 0, end: content.length }],
      });
    // All that was written is a call of a tool.
    const call = `<|channel|>analysis<|message|>${EN}<|end|><|start|>assistant<|channel|>commentary to=functions.w <|constrain|>json<|message|>{"a":1}<|call|>`;
    expect(split(call)).to.deep.equal({ answer: '', reasoning: EN, torn: [] });
  });

  it('holds what it says of markup, and leaves what the answer says of it', () => {
    const written = `<think>I write <think> now.</think>${JA}「</think>」はタグです。`;
    expect(split(written).answer).to.equal(`${JA}「</think>」はタグです。`);
    const twice = `<think>I write <think> now.</think>${JA}\n<think>More.</think>\n${JA}`;
    expect(split(twice).answer).to.equal(`${JA}\n\n${JA}`);
    // A tag of another name that it opened is not its end.
    const open = '<think>The form: <reasoning>hm</reasoning>, then the answer';
    expect(split(open).answer).to.equal('');
    // Nor is code that it left open the answer's.
    const code = `<think>First.\n\`\`\`\nx\n</think>\n${JA}\n<think>More.</think>\n${JA}`;
    expect(split(code)).to.deep.include({ reasoning: 'First.\n```\nx\nMore.', torn: [] });
  });

  it('leaves what came before it, where it begins again and never ends', () => {
    const { answer, reasoning, torn } = splitReasoning(`<think>One.</think>${JA}\n\n<think>\n${EN}`);
    expect(answer.trim()).to.equal(JA);
    expect(reasoning).to.equal(`One.\n${EN}`);
    expect(torn.map(({ kind }) => kind)).to.deep.equal(['unclosed']);
  });

  it('is no answer of Harmony, but what it says before tools are called is', () => {
    const call =
      '<|start|>assistant<|channel|>commentary to=functions.w <|constrain|>json<|message|>{"a":1}<|call|>';
    const before = `<|channel|>analysis<|message|>${EN}<|end|><|start|>assistant<|channel|>commentary<|message|>${JA}<|end|>${call}`;
    expect(split(before)).to.deep.equal({ answer: JA, reasoning: EN, torn: [] });
    expect(split(`<|channel|>final<|message|>${JA}<|return|>`)).to.deep.equal({ answer: JA, torn: [] });
    const bare = `commentary to=functions.w json{"a":1}assistantcommentary to=functions.w json{"a":2}assistantfinal${JA}`;
    expect(split(bare)).to.deep.equal({ answer: JA, torn: [] });
  });

  const torn: readonly (readonly [content: string, answer: string, kind: string, markup: string])[] = [
    [`<think>${EN}</thinking>${JA}`, JA, 'mismatched', `<think>${EN}</thinking>`],
    [`<think>${EN}</think></think>${JA}`, JA, 'stray', '</think>'],
    [`<think>${EN}</think>${JA}\n</think>\n${JA}`, `${JA}\n</think>\n${JA}`, 'stray', '</think>'],
    [`thought\n${EN}\n${JA}`, `thought\n${EN}\n${JA}`, 'stray', 'thought\n'],
    [`thought\r\n${JA}`, `thought\r\n${JA}`, 'stray', 'thought\r\n'],
    [
      `<|channel|>analysis<|message|>${EN}<|end|><|start|>assistant<|channel|>final\n${JA}`,
      JA,
      'stray',
      '<|start|>assistant<|channel|>final',
    ],
  ];
  for (const [content, answer, kind, markup] of torn) {
    it(`says where its markup is damaged: ${markup.slice(0, 20)} is ${kind}`, () => {
      const found = splitReasoning(content);
      expect(found.answer.trim()).to.equal(answer.trim());
      expect(found.torn.map((one) => [one.kind, content.slice(one.start, one.end)])).to.deep.equal([
        [kind, markup],
      ]);
    });
  }

  const spoken: readonly string[] = [
    JA,
    'タグ `<think>` は思考を開き、`</think>` は思考を閉じます。その後に答えが続きます。',
    'モデルは最後に `</think>` を書きます。そのあとで答えが始まります。',
    'モデルは最後に「</think>」を書きます。',
    'Use <think> and </think> around the reasoning, as R1 does.',
    'The closing tag </think> ends it, whatever comes next.',
    'Der Tag </think> beendet den Gedanken und darf nicht fehlen.',
    'Das Format:\n\n```xml\n<think>\nGedanke\n</think>\nAntwort\n```\n\nMehr ist es nicht.',
    'analysis of the data shows that',
    'Analysis: the data are good.',
    'Here is my response: yes.',
    'In HTML heißt es <b>fett</b>, in XML auch <reason code="3"/>.',
    '2 < 3 und [1] und [THINK] im Satz.',
    `<answer>${JA}</answer>`,
    '書式：\n```\nhm\n</think>\nはい\n```\n以上です。',
    '例：\n~~~\n<think>\nhm\n</think>\nはい\n~~~',
    '終わりのタグは</think>',
    'It ends with </think>\nand then the answer comes.',
    '1. <think>Here come the thoughts.</think>\n2. <answer>Here comes the answer.</answer>',
    'Write "<think>Hm.</think>" first.',
    'There are two tags. <think> opens it and </think> closes it.',
    'Zwei Tags gibt es:\n<think> steht am Anfang.',
    'モデルは最後に</think>を書きます。そのあとで答えが始まります。',
    'Use <think> to begin. Then close with </think>. It works.',
    'It thinks. </think> is the tag that ends it.',
    '- <think>: opens the reasoning.\n- </think>: closes it.\n\nThat is all.',
    '終わりは決まっています。"</think>"は閉じタグです。',
    '1. 思考開始\n2. </think>：思考終了。\n以上です。',
    '1. <think>：思考開始。\n2. </think>：思考終了。',
    '| <think> | opens |\n| </think> | closes |\n',
    '例：\n```\n<think>\nhm\n</think>\nはい',
    '「<think>と</think>」という二つのタグがあります。',
    '書式は `<|channel|>analysis<|message|>` です。次に `<|channel|>final<|message|>` が来ます。',
    'The format is <|channel|>analysis<|message|> and then <|channel|>final<|message|>.',
    '例：\n```\n<|channel|>analysis<|message|>hm<|end|>\n<|channel|>final<|message|>はい\n```\n以上です。',
  ];
  for (const content of spoken) {
    it(`is not what speaks of it: ${content.slice(0, 40).replaceAll('\n', ' ')}`, () => {
      expect(split(content)).to.deep.equal({ answer: content, torn: [] });
    });
  }

  it('is the model’s own word where the server has set reasoning apart, unless it is opened and closed', () => {
    const apart = { isApart: true };
    const word = `${JA}\n\n</think>\n\n${JA}`;
    expect(split(word, apart)).to.deep.equal({
      answer: word,
      torn: [{ kind: 'stray', start: JA.length + 2, end: JA.length + 10 }],
    });
    expect(split(`</think>\n\n${JA}`, apart).answer).to.equal(JA);
    expect(split(`<think>${EN}</think>${JA}`, apart)).to.deep.equal({
      answer: JA,
      reasoning: EN,
      torn: [],
    });
  });

  it('loses nothing of any text, and places what it leaves', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        '<think>',
        '</think>',
        '</thinking>',
        '[THINK]',
        '[/THINK]',
        '<|channel>thought\n',
        '<channel|>',
        '<answer>',
        '</answer>',
        '<turn|>',
        '\n',
        ' ',
        '`',
        '```\n',
        'assistantfinal',
        'analysisWe ',
        '<|start|>assistant',
        '<|message|>',
        '<|channel|>analysis',
        '<|channel|>final',
        '<|end|>',
        '。',
        '「',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), fc.boolean(), (pieces, isApart) => {
        const content = pieces.join('');
        const { answer, reasoning = '', torn, placeOf } = splitReasoning(content, { isApart });
        // A break of line may come between two pieces that stood on one.
        let at = 0;
        for (const [i, unit] of answer.split('').entries()) {
          const { start, end } = placeOf({ start: i, end: i + 1 });
          if (content.slice(start, end) !== unit) expect(unit).to.equal('\n');
          expect(start).to.be.at.least(at);
          at = start;
        }
        expect(answer.length + reasoning.length).to.be.at.most(content.length + pieces.length);
        for (const { start, end } of torn)
          expect(0 <= start && start < end && end <= content.length).to.equal(true);
        if (answer === content)
          expect(placeOf({ start: 0, end: content.length })).to.deep.equal({ start: 0, end: content.length });
      }),
      { numRuns: 3000 },
    );
  });

  it('ends between quotation marks that close before it and open behind it, and in spite of code that it leaves open', () => {
    expect(split('<think>They said "yes"</think>"はい"')).to.deep.equal({
      answer: '"はい"',
      reasoning: 'They said "yes"',
      torn: [],
    });
    const harmony =
      '<|channel|>analysis<|message|>A `b<|end|><|start|>assistant<|channel|>final<|message|>はい`x`';
    expect(split(harmony)).to.deep.equal({ answer: 'はい`x`', reasoning: 'A `b', torn: [] });
  });

  it('is no part of what stands before it', () => {
    const { placeOf } = splitReasoning(`はい。\n<think>${EN}</think>\nはい。`);
    expect(placeOf({ start: 0, end: 4 })).to.deep.equal({ start: 0, end: 4 });
    expect(placeOf({ start: 4, end: 5 }).start).to.equal(`はい。\n<think>${EN}</think>`.length);
  });

  it('ends where the script changes, glued to both sides', () => {
    expect(split('hm</think>はい')).to.deep.equal({ answer: 'はい', reasoning: 'hm', torn: [] });
  });

  const long: readonly (readonly [unit: string, answer: string])[] = [
    ['<think>', ''],
    ['</think>', ''],
    ['<think></think>', ''],
    ['◁think▷', ''],
    ['<|channel|>analysis<|message|>', ''],
    ['x<think>', 'x<think>'],
    ['"<think>"', '"<think>"'],
    ['`<think>`\n', '`<think>`\n'],
    ['<think>a</think>b.\n', 'b.\n'],
    ['<think>a</think>`b`.\n', '`b`.\n'],
    ['<|start|>assistant', '<|start|>assistant'],
    ['< think', '< think'],
  ];
  for (const [unit, answer] of long) {
    it(`is told in a text of nothing but ${unit.trim()}`, () => {
      expect(splitReasoning(unit.repeat(300_000)).answer === answer.repeat(300_000)).to.equal(true);
    });
  }
});
