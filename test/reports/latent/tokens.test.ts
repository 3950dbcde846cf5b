import { expect } from 'chai';
import { offScriptUnder, type Policy, policyFor } from '../../../detectors/bare/index.js';
import { type LatentOfAnswer, latentOf, type Sampler, samplerOf } from '../../../reports/latent/index.js';
import type { Logprobs } from '../../../store/index.js';

function under(language: string): ReturnType<typeof offScriptUnder> {
  const policy: Policy | undefined = policyFor(language);
  if (policy === undefined) throw new Error(`no policy for ${language}`);
  return offScriptUnder(policy);
}

const PLAIN: Sampler = { given: 'model', temperature: 1, topK: 0, topP: 1, minP: 0 };
const japanese = under('ja');

const ln = Math.log;

/** What is said of an answer in Japanese. */
const of = (logprobs: Logprobs, answer: string, sampler = PLAIN): LatentOfAnswer =>
  latentOf(logprobs, answer, sampler, japanese);

function slipOf(logprobs: Logprobs, answer: string, sampler = PLAIN) {
  const found = of(logprobs, answer, sampler);
  if ('untold' in found) throw new Error(found.untold);
  return found;
}

describe('letters of other scripts', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['ja', '今日は хорошо', true],
    ['ja', '今日はok、ＡＢＣ 123 😀 ー々〆', false],
    ['ja', '〇〇さん', false],
    ['ja', '한', true],
    ['ko', '漢字', true],
    ['ko', '〇〇', false],
    ['ru', 'привет hello', false],
    ['ru', 'привет 世界', true],
    ['fr', 'déjà vu', false],
    ['fr', 'bonjour мир', true],
    ['fr', 'π', true],
    ['zh', '中文 日本語の', true],
    ['hi', 'नमस्ते', false],
    ['ja', '𐍈', true],
  ];
  for (const [language, text, is] of cases)
    it(`${is ? 'are' : 'are not'} in ${text} where ${language} was asked for`, () => {
      expect(under(language).in(text)).to.equal(is);
    });

  const pieces: readonly (readonly [string, readonly number[], boolean])[] = [
    ['ja', [0xd0], true],
    ['ru', [0xd0], false],
    ['ja', [0xe3, 0x81], false],
    ['ru', [0xe3, 0x81], true],
    // Punctuation of China and Japan is in no script.
    ['ru', [0xe3, 0x80], false],
    ['ru', [0xe3], false],
    ['ja', [0xea, 0xb0], true],
    ['ja', [0xea], false],
    ['ko', [0xe5], true],
    // Ideographs, and signs of the Book of Changes.
    ['ko', [0xe4], false],
    ['ja', [0xf0, 0x9f], false],
    ['ja', [0xc3], false],
    ['ja', [], false],
    ['ja', [0x80], false],
    ['ja', [0xff], false],
    ['ja', [0xd0, 0xb0], false],
    ['ru', [0xe3, 0x41], false],
  ];
  for (const [language, bytes, must] of pieces)
    it(`${must ? 'must' : 'need not'} follow ${bytes.map((byte) => byte.toString(16)).join(' ') || 'nothing'} where ${language} was asked for`, () => {
      expect(under(language).mustFollow(bytes)).to.equal(must);
    });
});

