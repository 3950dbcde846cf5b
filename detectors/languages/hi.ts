/** Hindi. Marathi and Nepali are told apart by few letters. */

import type { Language } from './language.js';

export const hi: Language = {
  tag: 'hi',
  scripts: ['Deva'],
  letters: { foreign: '', telling: 'ळऱ' },
  ownNames: ['हिंदी', 'हिन्दी'],
  forbidsBefore: 'बिना',
  forbidsBehind: 'न नहीं मत बिना बचें कभी',
  asks: {
    ways: '~_(?:भाषा_|लिपि_|अक्षरों_)?में',
    about:
      '~(?:_के|_का|_की)?_(?:शब्द*|वाक्य*|मुहावर*|व्याकरण|क्रिया*|संज्ञा*|वर्णमाला|अक्षर*|उच्चारण|अनुवाद|कहावत*|कारक*) ~_(?:सीख*|सिखा*)!',
    verbs:
      'अनुवाद लिख* लिखिए लिखें लिखो उत्तर जवाब बताइए बताएं बताएँ बताओ कह* कहते कहें बोल* दें दीजिए दो करें कीजिए करो समझाइए समझाएं सारांश व्यक्त वर्णन क्या कैसे मतलब चाहिए दोहराएं बनाइए',
    breaks: 'लिखा लिखी लिखे_ह* लिखित आया आई बोलने बोली_ज* छपी',
    and: 'और या',
    verbsLast: true,
  },
  callsOthers: 'en:अंग्रेजी en:इंग्लिश fa:फारसी fr:फ्रेंच zh:मंदारिन zh:मैंडरिन la:लैटिन sa:संस्कृत',
};
