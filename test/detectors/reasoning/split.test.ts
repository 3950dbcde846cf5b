import { expect } from 'chai';
import fc from 'fast-check';
import { blankReasoning, splitReasoning } from '../../../detectors/index.js';

const JA = '今日は晴れです。気温は二十度くらいになるでしょう。';
const EN = 'The user asks about the weather. I should answer briefly in Japanese.';

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
    'in the midst, in lines of its own': `今日は晴れです。\n<think>\n${EN}\n</think>\n気温は二十度くらいになるでしょう。`,
  };
  for (const [name, content] of Object.entries(marked)) {
    it(`is set apart: ${name}`, () => {
      const { answer, reasoning, torn } = splitReasoning(content);
      expect(answer.replace(/\s/g, '')).to.equal(JA);
      expect(reasoning).to.include(EN);
      expect(torn).to.equal(false);
    });
  }

  it('comes in several blocks: one where they touch, line by line where not', () => {
    const pieces = `<reasoning>The user</reasoning><reasoning> asks.</reasoning>${JA}`;
    expect(splitReasoning(pieces)).to.deep.equal({ answer: JA, reasoning: 'The user asks.', torn: false });
    const blocks = `<think>One.</think>${JA}\n<think>Two.</think>\n${JA}`;
    expect(splitReasoning(blocks).reasoning).to.equal('One.\nTwo.');
    const calls = `<|channel|>analysis<|message|>One.<|end|><|start|>assistant<|channel|>commentary to=f <|constrain|>json<|message|>{}<|call|><|start|>assistant<|channel|>final<|message|>${JA}`;
    expect(splitReasoning(calls)).to.deep.equal({ answer: JA, reasoning: 'One.\n{}', torn: false });
  });

  it('leaves no answer where it never ends', () => {
    for (const content of [
      `<think>${EN}`,
      `[THINK]${EN}`,
      `<|channel|>analysis<|message|>${EN}`,
      `analysis${EN}`,
    ])
      expect(splitReasoning(content), content).to.deep.equal({ answer: '', reasoning: EN, torn: true });
  });

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
  ];
  for (const content of spoken) {
    it(`is not what speaks of it: ${content.slice(0, 40).replaceAll('\n', ' ')}`, () => {
      expect(splitReasoning(content)).to.deep.equal({ answer: content, torn: false });
    });
  }

  it('is the model’s own word where the server has set reasoning apart, unless it is opened and closed', () => {
    const apart = { isApart: true };
    const word = `${JA}\n\n</think>\n\n${JA}`;
    expect(splitReasoning(word, apart)).to.deep.equal({ answer: word, torn: true });
    expect(splitReasoning(`</think>\n\n${JA}`, apart).answer).to.equal(JA);
    expect(splitReasoning(`<think>${EN}</think>${JA}`, apart)).to.deep.equal({
      answer: JA,
      reasoning: EN,
      torn: false,
    });
  });

  it('leaves texts without markup as they are, and blanks of the same length where it was', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        '<think>',
        '</think>',
        '[THINK]',
        '[/THINK]',
        '\n',
        '`',
        '```\n',
        'assistantfinal',
        'analysisA',
        '<|message|>',
        '<|channel|>final',
        '<|end|>',
        '。',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const content = pieces.join('');
        const { answer, reasoning = '' } = splitReasoning(content);
        expect(answer.length + reasoning.length).to.be.at.most(content.length + pieces.length);
        const blanked = blankReasoning(content);
        expect(blanked.length).to.equal(content.length);
        for (let i = 0; i < content.length; i++)
          if (blanked[i] !== content[i]) expect(blanked[i]).to.equal(' ');
      }),
      { numRuns: 2000 },
    );
  });
});
