/** Portuguese. */

import type { Language } from './language.js';

export const pt: Language = {
  tag: 'pt',
  scripts: ['Latn'],
  close: ['es', 'gl'],
  functionWords:
    'de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser são você isso também pelo pela até muito já entre quando nos há depois sobre está era sem mesmo aos seus nas às cada dela dele deles ela elas eles esse essa esta este estão isto lhe me meu minha muitos nem nossa nosso num numa onde outra outros pelas pelos podem porque qual quem suas só ter tudo vocês',
  ownNames: ['português', 'língua portuguesa'],
  forbidsBefore:
    'não nunca sem evite evita evitar nenhum nenhuma proibido nem jamais abstenha* exclua exclui exceto evitem proibida em_vez ao_invés em_lugar (?:elimin*|retir*|remov*|apag*|exclu*|substitu*|tir[ea])(?!.*_(?:e|por|depois)_)',
  forbidsBehind: 'proibido não_é não_pode',
  forbidsNothing: 'não_sei não_só não_apenas não_lembro por_que_não',
  translates: 'tradu*',
  asks: {
    ways: '(?:em|para_o|para|ao|no)_(?:(?:bom|simples)_)?~(?:_(?:antigo|clássico|moderno|simples|coloquial|simplificado|tradicional))? (?:em|na|para_a)_língua_~ (?:use|usa|fale)_~',
    about:
      '(?:palavra*|frase*|oraç*|express*|provérbio*|verbo*|substantivo*|adjetivo*|termo*|gramática|alfabeto|pronúncia|conjugaç*|caracter*|caractere*|traduç*|equivalente*|vocabulário|caso*|artigo*)_(?:(?:\\p{L}+_)?(?:em_|de_|do_|da_língua_))?~(?:a|as|os)?(?![\\p{L}]) (?:glossário|dicionário|vocabulário)_(?:\\p{L}+_)?~ (?:aprender|aprendo|estudar|estudo|ensine-me|me_ensine)_(?:o_)?~',
    verbs:
      '(?:quero|queria|preciso|gostaria)(?!_(?:de_)?(?!enviar|perguntar|agradecer|convidar|(?:ler|ver|ouvir|ter|receber)_(?:isto|isso|este|esta|esse|essa|tua|sua)_)\\p{L}+[aei]r(?:-\\p{L}+)?(?!\\p{L})) traduza traduz traduzir traduzam tradução escreva escreve escrever escrevam redija responda responde responder respondam resposta diga dizer diz dê dá me_dê forneça* expresse* formule* resum* explique* explica* descreva repita* repete conte mostre* crie* cria componha* gere* transcrev* como_se como_digo o_que_(?:é|significa) significa ajude* fale use usa passe verta ponha coloque conjug* decline ensin* faça*',
    breaks:
      'escrit* falad* publicad* que_fala* que_está* intitulad* redigid* (?:filmes|livros|romances|jornais|revistas|músicas|canções|podcasts|séries|canais|legendas|óperas|discos)_?$',
    toldBefore:
      'continua_\\p{L}+ndo ainda_há por_que(?!_não|.*_(?:diz|chama)) porque (?<=^_?)se(?!_(?:puder|possível)) (?:respondeu|escreveu|respondeste|escreveste|respondendo|usou) (?<!(?:como|qual|que)(?=_).*)(?:está|estão|estava|estavam|era|foi|estiver)_?$ (?:difícil|fácil)_\\p{L}+r canta cantam',
    please: 'tudo por_favor obrigado obrigada agora mas também só apenas então de_novo',
    and: 'e ou',
  },
  callsOthers: 'la:latim und-Hani:kanji und-Cyrl:cirílico zh:mandarim',
};
