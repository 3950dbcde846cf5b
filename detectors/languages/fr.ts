/** French. */

import type { Language } from './language.js';

export const fr: Language = {
  tag: 'fr',
  scripts: ['Latn'],
  functionWords:
    'de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont avec ou aux cette ces être vous votre nous leur elle mais comme son sa ses a été ont fait si leurs peut tout entre même ainsi y je deux bien où sans dont notre afin',
  ownNames: ['français'],
  forbidsBefore:
    "pas jamais sans aucun aucune évite évitez éviter interdit ni nul nulle abstiens abstenez s'abstenir renonce renoncez exclus excluez exclure sauf hors_de_question interdiction",
  forbidsBehind: "interdit interdite interdits n'est_pas",
  forbidsNothing: '(?:sais|connais|comprends|souviens)_pas pas_seulement non_seulement pourquoi_(?:ne_)?pas',
  asks: {
    ways: "(?:en|vers_le|vers_l'|au)_(?:(?:bon|simple|vieux)_)?~(?:_(?:ancien|simple|moderne|classique|courant|standard|simplifié|traditionnel))?> (?:en|dans_la)_langue_~ (?:utilise|utilisez|parlez)_~>",
    about:
      "(?:mot*|phrase*|expression*|proverbe*|verbe*|nom*_commun*|adjectif*|terme*|grammaire|alphabet|prononciation|conjugaison*|caractère*|traduction*|équivalent*|vocabulaire|déclinaison*|cas|article*)_(?:en_|du_|de_l'|de_la_langue_)?~ (?:apprendre|apprends|apprenez|étudier|étudie|enseigne*_moi)_(?:le_|l')?~!",
    verbs:
      'traduis traduisez traduire traduis-* traduction écris écrivez écrire écris-* rédige rédigez rédiger réponds répondez répondre réponse dis dites dit-on dis-moi comment_dire donne* fournis* exprime* formule* reformule* résume* expliqu* décri* répète* répétez raconte* montre* crée* compose* génère* proposez propose transcri* comment quoi signifie besoin aide* parle parlez utilise utilisez mets mettez',
    breaks: 'écrit* rédigé* parlé* publié* qui parlant paru*',
    and: 'et ou ainsi_que',
  },
  callsOthers: 'la:latin und-Hani:kanji und-Cyrl:cyrillique zh:mandarin el:grec_ancien',
};
