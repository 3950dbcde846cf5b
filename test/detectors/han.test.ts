import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { type Detection, detect, policyFor } from '../../detectors/index.js';
import { data, needsData, root } from '../support/needs.js';

function run(language: string, text: string, prompt?: string): Detection {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(language);
  return detect(text, policy, prompt === undefined ? {} : { prompt });
}

const found = ({ findings }: Detection): string[] =>
  findings.map(({ kind, script, text }) => `${kind} ${script} ${text}`);

describe('Japanese that its dictionary does not know', () => {
  for (const text of [
    '令和元年五月一日に即位されました。',
    '提出は令和六年十一月三十日までにお願いします。',
    '大正十五年十二月二十五日のことでした。',
    '簡体字と繁体字の違いを説明してください。',
  ])
    it(`is no Chinese: ${text}`, () => {
      expect(found(run('ja', text))).to.deep.equal([]);
    });
});

describe('Chinese in Japanese', () => {
  const shared: [text: string, finding: string][] = [
    ['私たちは可以理解することができます。', '可以理解'],
    ['値段を然而説明した。', '然而'],
    ['それは因此ネコの話です。', '因此'],
    ['それは的主要内容是关于ネコの話です。', '的主要内容是关于'],
  ];
  for (const [text, finding] of shared)
    it(`is found in characters that Japanese has too: ${text}`, () => {
      expect(found(run('ja', text))).to.deep.equal([`han Hans ${finding}`]);
    });

  const words: [text: string, finding: string][] = [
    ['この问题について話しましょう。', '问题'],
    ['経済发展が続いています。', '发展'],
    ['大気の保护は大切です。', '保护'],
    ['地球温暖化の影响は深刻です。', '影响'],
    ['学习的重要性を考えます。', '学习的重要'],
    ['会議では各种各样な意見が出ました。', '各种各样'],
    ['経済的维度について説明します。', '的维度'],
    ['軽伤を負いました。', '軽伤'],
    ['最終段隥に入りました。', '隥'],
  ];
  for (const [text, finding] of words)
    it(`is found as a whole word: ${text}`, () => {
      expect(found(run('ja', text))).to.deep.equal([`han Hans ${finding}`]);
    });

  const evidence: [text: string, finding: string, evidence: string][] = [
    ['この问题について話しましょう。', '问题', 'form'],
    ['値段を然而説明した。', '然而', 'lexicon'],
    ['それは的主要内容是ネコの話です。', '的主要内容是', 'likelihood'],
  ];
  for (const [text, finding, rests] of evidence)
    it(`says what it rests on: ${rests}`, () => {
      const { findings, possible } = run('ja', text);
      expect([findings.map((one) => [one.text, one.evidence]), possible]).to.deep.equal([
        [[finding, rests]],
        [],
      ]);
    });

  const doubtful: [text: string, possible: string][] = [
    ['価格が越来越高くなっています。', '越来越'],
    ['自己和他人の関係が大切です。', '自己和他'],
    ['宇迦之御魂神を祀る神社です。', '迦之'],
    ['戰爭の歴史を学ぶ。', '戰爭'],
    ['魏の張郃は強い。', '郃'],
  ];
  for (const [text, stretch] of doubtful)
    it(`is possible where it may as well be Japanese, and counts as nothing: ${stretch}`, () => {
      const { findings, possible, mixed } = run('ja', text);
      expect([findings, possible.map((one) => one.text), mixed]).to.deep.equal([[], [stretch], false]);
    });

  it('that is possible is excused like any other', () => {
    expect(run('ja', '「越来越」とは何ですか。', '越来越の意味は？').possible).to.deep.equal([]);
  });

  it('is placed in the text as it is where that was composed', () => {
    const { possible } = run('ja', 'か\u3099、価格が越来越高くなっています。');
    expect(possible.map(({ start, text }) => [start, text])).to.deep.equal([[6, '越来越']]);
  });

  it('is found in formulas, in unmarked fences and in CSV, and in programs as code', () => {
    const texts = [
      '式は\\[ \\text{总面积} = 3 \\]です。',
      '例です。\n```\n实验结果につきまして\n```\n以上です。',
      '表です。\n```csv\n都道府県,人口\n广东,多い\n```\n以上です。',
      '例です。\n```\nprint("实验结果")\n```\n以上です。',
      '例です。\n```python\n实验结果につきまして\n```\n以上です。',
    ];
    expect(
      texts.map((text) => run('ja', text).findings.map(({ zone, text: found }) => `${zone} ${found}`)),
    ).to.deep.equal([
      ['text 总面积'],
      ['text 实验结果'],
      ['text 广东'],
      ['code 实验结果'],
      ['code 实验结果'],
    ]);
  });

  it('is found twice in one sentence, and in Traditional forms', () => {
    const text = 'これは很多の意見で、我們應該やるべきです。';
    expect(found(run('ja', text))).to.deep.equal(['han Hans 很多', 'han Hant 我們應該']);
    expect(found(run('ja', '4步進みました。'))).to.deep.equal(['han Hant 步進']);
    expect(found(run('ja', '消費稅引上げの話です。'))).to.deep.equal(['han Hant 消費稅引上']);
  });

  it('is no mixing in code, and excused where the prompt gave it', () => {
    expect(run('ja', 'この`问题`は変数です。')).to.include({ mixed: false, codeMixed: true });
    expect(found(run('ja', '「问题」は問題という意味です。', '「问题」の意味は？'))).to.deep.equal([]);
    expect(found(run('ja', '「问题」は問題という意味です。', '意味は？'))).to.deep.equal(['han Hans 问题']);
  });

  const clean = [
    '四川省、広東省、福建省、雲南省、黒竜江省、新疆ウイグル自治区',
    '上海市、広州市、深圳市、重慶市、武漢市、西安市、南京市、天津市、杭州市、青島市、瀋陽市',
    '習近平国家主席は北京で李克強首相と会談した。',
    '毛沢東、鄧小平、江沢民、胡錦濤、温家宝、蔡英文、馬英九、孫文、蒋介石、周恩来、劉少奇',
    '曹操、劉備、孫権、諸葛亮、関羽、張飛、趙雲、司馬懿、周瑜、呂布',
    '中国共産党中央委員会総書記、中華人民共和国国務院総理、全国人民代表大会常務委員会',
    '北京大学、清華大学、復旦大学、浙江大学、上海交通大学',
    '佐藤健一、鈴木一郎、高橋美咲、渡辺直美、伊藤博文、山本五十六、加藤清正、御手洗潔',
    '三菱重工業株式会社、住友金属鉱山、日本電信電話、東海旅客鉄道、伊藤忠商事、任天堂',
    '東京都千代田区永田町一丁目七番一号',
    '国立研究開発法人産業技術総合研究所',
    '私的独占の禁止及び公正取引の確保に関する法律',
    '来年度予算案審議開始、与野党攻防激化',
    '東京株式市場日経平均株価反発、終値三万円台回復',
    '四面楚歌、臥薪嘗胆、一期一会、温故知新、呉越同舟、画竜点睛、五里霧中、不撓不屈',
    '麻婆豆腐、回鍋肉、青椒肉絲、小籠包、棒棒鶏、杏仁豆腐、餃子、焼売、炒飯、八宝菜',
    '慶應義塾大学、早稲田大学、東北大学、九州大学、名古屋大学',
    'アルゴリズム的統治、AI的発想、人間的魅力',
    '婚姻中及び婚姻の解消に際し、国家的努力及び国際的協力を通じる。',
    '右当事者間の平成十年（ワ）第一二三号損害賠償請求事件について、当裁判所は次のとおり判決する。',
    '足利義政、山名宗全、岸田文雄首相、安倍晋三元首相、慎之介、源之丞、岸信介内閣、樺美智子',
    '政治的影響力、近代化政策、幾何学模様、不特定多数、連合国軍最高司令官総司令部、加重平均型指数',
    '甲武信ヶ岳、道央、地方交付税交付金、所得再分配政策、労働者派遣法、化学兵器禁止法、大規模金融緩和',
    '噓、頰、剝離、充塡、繫ぐ、蔣介石、火焰、乾麵、瘦身、焼酎の麴、石鹼、髙﨑、森鷗外、類囊体',
    '滁州、鄱陽湖、張郃や龐統や許褚、費禕、李傕と郭汜',
    '相互作用、具体的な使用方法、数十年間、数千人、革命的技術、潜在的可能性',
  ];
  for (const text of clean)
    it(`is not what Japanese writes in kanji alone: ${text.slice(0, 24)}`, () => {
      // Kana around it, so that the text as a whole is Japanese.
      expect(
        found(run('ja', `次のものがあります。\n${text}\nこれらについて説明してください。`)),
      ).to.deep.equal([]);
    });
});

