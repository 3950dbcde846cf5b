import { expect } from 'chai';
import fc from 'fast-check';
import { policyFor } from '../../detectors/index.js';
import { loadIdentifier } from '../../harness/identifier/index.js';
import { gramsOf, nearDoubles, similarity } from '../../prompts/check/doubles.js';
import { type CheckOptions, checkPrompts, type Prompt, type PromptEntry } from '../../prompts/index.js';

const TEXT = '梅雨どきの部屋干しで、洗濯物が生乾きの匂いになってしまいます。工夫を教えてください。';

const prompt = (more: Partial<Prompt> & { readonly text?: string } = {}): Prompt => {
  const { text = TEXT, ...rest } = more;
  return {
    id: 'ja-everyday-001',
    language: 'ja',
    messages: [{ role: 'user', content: text }],
    tags: ['everyday', 'short', 'rare-word'],
    ...rest,
  };
};

let identifier: NonNullable<CheckOptions['identifier']>;
before(async () => {
  identifier = await loadIdentifier('fasttext');
});

function problems(entries: readonly (Prompt | PromptEntry)[], options: Partial<CheckOptions> = {}): string[] {
  const named = entries.map((one, i) => ('where' in one ? one : { where: `f:${i + 1}`, prompt: one }));
  return checkPrompts(named, { policyOf: policyFor, identifier, ...options }).map(
    ({ where, rule, message }) => `${where} ${rule} ${message}`,
  );
}

