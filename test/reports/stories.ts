/** Flagged samples in eight languages, as a report shows them. */

import type { Finding, FindingKind } from '../../detectors/index.js';
import type { ShownSample } from '../../reports/samples/index.js';
import type { Examples } from '../../reports/types.js';

/** A finding where `part` first stands in `text`. */
export function finding(
  text: string,
  part: string,
  script: string,
  kind: FindingKind = 'script',
  language?: string,
): Finding {
  const start = text.indexOf(part);
  if (start < 0) throw new Error(`no ${JSON.stringify(part)} in the text`);
  return {
    start,
    end: start + part.length,
    text: part,
    kind,
    script,
    zone: 'text',
    ...(language === undefined ? {} : { language }),
  };
}

interface Story {
  readonly language: string;
  readonly prompt: string | null;
  readonly text: string;
  readonly parts: readonly (readonly [part: string, script: string, kind?: FindingKind, language?: string])[];
  readonly instead?: string;
}

const filler = 'この地域では古くから稲作が行われており、秋になると各地で収穫を祝う祭りが開かれます。';

const stories: readonly Story[] = [
  {
    language: 'ja',
    prompt: '京都の春の見どころを三つ教えてください。',
    text: '京都の春といえば、まず哲学の道を歩いて桜を посмотреть のがおすすめです。\n\n次に、円山公園のしだれ桜は夜になると照らされ、とても美しいです。最後に、嵐山では这边の渡月橋から山桜を楽しめます。',
    parts: [
      ['посмотреть', 'Cyrl', 'script', 'ru'],
      ['这边', 'Hans', 'han', 'zh-Hans'],
    ],
  },
  {
    language: 'ja',
    prompt: `次の文章を要約してください。${filler.repeat(6)}`,
    text: `${filler.repeat(9)}\n\nとくに新米は 맛있는 と評判です。${filler.repeat(7)}\n\n冬には雪が積もり、свежий な空気の中で静かな時間が流れます。${filler.repeat(4)}`,
    parts: [
      ['맛있는', 'Hang', 'script', 'ko'],
      ['свежий', 'Cyrl', 'script', 'ru'],
    ],
  },
  {
    language: 'ko',
    prompt: '주말에 갈 만한 등산 코스를 추천해 주세요.',
    text: '북한산은 서울에서 가까워 주말 산행에 适合합니다. 백운대 코스는 왕복 네 시간 정도 걸리며, 정상에서 보는 景色가 훌륭합니다.',
    parts: [
      ['适合', 'Hani', 'script', 'zh'],
      ['景色', 'Hani'],
    ],
  },
  {
    language: 'zh-Hans',
    prompt: '请介绍一下长城的历史。',
    text: '长城始建于春秋战国时期，历经 многих 朝代的修建与维护。今天我们看到的大部分城墙是明代 restored 的遗存。',
    parts: [
      ['многих', 'Cyrl'],
      ['restored', 'Latn', 'word', 'en'],
    ],
  },
  {
    language: 'zh-Hant',
    prompt: '請說明臺北的捷運系統。',
    text: '臺北捷運共有多條路線，旅客可以使用悠遊卡搭乘。转乘時請依照月臺上的指標前進，列车每三到五分鐘一班。',
    parts: [
      ['转', 'Hans', 'han'],
      ['车', 'Hans', 'han'],
    ],
  },
  {
    language: 'ar',
    prompt: 'اكتب فقرة قصيرة عن فوائد القراءة.',
    text: 'القراءة عادة مفيدة للعقل، فهي تساعد على развитие الخيال وتقوية الذاكرة (وخاصة عند الأطفال). كما أنها تمنح القارئ 时间 للتأمل، وتحسّن مهارات الكتابة بنسبة 20%.',
    parts: [
      ['развитие', 'Cyrl', 'script', 'ru'],
      ['时间', 'Hani', 'script', 'zh'],
    ],
  },
  {
    language: 'he',
    prompt: 'ספר לי על ירושלים.',
    text: 'ירושלים היא עיר עתיקה מאוד, ובה مدينة קדומה מוקפת חומה. רבים מבקרים בה every year כדי לראות את הכותל.',
    parts: [
      ['مدينة', 'Arab', 'script', 'ar'],
      ['every year', 'Latn', 'word', 'en'],
    ],
  },
  {
    language: 'hi',
    prompt: 'मानसून के बारे में बताइए।',
    text: 'भारत में मानसून जून से सितंबर तक रहता है। यह खेती के लिए very important है, क्योंकि अधिकांश फसलें वर्षा पर निर्भर करती हैं।',
    parts: [['very important', 'Latn', 'word', 'en']],
  },
  {
    language: 'th',
    prompt: 'แนะนำอาหารไทยยอดนิยม',
    text: 'ต้มยำกุ้งเป็นอาหารไทยที่มีชื่อเสียงทั่วโลก รสชาติเปรี้ยวและ辣 เหมาะสำหรับรับประทานกับข้าวสวยร้อน ๆ',
    parts: [['辣', 'Hani', 'script', 'zh']],
  },
  {
    language: 'ar',
    prompt: null,
    text: 'Reading is a useful habit. It trains the mind, and it costs nothing but time.',
    parts: [],
    instead: 'en',
  },
];

/** A flagged sample that has an answer and nothing beside it. */
export function answerShown({
  text,
  findings,
  instead,
  ...sample
}: Omit<ShownSample, 'texts' | 'tags' | 'failure'> & {
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly instead?: string;
}): ShownSample {
  const state = instead === undefined ? 'mixed' : 'wrong_language';
  return {
    ...sample,
    tags: [],
    failure: null,
    texts: [{ channel: 'answer', state, text, findings, instead: instead ?? null, flagged: true }],
  };
}

/** Forty flagged samples of 1,234, four rounds of the stories. */
export function examplesFixture(): Examples {
  const targets = [
    ['before', true],
    ['before', true],
    ['vendor/large', false],
    ['after', true],
  ] as const;
  const shown = targets.flatMap(([target, simulated], round) =>
    stories.map((story, index) => {
      const id = `${story.language}-${String(index + 1).padStart(3, '0')}`;
      return answerShown({
        key: `${id}-${round}`,
        target,
        simulated,
        language: story.language,
        prompt_id: id,
        prompt: story.prompt,
        repeat: round,
        text: story.text,
        findings: story.parts.map((part) => finding(story.text, ...part)),
        ...(story.instead && { instead: story.instead }),
      });
    }),
  );
  return { shown, flagged: 1234 };
}