describe('the other kind of Chinese', () => {
  const cases: [language: string, text: string, findings: string[]][] = [
    ['zh', '元素周期表的稀有气体包括氦、氖、氬等。', ['han Hant 氬']],
    ['zh', '克里斯蒂亚諾·羅納爾多說，他們對這場比賽感到滿意。', ['han Hans 亚']],
    ['zh', '我们认为這個问题很重要，应该认真讨论。', ['han Hant 這個']],
    ['zh-Hans', '我们认为這個问题很重要，应该认真讨论。', ['han Hant 這個']],
    ['zh-Hant', '我們認為這個问题很重要，應該認真討論。', ['han Hans 问题']],
    ['zh-Hans', '他吃完饭，然後回家了。我们明天再说。', ['han Hant 後']],
    ['zh-Hans', '他专注於工作，我们都知道这一点。', ['han Hant 於']],
    ['zh-Hant', '請注意這個問題，我們會儘快处理。', ['han Hans 处']],
  ];
  for (const [language, text, findings] of cases)
    it(`is found in ${language}: ${text}`, () => {
      expect(found(run(language, text))).to.deep.equal(findings);
    });

  const clean: [language: string, text: string][] = [
    ['zh', '我們認為這個問題很重要，應該認真討論。'],
    ['zh', '皇后住在宫里，后来她在干净的台阶上吃面，乾坤、著作、于是、几乎。'],
    ['zh-Hant', '皇后住在宮裡，后冠、公里、干涉、面子、松樹、台灣、占卜、云云。'],
    ['zh-HK', '說話的裏面，着色的衞生，他説：「溫度」與「温度」。'],
    ['zh', '二〇二四年，人们渐渐地、慢慢地习惯了。'],
  ];
  for (const [language, text] of clean)
    it(`is not what both have, nor a whole text of it: ${text.slice(0, 16)} in ${language}`, () => {
      const { findings, wrongLanguage } = run(language, text);
      expect([findings, wrongLanguage]).to.deep.equal([[], null]);
    });

  it('is the wrong language where the tag names the other kind', () => {
    const hans = run('zh-Hans', '我們認為這個問題很重要，應該認真討論。');
    expect([hans.wrongLanguage, hans.findings]).to.deep.equal([{ script: 'Hant', share: 1 }, []]);
    const hant = run('zh-TW', '我们认为这个问题很重要，应该认真讨论，他們也一样。');
    expect(hant.wrongLanguage?.script).to.equal('Hans');
    expect(hant.wrongLanguage?.share).to.be.within(0.8, 0.99);
    expect(hant.mixed).to.equal(false);
  });

  it('is excused in a name that the prompt gave, a lone form by its neighbour', () => {
    const text = '李連杰是著名的演员，他参演了许多电影，观众们都很喜欢他。';
    expect(found(run('zh', text))).to.deep.equal(['han Hant 連']);
    expect(found(run('zh', text, '請介紹李連杰。'))).to.deep.equal([]);
    expect(found(run('zh', text, '請問連假有幾天？'))).to.deep.equal(['han Hant 連']);
  });
});

