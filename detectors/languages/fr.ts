/** French. */

import type { Language } from './language.js';

export const fr: Language = {
  tag: 'fr',
  scripts: ['Latn'],
  functionWords:
    'de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont avec ou aux cette ces être vous votre nous leur elle mais comme son sa ses a été ont fait si leurs peut tout entre même ainsi y je deux bien où sans dont notre afin aussi autres avait avoir car cela celui chaque chez comment donc dès elles encore ils jamais lors lui ma me mes moins mon nos peu peuvent plusieurs pourquoi qu quand quelques quel quelle sera seulement sous souvent toujours tous toute toutes très vers voici vos était étaient',
  ownNames: ['français'],
  forbidsBefore:
    "pas jamais sans aucun aucune évite évitez éviter interdit ni nul nulle abstiens abstenez s'abstenir renonce renoncez exclus excluez exclure sauf hors_de_question interdiction plutôt_que interdit au_lieu lieu_d (?:supprim*|retir*|enlev*|efface*|élimin*|remplac*)(?!.*_(?:et|par|puis)_)",
  forbidsBehind: "interdit interdite interdits n'est_pas",
  forbidsNothing: '(?:sais|connais|comprends|souviens)_pas pas_seulement non_seulement pourquoi_(?:ne_)?pas',
  translates: 'tradui* traduction',
  asks: {
    ways: "(?:en|vers_le|vers_l'|au)_(?:(?:bon|simple|vieux)_)?~(?:_(?:ancien|simple|moderne|classique|courant|standard|simplifié|traditionnel))?> (?:en|dans_la)_langue_~ (?:utilise|utilisez|parlez)_~>",
    about:
      "(?:mot*|phrase*|expression*|proverbe*|verbe*|nom*_commun*|adjectif*|terme*|grammaire|alphabet|prononciation|conjugaison*|caractère*|traduction*|équivalent*|vocabulaire|déclinaison*|cas|article*)_(?:(?:\\p{L}+_)?(?:en_|du_|d'|de_l'|de_la_langue_))?~ (?:glossaire|dictionnaire|lexique|vocabulaire)_(?:\\p{L}+_)?~ (?:apprendre|apprends|apprenez|étudier|étudie|enseigne*_moi)_(?:le_|l')?~!",
    verbs:
      '(?:voudrais|veux|faudrait|aimerais)(?!_(?:mieux_)?(?!votre|notre|envoyer|demander|remercier|féliciter|inviter|(?:lire|voir|entendre|avoir|recevoir)_(?:ça|ceci|cela|ce|cette|ces|ta|ton|votre)_?)\\p{L}+(?:er|ir|re)(?!\\p{L})) dire traduis traduisez traduire traduis-* traduction écris écrivez écrire écris-* rédige rédigez rédiger réponds répondez répondre réponse dis dites dit-on dis-moi comment_dire donne* fournis* exprime* formule* reformule* résume* expliqu* décri* répète* répétez raconte* montre* crée* compose* génère* proposez propose transcri* comment quoi signifie besoin(?!_(?:de_|d.)(?!votre|notre)\\p{L}+(?:er|ir|re)(?!\\p{L})) aide* parle parlez utilise utilisez mets mettez conjugu* décline enseign* apprends-* apprenez-* fais-* faites',
    breaks:
      'écrit* rédigé* parlé* publié* qui parlant paru* (?:films|livres|romans|journaux|magazines|chansons|podcasts|séries|chaînes|sous-titres|opéras|albums|sites)_?$',
    toldBefore:
      "viens_d'\\p{L}+ (?:continues|continuez)_[àa] pourquoi(?!_(?:ne_)?pas|.*_dit) (?<=^_?)si(?!_(?:possible|tu_peux|vous_pouvez)) (?:tu|vous|il|elle|as|avez|a)_(?:m'|nous_)?(?:as|avez|a|tu_|vous_)?_?(?:répondu|écrit|utilisé|mis|passé|employé) (?<!(?:comment|qu'?)(?=[_\\s]).*)(?:est|sont|était|étaient)_?$ (?:difficile|facile|dur)_(?:de|d'\\p{L}+) chante",
    please:
      "tout s'il_te_plaît s'il_vous_plaît s'il_te_plait s'il_vous_plait stp svp merci maintenant mais aussi seulement plutôt encore donc alors",
    and: 'et ou ainsi_que',
  },
  callsOthers: 'la:latin und-Hani:kanji und-Cyrl:cyrillique zh:mandarin el:grec_ancien',
};
