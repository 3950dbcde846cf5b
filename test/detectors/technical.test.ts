import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { type Context, type Detection, detect, policyFor } from '../../detectors/index.js';
import { loadIdentifier } from '../../harness/identifier/index.js';
import { data, needsData } from '../support/needs.js';

let identifier: NonNullable<Context['identifier']>;

function run(language: string, text: string, prompt?: string): Detection {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(language);
  return detect(text, policy, { identifier, ...(prompt !== undefined && { prompt }) });
}

const found = ({ findings }: Detection): string[] =>
  findings.map(({ kind, text, fused }) => `${kind} ${text}${fused ? ' fused' : ''}`);

before(async () => {
  identifier = await loadIdentifier('fasttext');
});

/** Texts in which nothing is a slip, by what makes them so. */
const CLEAN: readonly (readonly [why: string, language: string, text: string])[] = [
  ['a capital inside', 'ko', '스위프트는 watchOS와 microSD에서도 씁니다.'],
  ['a capital inside', 'ja', '要素は querySelector で選び、createElement で作ります。'],
  ['an initial in bold', 'ja', '目標は **S**pecific（具体的）、<b>M</b>easurable です。'],
  ['words of software', 'ru', 'Откройте терминал: cgroups и htop видны, pandas и pip тоже.'],
  [
    'words that stand in code',
    'ru',
    'Метод `df.apply(f)` прост.\n```python\ntotal = df.apply(f)\n```\nИтог — total, и это apply.',
  ],
  ['what the text calls them', 'ja', 'grid-gap プロパティと align-items プロパティを使います。'],
  ['what the text calls them', 'ru', 'Программа использует цикл for или while для перебора чисел.'],
  ['what the text calls them', 'ko', 'if 조건문과 for 반복문, null 값을 씁니다.'],
  ['a word that is spoken of', 'ru', 'Название отсылает к слову wreckage — «обломки».'],
  [
    'an explanation behind them',
    'ru',
    '* **server** — имя\n* **interface** — адрес\n* **verbosity** — уровень вывода',
  ],
  ['lines of a program', 'ko', "과일을 봅시다.\nfruits = ['apple', 'banana']\n이제 출력합니다."],
  ['words of a program behind its name', 'ko', 'git rebase와 git merge는 다릅니다.'],
  ['hyphens', 'ko', '프롬프트와 fine-tuning은 다르고, scikit-learn은 `sklearn`입니다.'],
  ['terms in Latin', 'ko', '세포를 in vitro 조건에서 배양하고 a priori 지식을 씁니다.'],
  ['a species', 'ru', 'Медузы Aequorea victoria и бактерии E. coli хорошо известны.'],
  ['an ending of files', 'ru', 'Создайте файл с расширением .py и запустите его.'],
  ['physics', 'ru', 'Энергия hν, линия Hα, белок NFκB, а Fтр = 3 и Vнач = 2.'],
  ['an acronym with an ending', 'ru', 'Приходят SMSки и новые URLы каждый день.'],
  ['faces', 'ja', 'すごい(ﾟДﾟ)！かわいい(´ω`)ですね。ಠ_ಠ Σ(゜д゜;)'],
];

/** Texts with slips that look like these. */
const SLIPS: readonly (readonly [language: string, text: string, slips: readonly string[]])[] = [
  ['ru', 'Эта cистема и этот Aнализ готовы.', ['word c fused', 'word A fused']],
  ['ru', 'Запустите Podа и проверьте его.', ['word Pod fused']],
  ['ru', 'Eсли всё готово, начинайте.', ['word E fused']],
  ['el', 'Το αpχείο είναι έτοιμο για λήψη.', ['word p fused']],
  ['ja', '現代社会では leadership が重要です。', ['word leadership']],
  ['zh', '这篇文章介绍了一种 segmentation 方法，效果很好。', ['word segmentation']],
  ['ja', '私は telekinetic フィールドの研究をしています。', ['word telekinetic']],
  ['ar', 'هذه طريقة sedimentation لتنقية المياه في المدن.', ['word sedimentation']],
  [
    'ko',
    '코드는 이렇습니다.\n```js\nlet a = "so important"; // important\n```\n이것은 important 합니다.',
    ['word important'],
  ],
  ['ru', 'Это очень user-friendly решение для всех.', ['word user-friendly']],
  ['ja', '文字（Д）と「д」があります。', ['script Д', 'script д']],
  ['en', 'Take the hοuse and bαd things with you.', ['script ο', 'script α']],
];

describe('technical text in another script', () => {
  for (const [why, language, text] of CLEAN)
    it(`is clean by ${why}: ${JSON.stringify(text)}`, () => {
      expect(found(run(language, text))).to.deep.equal([]);
    });

  for (const [language, text, slips] of SLIPS)
    it(`excuses no slip in ${JSON.stringify(text)}`, () => {
      expect(found(run(language, text))).to.deep.equal(slips);
    });

  it('counts a Latin letter inside a word as script mixing, and a Latin word as word mixing', () => {
    const inside = run('ru', 'Эта cистема замкнута и не меняется.');
    expect([inside.scriptMixed, inside.wordMixed]).to.deep.equal([true, false]);
    const word = run('ru', 'Это очень important для всех нас.');
    expect([word.scriptMixed, word.wordMixed]).to.deep.equal([false, true]);
  });

  for (const [what, language, text, prompt] of [
    ['a list of names', 'ru', 'pip, '.repeat(20_000)],
    ['names behind what they are', 'ru', 'метод a b '.repeat(10_000)],
    ['names that are explained', 'ru', '* **a** — б\n'.repeat(10_000)],
    ['comments that do not end', 'ru', `importantish\n\`\`\`\n${'/* '.repeat(250_000)}\n\`\`\``],
    [
      'a word that stands as often in the prompt',
      'ja',
      'これは foo です。'.repeat(20_000),
      'xfoo'.repeat(50_000),
    ],
    ['a passage that nearly does', 'ja', 'これは душа です。'.repeat(20_000), 'душ '.repeat(50_000)],
    ['slips in one line', 'ja', 'これは душа です。'.repeat(90_000)],
  ] as const)
    it(`takes no longer by more than its length: ${what}`, function () {
      this.timeout(10_000);
      expect(run(language, `これ это ${text} конец.`, prompt).tooShort).to.equal(false);
    });
});

describe('answers in Russian of four good models', () => {
  it('are mixed for Latin words in one of a hundred, and for another script where they are', function () {
    needsData(this);
    const rows = gunzipSync(readFileSync(`${data}/real/ru-arena.jsonl.gz`))
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): { target: string; text: string; prompt: string } => JSON.parse(line))
      .filter(({ target }) => /^(?:T-Tech|gpt-4|yandex)/.test(target));
    const judged = rows.map(({ text, prompt }) => run('ru', text, prompt));
    expect(rows.length).to.equal(976);
    expect(judged.filter(({ wordMixed, scriptMixed }) => wordMixed && !scriptMixed).length).to.be.at.most(10);
    expect(judged.filter(({ scriptMixed }) => scriptMixed).length).to.equal(2);
  });
});