describe('real Japanese answers', () => {
  before(function () {
    needsData(this);
  });

  const answersOf = (name: string): { text: string; prompt: string; language: string }[] =>
    gunzipSync(readFileSync(join(data, 'real', `${name}.jsonl.gz`)))
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));

  it('of clean models hold Chinese in one of 500 at most', () => {
    const answers = answersOf('ja-frontier');
    const held = answers.filter(({ text, prompt }) =>
      found(run('ja', text, prompt)).some((one) => one.startsWith('han')),
    );
    expect(answers.length).to.equal(2099);
    expect(held.length).to.be.below(5);
  }).timeout(60_000);

  it('of models that mix lose no Simplified form', () => {
    const lost = answersOf('ja-mixing').flatMap(({ text, prompt }) => {
      const { findings, exemptions, wrongLanguage } = run('ja', text, prompt);
      if (wrongLanguage !== null) return [];
      return [...text.matchAll(/[们这还说对话经济发]/gu)].filter(
        ({ index }) => ![...findings, ...exemptions].some(({ start, end }) => start <= index && index < end),
      );
    });
    expect(lost).to.deep.equal([]);
  }).timeout(60_000);
});

describe('Japanese forms in Chinese', () => {
  it('are found in either kind', () => {
    expect(found(run('zh', '这里的経済发展很快，我们应该学习。'))).to.deep.equal(['han Jpan 経済']);
    expect(found(run('zh-Hant', '這裡的気候很好，我們應該學習。'))).to.deep.equal(['han Jpan 気']);
    expect(found(run('zh-Hans', '工人们在工厂里働く。'))).to.include('han Jpan 働');
  });
});

describe('the tables of Han', () => {
  it('stay small enough for a page', () => {
    const tables = ['forms', 'likelihood'].map((name) =>
      readFileSync(join(root, `detectors/han/${name}.generated.ts`)),
    );
    // As a server sends them.
    expect(gzipSync(Buffer.concat(tables)).length).to.be.below(170_000);
  });
});
