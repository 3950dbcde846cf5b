/** English. */

import type { Language } from './language.js';

export const en: Language = {
  tag: 'en',
  scripts: ['Latn'],
  functionWords:
    'the of and to in is that for it as with was on are this be by have from or an you your can which will their has not but they we been more when if would about a i he his at all one there so what my into other also than its our these some who do them how up out because before being between both could did does each even every had here him just know let many me most much never now only same she should since still such then through too until us very were where while why without yet am any',
  ownNames: ['English'],
  forbidsBefore:
    "never not don't doesn't shouldn't mustn't can't no avoid without instead except cannot forbidden prohibited stop refrain zero rather_than give_up refuse decline neither nor nothing exclude excluding omit omitting leave_out leaving_out abstain skip dont doesnt shouldnt mustnt cant wont (?:remove|removing|delete|deleting|strip|erase|discard|eliminate|purge|filter_out|get_rid_of|take_out|replace|replacing)(?!.*_(?:and|then|but|with|by)_)",
  forbidsBehind:
    "forbidden prohibited banned unacceptable disallowed is_not are_not isn't aren't must_not should_not may_not off_limits not_allowed not_permitted taboo",
  forbidsNothing:
    "not_only not_just nothing_but why_not why_don't \\p{L}+n'?t_(?:you|we)(?!_dare) (?:don't|do_not|can't|cannot|not)_(?:know|remember|sure|understand|mind|speak) no_idea no_matter",
  translates: 'translat* transliterat*',
  asks: {
    ways: '(?:in|into|to)_(?:(?:the|both|a|plain|simple|easy|basic|good|proper|correct|perfect|fluent|natural|native|formal|polite|informal|casual|colloquial|modern|standard|everyday|idiomatic|ancient|old|classical|literary|biblical|simplified|traditional|brazilian|european|egyptian)_){0,3}~(?:_(?:language|script|characters?|letters|alphabet|words?|sentences?|translation|only))?> (?:use|using|speak)_(?:only_)?~> (?:give|write|compose|create|generate|need|provide|produce)[^.?!]{0,60}_written_in_~> how_(?:is|are|do|would)[^.?!]{0,60}_in_~>',
    about:
      '~_(?:words?|phrases?|sentences?|expressions?|idioms?|proverbs?|sayings?|vocabulary|grammar|cases?|verbs?|nouns?|adjectives?|adverbs?|pronouns?|particles?|prepositions?|tenses?|conjugations?|declensions?|pronunciation|spelling|alphabet|scripts?|translations?|equivalents?|versions?|greetings?|slang|counters?|honorifics?|haikus?)\\b (?:words?|names?|terms?|expressions?|phrases?|sentences?)_(?:for_[^.?!]{1,60}_)?(?:in|from)_(?:the_)?~> ~_for_["“‘] (?:learn|learning|study|studying|practi[cs]e|practi[cs]ing|teach_(?:me|us)|improve_my|read|write|memori[sz]e|recogni[sz]e|pronounce|draw)_(?:some_|the_|these_)?~>! (?:the|what_is|what\'s)_~_for(?!_(?:beginners|kids|children|dummies|travell?ers))',
    verbs:
      "(?:want|(?:would|i'd|we'd)_like|need)(?!_(?:(?:him|her|them|us|(?:my|our)_\\p{L}+)_)?to_(?!(?:apologi[sz]e|ask|congratulate|e-?mail|greet|inform|invite|message|remind|send|text|thank|warn|wish)_|(?:get|have|hear|read|receive|see)_(?:this|that|these|those|your|the_following))\\p{L}) switch translat(?:e|ing|ion|ions) write rewrite compose draft say answer respond reply give put render convert turn express tell show provide summari[sz]e explain describe repeat list name create generate make produce output print talk chat greet introduce transcribe transliterate spell phrase rephrase paraphrase continue call called mean what'?s what_(?:is|are|does|would|do) how_(?:do|would|can|to|should|is|are) conjugate decline pronounce please can_you could_you help teach count sing use speak using",
    breaks:
      'who which whose where published wrote spoke spoken said printed titled written speaks that_(?:is|are|was|were) did_you (?<!translate.*)(?:movies|films|novels|books|newspapers?|magazines|podcasts|songs|audiobooks|shows|channels|subtitles|websites|literature|operas|journals|albums|publishing|publishers|broadcasting|programmes)_?$',
    follows:
      'and or with without for to so please as using but then from by that only if when because instead while now too first the a an this these my your our his her their it is was are of at on like i you we he she they each every including followed not in into why how what who whether',
    toldBefore:
      'still_(?:in|\\p{L}+ing) why_(?:did|do|does|are|is|was|were|have|has|would)(?!_n|.*_(?:called?|said|say|written|spelled)) (?:if|when|whenever|where|wherever)_(?:anything|something|any|some|there|you_(?:see|find|notice|spot)) (?<!(?:sure|ensure|ensures|so_that|what|how|want)(?=_).*)(?:is|are|was|were)_(?:(?:already|still|all|partly|half|entirely|only|just)_)?$ (?<!(?:could|can|will|would|please|do)_)(?:you|model|it|bot|assistant)_(?:(?:have|had|just|again|always|even|suddenly|then)_)*(?:answered|replied|responded|wrote|switched|slipped|used|mixed|started|keep|kept|are_\\p{L}+ing|were_\\p{L}+ing) (?:want|like|need|have|learn|how)_to_(?:sing|speak) contain(?:s|ed|ing)? (?:hard|difficult|easy|easier|harder|tricky|tough|possible)_(?:for_\\p{L}+_)?to',
    please:
      'all everything please pls kindly thanks thank_you now then ok okay only just but also again what_about how_about this_time instead',
    and: 'and or &',
  },
  callsOthers:
    'zh:Mandarin zh:Cantonese fa:Farsi bn:Bengali und-Hani:Kanji und-Hani:Hanja und-Hani:Hanzi und-Hani:Chinese_characters zh-Hant:Traditional_Chinese zh-Hans:Simplified_Chinese no:Norwegian fil:Tagalog',
};