describe('an answer by the probabilities of its tokens', () => {
  const OTHERS = [
    ['今日は', ln(0.6)],
    ['хорошо', ln(0.2)],
    ['明日', ln(0.1)],
    ['날씨', ln(0.05)],
    ['。', ln(0.02)],
  ] as const;

  it('sums what could have slipped, the drawn token among them once', () => {
    const { apart } = slipOf([['今日は', ln(0.6), OTHERS]], '今日は');
    expect(apart).to.include({ slipped: 0, most: apart.least, unlisted: 0 });
    expect(apart.least).to.be.closeTo(0.25, 1e-12);
    const drawn = [['хорошо', ln(0.2), [['хорошо', ln(0.2)], ...OTHERS]]] as const;
    expect(slipOf(drawn, 'хорошо').apart.least).to.be.closeTo(0.25, 1e-12);
  });

  it('ends with the first slip', () => {
    const again = ['хорошо', ln(0.2), OTHERS] as const;
    const { apart } = slipOf([again, again, again], 'хорошохорошохорошо');
    expect(apart.slipped).to.equal(1);
    expect(apart.least).to.be.closeTo(0.25, 1e-12);
  });

  it('counts a slip by a token that is not listed as itself', () => {
    const { apart } = slipOf([['привет', ln(0.001), OTHERS]], 'привет');
    expect(apart.slipped).to.equal(1);
    expect(apart.least).to.be.closeTo(1.25, 1e-12);
    expect(apart.unlisted).to.equal(1);
  });

  const unsaid: readonly (readonly [string, Logprobs])[] = [
    ['null', [['今日は', null, [['今日は', null], ...OTHERS]]]],
    ['-9999', [['今日は', -9999, [['今日は', -9999], ...OTHERS.slice(1)]]]],
  ];
  for (const [name, logprobs] of unsaid)
    it(`takes ${name} for no probability`, () => {
      const { apart } = slipOf(logprobs, '今日は');
      expect(apart.slipped).to.equal(0);
      expect(apart.least).to.be.within(0.19, 0.26);
    });

  const untold: readonly (readonly [string, Logprobs, string, string])[] = [
    ['other_text', [['今日は', -1, OTHERS]], 'まったく別の答えです。', 'whose tokens are another text'],
    ['other_text', [['今日は', -1, OTHERS]], '今日は良い天気です。', 'of which most has no tokens'],
    ['no_alternatives', [['今日は', -1]], '今日は', 'without other tokens'],
    [
      'over_one',
      [
        [
          '今日は',
          ln(0.7),
          [
            ['今日は', ln(0.7)],
            ['明日', ln(0.5)],
            ['。', ln(0.1)],
          ],
        ],
      ],
      '今日は',
      'whose probabilities add up to more than 1',
    ],
  ];
  for (const [why, logprobs, answer, name] of untold)
    it(`is not told ${name}`, () => {
      expect(of(logprobs, answer)).to.deep.equal({ untold: why });
    });

  it('leaves out reasoning before it and takes in the place where it ended', () => {
    const slip = ['думаю', ln(0.2), OTHERS] as const;
    const logprobs: Logprobs = [
      ['<think>', -0.1, OTHERS],
      slip,
      ['</think>', -0.1, OTHERS],
      ['\n\n', -0.1, OTHERS],
      ['今日は', ln(0.6), OTHERS],
      ['<|im_end|>', ln(0.5), OTHERS],
    ];
    const { apart, places } = slipOf(logprobs, '今日は');
    expect(places.all).to.equal(2);
    expect(apart).to.deep.include({ slipped: 0 });
    expect(apart.least).to.be.closeTo(0.5, 1e-12);
  });

  it('is told of an answer that was cut off within a character', () => {
    const logprobs: Logprobs = [
      ['今日は', ln(0.6), OTHERS],
      [[0xe3, 0x81], ln(0.1), OTHERS],
    ];
    expect(slipOf(logprobs, '今日は').places.all).to.equal(2);
    expect(slipOf(logprobs, '今日は\ufffd').places.all).to.equal(2);
    // llama.cpp adds the character.
    expect(slipOf(logprobs.slice(0, 1), '今日はあ').places.all).to.equal(1);
  });

  it('goes by the text where a server has lost the bytes of pieces', () => {
    const lost = [0xef, 0xbf, 0xbd];
    const logprobs = (name: string | readonly number[]): Logprobs => [
      ['今日は', ln(0.6), OTHERS],
      [name, ln(0.1), OTHERS],
      [name, ln(0.1), OTHERS],
      ['です', ln(0.1), OTHERS],
    ];
    for (const name of ['\ufffd', lost]) {
      const kana = slipOf(logprobs(name), '今日は〜です');
      expect(kana.apart.slipped).to.equal(0);
      expect(kana.apart.least).to.be.closeTo(1, 1e-12);
      const cyrillic = slipOf(logprobs(name), '今日はжです');
      expect(cyrillic.apart.slipped).to.equal(1);
      expect(cyrillic.apart.least).to.be.closeTo(1.5, 1e-12);
      expect(of(logprobs(name), '今日はここにはとても長い文があるです')).to.deep.equal({
        untold: 'other_text',
      });
    }
  });

  it('bounds what a temperature makes of tokens that are not listed', () => {
    const logprobs: Logprobs = [['今日は', ln(0.6), OTHERS]];
    const { apart } = slipOf(logprobs, '今日は', { ...PLAIN, temperature: 0.5 });
    // The four likeliest squared; what is left has 0.05 together, each at most 0.05.
    const listed = 0.6 ** 2 + 0.2 ** 2 + 0.1 ** 2 + 0.05 ** 2;
    const off = 0.2 ** 2 + 0.05 ** 2;
    expect(apart.most).to.be.closeTo(off / listed, 1e-6);
    expect(apart.least).to.be.closeTo(off / (listed + 0.05 * 0.05), 1e-12);
  });

  it('says how often the likeliest was drawn, and how often that should be', () => {
    const logprobs: Logprobs = [
      ['今日は', ln(0.6), OTHERS],
      ['明日', ln(0.1), OTHERS],
    ];
    const { drawing } = slipOf(logprobs, '今日は明日');
    expect(drawing).to.include({ places: 2, likeliest: 1 });
    expect(drawing.expected).to.be.closeTo(1.2, 1e-12);
    expect(drawing.variance).to.be.closeTo(0.48, 1e-12);
  });

  it('takes an answer of more tokens than a call takes arguments', () => {
    const tokens = 200_000;
    const place = [
      'はい',
      ln(0.9),
      [
        ['はい', ln(0.9)],
        ['い', ln(0.1)],
      ],
    ] as const;
    const found = slipOf(
      Array.from({ length: tokens }, () => place),
      'はい'.repeat(tokens),
    );
    expect(found.places.all).to.equal(tokens);
    expect(found.apart).to.include({ slipped: 0, least: 0 });
  }).timeout(20_000);
});