describe('checking prompts', () => {
  it('finds nothing in a good one, in a pack or not', () => {
    expect(problems([prompt()])).to.deep.equal([]);
    expect(problems([prompt()], { pack: 'ja' })).to.deep.equal([]);
  });

  const system = { role: 'system', content: '短く答えてください。' } as const;
  const user = { role: 'user', content: TEXT } as const;
  const wrong: readonly (readonly [string, Prompt | PromptEntry, RegExp | null, Partial<CheckOptions>?])[] = [
    ['an id with a space', prompt({ id: 'a b' }), /^f:1 id an id has no spaces$/],
    [
      'an id of another form in a pack',
      prompt({ id: 'ja-story-001' }),
      /^f:1 id .* ja-everyday- and three digits$/,
      { pack: 'ja' },
    ],
    ['an id of another form in a file', prompt({ id: 'x/1' }), null],
    [
      'another language in a pack',
      prompt({ language: 'ja', id: 'ko-everyday-001' }),
      /^f:1 id /,
      { pack: 'ko' },
    ],
    ['an unknown tag', prompt({ tags: ['sotry'] }), /^f:1 tags there is no tag "sotry"; .*team:sotry$/],
    ['a tag of one’s own', prompt({ tags: ['team:billing', 'v2:x'] }), null],
    ['two tasks', prompt({ tags: ['list', 'story'] }), /^f:1 tags two tags of one axis: list and story$/],
    ['a tag twice', prompt({ tags: ['list', 'list'] }), /^f:1 tags a tag stands twice\nf:1 tags two tags/],
    [
      'no length, in a pack',
      prompt({ tags: ['everyday', 'rare-word'] }),
      /^f:1 tags it has no length: short, medium, long$/,
      { pack: 'ja' },
    ],
    ['no tags, in a file', prompt({ tags: [] }), null],
    [
      'a system prompt without one',
      prompt({ tags: ['system-prompt'] }),
      /^f:1 tags system-prompt, and no system message$/,
    ],
    ['a system prompt', prompt({ tags: ['system-prompt'], messages: [system, user] }), null],
    ['several turns in one', prompt({ tags: ['multi-turn'] }), /^f:1 tags multi-turn, and only one turn$/],
    [
      'a foreign word',
      prompt({ text: `${TEXT}値段を посмотреть しましょう。` }),
      /^f:1 language not clean: script in Cyrl, "посмотреть"; /,
    ],
    [
      'a foreign word in mixed context',
      prompt({ text: `${TEXT}値段を посмотреть しましょう。`, tags: ['mixed-context'] }),
      null,
    ],
    [
      'a foreign word that is allowed',
      prompt({ text: `${TEXT}値段を посмотреть しましょう。`, allow: ['посмотреть'] }),
      null,
    ],
    [
      'a foreign word in the system message',
      prompt({ messages: [{ role: 'system', content: '短く посмотреть してください。' }, user] }),
      /^f:1 language not clean/,
    ],
    [
      'another language',
      prompt({ text: 'Write a story about a small town by the sea.' }),
      /^f:1 language in Latn, and to be answered in ja: "Write a story/,
    ],
    [
      'another language, cross-lingual',
      prompt({ text: 'Write a story about a small town by the sea in Japanese.', tags: ['cross-lingual'] }),
      null,
    ],
    [
      'a language without a policy',
      prompt({ language: 'qaa' }),
      /^f:1 language there is no policy for the language "qaa"$/,
    ],
    [
      'a long text',
      prompt({ text: TEXT.repeat(3) }),
      /^f:1 length \d+ characters, of 100 at most$/,
      { longest: 100 },
    ],
    [
      'the assistant last',
      prompt({ messages: [user, { role: 'assistant', content: TEXT }] }),
      /^f:1 length the last message is to be the user’s$/,
    ],
    [
      'a template that was not filled in',
      prompt({ text: `${TEXT}{{question}}` }),
      /^f:1 text a template that was not filled in: "\{\{question\}\}"/,
    ],
    ['braces in a program', prompt({ text: `${TEXT}{{ x }}`, tags: ['code-with-comments'] }), null],
    ['a control character', prompt({ text: `${TEXT}\u0007` }), /^f:1 text a control character: "\\u0007"$/],
    [
      'text that was read in the wrong encoding',
      prompt({
        id: 'a',
        language: 'de',
        text: 'Wie macht man KÃ¤sespÃ¤tzle, und was braucht man dafür?',
        tags: [],
      }),
      /^f:1 text UTF-8 that was read as Latin-1/,
    ],
    [
      'Spanish as Portuguese',
      prompt({
        language: 'pt',
        tags: [],
        text: '¿Cómo se prepara el gazpacho en los pueblos de Andalucía cuando hace mucho calor y nadie quiere cocinar?',
      }),
      /^f:1 language in es, and to be answered in pt/,
    ],
    [
      'a system message that others share',
      { where: 'f:1', prompt: prompt({ tags: ['system-prompt'], messages: [system, user] }) },
      null,
    ],
    ['no letters', prompt({ text: '12 + 30 = ?' }), /^f:1 length there are no two letters in it$/],
    [
      'an allowed term in the language’s own script',
      prompt({ allow: ['洗濯', 'まち'] }),
      /"まち" in "allow" is in the language’s own script/,
    ],
    ['an allowed letter', prompt({ allow: ['я'] }), /"я" in "allow" is a single character/],
    ['allowed terms', prompt({ allow: ['Python', 'Яндекс', '这个'] }), null],
    [
      'a field that no prompt has',
      { where: 'f:1', prompt: prompt(), value: { allowed: [] } },
      /^f:1 record there is no field "allowed"/,
      { pack: 'ja' },
    ],
  ];
  for (const [name, entry, says, options] of wrong)
    it(`${says === null ? 'lets pass' : 'finds'} ${name}`, () => {
      const found = problems([entry], options).join('\n');
      if (says === null) expect(found).to.equal('');
      else expect(found).to.match(says);
    });

  it('makes no policy of its own for every prompt: what is compiled of a policy is found again', () => {
    const es = policyFor('es');
    if (es === undefined) throw new Error('there is a policy for Spanish');
    let copies = 0;
    const counted = Object.defineProperty({ ...es }, 'minLetters', {
      enumerable: true,
      get: () => {
        copies++;
        return es.minLetters;
      },
    });
    const texts = [
      '¿Cómo se cuida un olivo joven?',
      '¿Qué se come en Cádiz en carnaval?',
      '¿Por qué cruje el hielo?',
    ];
    const asked = texts.map((text, i) => prompt({ id: `p${i}`, language: 'es', tags: [], text }));
    expect(es.close).not.to.deep.equal([]);
    expect(problems(asked, { policyOf: () => counted })).to.deep.equal([]);
    expect(copies).to.equal(1);
  });

  it('finds an id twice, with both places', () => {
    const other = prompt({ text: '桜の木の下で宴会をするときの作法を教えてください。' });
    expect(problems([prompt(), other])).to.deep.equal(['f:2 id the id stands at f:1 too']);
    const ko = prompt({ language: 'ko', text: '벚꽃 아래에서 잔치를 할 때의 예절을 알려 주세요.' });
    expect(problems([prompt(), ko])).to.deep.equal([]);
  });

  it('finds near-doubles of one language, and names one that they are like', () => {
    const texts = [
      TEXT,
      '桜の木の下で宴会をするときの作法を教えてください。',
      `${TEXT.slice(0, -12)}よい方法はありますか。`,
      TEXT.replace('部屋干し', '外干し'),
    ];
    const found = problems(texts.map((text, i) => prompt({ id: `p${i}`, text })));
    expect(found).to.have.length(2);
    expect(found[0]).to.match(/^f:3 double \d\d% the same as p0 \(f:1\)$/);
    expect(found[1]).to.match(/^f:4 double \d\d% the same as p0 \(f:1\)$/);
    const english = 'Please write a long story about a lighthouse keeper and his cat.';
    const asked = ['ja', 'ko'].map((language) =>
      prompt({ id: language, language, text: english, tags: ['cross-lingual'] }),
    );
    expect(problems(asked)).to.deep.equal([]);
  });
});

