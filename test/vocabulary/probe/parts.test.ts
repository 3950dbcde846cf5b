import { expect } from 'chai';
import type { Sample } from '../../../store/index.js';
import { chooseTokens, type Vocabulary } from '../../../vocabulary/index.js';
import { leftOf } from '../../../vocabulary/probe/probabilities.js';
import { promptFor } from '../../../vocabulary/probe/prompts.js';
import { byProbability, verdictOf } from '../../../vocabulary/probe/verdicts.js';
import { copyIn, writtenIn } from '../../../vocabulary/probe/written.js';
import { rejected } from '../../support/rejected.js';
import { FIRST, SPACED, toyVocabulary } from './toy.js';

describe('what a probe is made of', () => {
  let vocabulary: Vocabulary;
  let encode: (text: string) => readonly number[];
  before(async () => {
    vocabulary = await toyVocabulary();
    const encoding = await vocabulary.encoding();
    if (encoding.kind === 'known') encode = encoding.encode;
  });

  it('asks by prompts that hold the tokens themselves, and for no others', async () => {
    const { tokens, unaskable } = await chooseTokens(vocabulary, { sample: 'all', seed: 1 });
    for (const token of tokens) {
      const content = promptFor([token], 'x').messages.at(-1)?.content ?? '';
      expect(encode(content), token.text).to.include(token.id);
    }
    const kinds = unaskable.map((id) => vocabulary.textOf(id));
    expect(kinds).to.include.members(['\n', '\r']);
    expect(tokens.length + unaskable.length).to.equal(128 + 80 + 80 + 3);
  });

  it('draws of each class, the same tokens for the same seed, and all that are named', async () => {
    const choose = (seed: number) => chooseTokens(vocabulary, { sample: 40, seed, named: [FIRST, SPACED] });
    const [one, same, other] = await Promise.all([choose(1), choose(1), choose(2)]);
    const ids = ({ tokens }: typeof one) => tokens.map(({ id }) => id);
    expect(ids(one)).to.deep.equal(ids(same));
    expect(ids(one)).not.to.deep.equal(ids(other));
    expect(ids(one)).to.include.members([FIRST, SPACED]);
    for (const { drawn, named, population } of one.strata)
      expect(drawn.size).to.be.within(Math.min(4, population - named.size), population - named.size);
    expect(new Set(ids(one)).size).to.equal(one.tokens.length);
  });

  it('refuses ids that no token has, and a choice of nothing', async () => {
    const { message: none } = await rejected(
      chooseTokens(vocabulary, { sample: 0, seed: 1, named: [99_999] }),
    );
    expect(none).to.match(/no token has the id 99999; it may be of another model$/);
    const { message: empty } = await rejected(chooseTokens(vocabulary, { sample: 0, seed: 1, named: [200] }));
    expect(empty).to.match(/there is no token to ask for; none of those named can stand in a prompt$/);
  });

  const ba = { id: FIRST, text: 'ba', frame: 'marks' } as const;
  const spaced = { id: SPACED, text: ' ba', frame: 'marks' } as const;
  const line = { id: FIRST, text: 'ba', frame: 'line' } as const;
  for (const [answer, token, expected] of [
    ['«ba» «ba» «ba»', ba, true],
    ['ba', ba, true],
    ['Sure: "ba"', ba, true],
    ['xba', ba, true],
    ['b a', ba, false],
    ['«be» «be»', ba, false],
    ['«ba»', spaced, false],
    ['« ba»', spaced, true],
    ['ba ba', spaced, true],
    ['  ba  \nx', line, true],
    ['', ba, false],
  ] as const)
    it(`finds ${JSON.stringify(token.text)} ${expected ? '' : 'not '}in ${JSON.stringify(answer)}`, () => {
      expect(writtenIn(answer, [token], encode).has(token.id)).to.equal(expected);
    });

  const sample = (more: object): Sample =>
    ({ key: 'k', target: 'm', prompt: 'p', language: 'en', repeat: 0, attempts: 1, ...more }) as Sample;
  for (const [name, more, expected] of [
    ['an answer', { answer: 'ba' }, 'ba'],
    ['an answer behind reasoning', { answer: '<think>ba be</think>bi' }, 'bi'],
    ['no answer', { answer: null }, undefined],
    ['an empty answer', { answer: ' \n' }, undefined],
    ['a refusal', { answer: 'ba', refusal: 'no' }, undefined],
    ['a failure', { answer: null, error: { kind: 'timeout', message: '' } }, undefined],
  ] as const)
    it(`reads ${name} as ${expected === undefined ? 'nothing' : `"${expected}"`}`, () => {
      expect(copyIn(sample(more))?.trim()).to.equal(expected);
    });

  it('looks at the beginning of an answer that does not end', () => {
    expect(copyIn(sample({ answer: 'x'.repeat(50_000_000) }))?.length).to.be.below(100_000);
  });

  for (const [written, of, expected] of [
    [0, 5, 'forgotten'],
    [1, 5, 'forgotten'],
    [2, 5, 'written'],
    [0, 4, 'forgotten'],
    [0, 3, 'undecided'],
    [1, 4, 'undecided'],
    [0, 0, 'undecided'],
    [2, 2, 'written'],
  ] as const)
    it(`calls ${written} of ${of} ${expected}`, () => {
      expect(verdictOf({ written, of })).to.equal(expected);
    });

  it('calls a token that nobody asked for by what its probability makes of five answers', () => {
    expect(byProbability(1, 0.2).verdict).to.equal('forgotten');
    expect(byProbability(1, 0.21).verdict).to.equal('written');
  });

  it('knows what the likeliest tokens leave for another one', () => {
    const of = (...probabilities: number[]) => leftOf(probabilities.map((p) => ['', Math.log(p)] as const));
    expect(of(0.9, 0.05)).to.be.closeTo(0.05, 1e-9);
    expect(of(0.9, 0.0999)).to.be.closeTo(0.0001, 1e-9);
    expect(of(0.2, 0.01)).to.be.closeTo(0.01, 1e-9);
    // What is no probability says nothing.
    expect(leftOf([['', 5]])).to.equal(1);
    expect(leftOf([])).to.equal(1);
  });
});