describe('what draws a target’s tokens', () => {
  const cases: readonly (readonly [string, Parameters<typeof samplerOf>[0], Partial<Sampler>])[] = [
    ['nothing said', {}, PLAIN],
    ['a temperature', { sampling: { temperature: 0.3, top_p: 0.9 } }, { temperature: 0.3, topP: 0.9 }],
    ['cuts of its own', { extra_body: { top_k: 40, min_p: 0.05 } }, { topK: 40, minP: 0.05 }],
    ['top_k of -1, which is none', { extra_body: { top_k: -1 } }, { topK: 0 }],
    ['the probabilities after sampling', { extra_body: { post_sampling_probs: true } }, { given: 'sampler' }],
    [
      'whose they are',
      { logprobs_of: 'sampler', extra_body: { repetition_penalty: 1.1 } },
      { given: 'sampler' },
    ],
    [
      'probabilities behind the temperature',
      {
        logprobs_of: 'temperature',
        sampling: { temperature: 0.3 },
        extra_body: { top_k: 5, logit_bias: { 5: 1 } },
      },
      { given: 'model', temperature: 1, topK: 5 },
    ],
    ['a penalty', { sampling: { presence_penalty: 0.2 } }, { beyond: 'presence_penalty' }],
    ['penalties of nothing', { sampling: { presence_penalty: 0, frequency_penalty: 0 } }, PLAIN],
    ['a bias', { extra_body: { logit_bias: { 5: -100 } } }, { beyond: 'logit_bias' }],
    ['no bias', { extra_body: { logit_bias: {} } }, PLAIN],
    ['something that is no number', { extra_body: { top_k: 'all', min_p: null } }, PLAIN],
  ];
  for (const [name, target, expected] of cases)
    it(`is known from ${name}`, () => {
      const found = samplerOf(target);
      expect(found).to.deep.include(expected);
      expect(found.beyond).to.equal(expected.beyond);
    });
});