describe('prompts with one system message', () => {
  it('are no near-doubles for it', () => {
    const system = {
      role: 'system',
      content: '短く、丁寧に、お年寄りにも分かるように答えてください。専門用語は使わないでください。',
    } as const;
    const asked = ['お茶の淹れ方は？', '年賀状はいつまでに出しますか。'].map((content, i) =>
      prompt({ id: `p${i}`, tags: ['system-prompt'], messages: [system, { role: 'user', content }] }),
    );
    expect(problems(asked)).to.deep.equal([]);
  });
});

describe('near-doubles', () => {
  it('are those that comparing all pairs finds, with one that they are like', () => {
    const words = fc.constantFrom('tea', 'cup', 'rain', 'over', 'hill', 'and', 'the', 'old', 'mill', 'sings');
    const texts = fc.array(fc.array(words, { minLength: 0, maxLength: 12 }), { maxLength: 25 });
    fc.assert(
      fc.property(texts, fc.constantFrom(0.3, 0.5, 0.8), (lists, threshold) => {
        // Every third is of one template: what those share is frequent, and behind what they do not.
        const all = lists.map(
          (list, i) => `${i % 3 === 0 ? 'how do you make a pot of ' : ''}${list.join(' ')}`,
        );
        const sets = all.map(gramsOf);
        const alike = (a: number, b: number) => similarity(sets[a] ?? new Set(), sets[b] ?? new Set());
        const slow = sets.flatMap((_, at) =>
          sets.slice(0, at).some((_other, other) => alike(at, other) >= threshold) ? [at] : [],
        );
        const fast = nearDoubles(all, threshold);
        expect(fast.map(({ at }) => at)).to.deep.equal(slow);
        for (const { at, like, similarity: found } of fast) {
          expect(like).to.be.below(at);
          expect(found).to.equal(alike(at, like)).and.at.least(threshold);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are blind to case, width, spaces and punctuation', () => {
    expect(similarity(gramsOf('ＡＢＣ　def, ghi!'), gramsOf('abcdef-GHI'))).to.equal(1);
  });
});
