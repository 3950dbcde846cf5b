/** Chinese. The bare tag leaves the variant open: the one that most of a text is in is its own. */

import type { Language } from './language.js';

export const zh: Language = {
  tag: 'zh',
  scripts: ['Hani', 'Bopo'],
  han: 'chinese',
  ownNames: [
    '中文',
    '汉语',
    '漢語',
    '华语',
    '華語',
    '普通话',
    '國語',
    '国语',
    '白话',
    '白話',
    '简体',
    '簡體',
    '繁体',
    '繁體',
  ],
  forbidsBefore: '不 勿 别 別 禁止 避免 没有 沒有 除了',
  forbidsBehind: '禁止 不允许 不允許 不可 不得 是不',
  asks: {
    ways: '(?:成|为|為|作|用|以|到|说|說|讲|講|写|寫|改写成|改寫成)_(?:流利|地道|标准|標準|标准的|標準的|简单的|簡單的|正式的|日常|现代|現代|古代|古)?的?~(?!老师|老師|教|系|专业|專業|课|課|的) [译譯]~ ~(?:的)?(?:翻译|翻譯|版本|译文|譯文|版)(?!自|过来|過來) ~(?:中|里|裡)?(?:怎么|怎麼|如何|该怎么|該怎麼)[说說写寫讲講念读讀表] ~是(?:什么|什麼)',
    about:
      '~(?:的)?(?:日常|常用|基本|简单|簡單)?(?:单词|單詞|单字|單字|词汇|詞彙|词|詞|句子|例句|语法|文法|發音|发音|动词|動詞|名词|名詞|形容词|形容詞|助词|助詞|敬语|敬語|字母|谚语|諺語|成语|成語|口语|口語|用语|用語|问候语|問候語|时态|時態|变格|變格|格|拼写|拼寫) (?:学|學|学习|學習|教我|练习|練習)_~(?!的)!',
    verbs:
      '翻 译 譯 写 寫 回答 答 说 說 讲 講 解释 解釋 总结 總結 概括 描述 介绍 介紹 表达 表達 转 轉 改 给 給 请 請 怎么 怎麼 如何 什么 什麼 用 列出 生成 创作 創作 造句 复述 複述 念 读 讀',
    breaks: '肯_?用 肯用 写的 寫的 写成的 寫成的 所写 所寫 发来 發來 出版 说的 說的',
    and: '和 与 與 及 或 、 跟',
  },
  callsOthers:
    'ar:阿拉伯文 de:德文 de:德語 el:希腊文 el:希臘語 en:英文 en:英語 es:西班牙文 es:西班牙語 fr:法文 fr:法語 it:意大利文 it:義大利語 ja:日文 ja:日語 ko:韩文 ko:韓文 ko:韓語 ko:朝鲜语 ko:朝鮮語 pt:葡萄牙文 pt:葡萄牙語 ru:俄文 ru:俄語 th:泰文 th:泰語 vi:越南文 vi:越南語 hi:印地文 he:希伯来文 he:希伯來語 tr:土耳其文 uk:乌克兰文 la:拉丁文 sa:梵文 und-Hira:平假名 und-Kana:片假名 und-Hira:假名 und-Hang:谚文 und-Hang:諺文 zh-Hant:繁体中文 zh-Hant:繁體中文 zh-Hant:繁体 zh-Hant:繁體 zh-Hant:正體 zh-Hans:简体中文 zh-Hans:簡體中文 zh-Hans:简体 zh-Hans:簡體',
};
