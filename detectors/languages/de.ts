/** German. */

import type { Language } from './language.js';

export const de: Language = {
  tag: 'de',
  scripts: ['Latn'],
  functionWords:
    'der die und das den von ist zu mit des nicht sich ein eine auf für als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum im in dem wir ich haben kann oder aber zur durch diese dieser vor bis ihre können sein seine wurde wenn nur mehr was wer wo mein meine dabei dafür damit dann dort etwas ihr ihm ihn ihnen ihrem ihren ihrer jede jeder jedes jetzt kein keine man mich mir muss müssen ob ohne sehr seit selbst sollte sollten uns unter viele vom wann warum weil welche werde wieder wurden würde während zwischen bitte dein deine du dich dir gibt hier immer schon deren dessen jedoch sowie',
  ownNames: ['deutsch', 'hochdeutsch'],
  forbidsBefore:
    'kein keine keinen keiner keinem nicht nie niemals ohne vermeide vermeiden verboten keines keinerlei nichts niemand vermeid* verzicht* unterlass* weder untersagt keinesfalls statt anstatt anstelle (?:entfern*|lösch*|streich*|tilg*|ersetz*)(?!.*_(?:und|durch|dann)_)',
  forbidsBehind: 'verboten untersagt ist_nicht sind_nicht nicht_erlaubt tabu',
  forbidsNothing: 'nicht_nur warum_nicht weiß_nicht weiss_nicht',
  runsOn: '(?:dass|damit|[^.!?,]+_zu)',
  translates: 'übersetz* übersetzt',
  asks: {
    ways: '(?:auf|ins|in|zu)_(?:(?:das|dem|die|der|einfaches|einfachem|gutes|gutem|modernes|modernem|altes|altem|klassisches|klassischem|reinem|reines|simples|schlichtem)_)?~(?:_(?:Sprache|Schrift|Buchstaben|Zeichen|Schriftzeichen))?> (?:verwende|benutze|nutze|sprich)_(?:nur_)?~>',
    about:
      '~(?:_(?:Wort|Wörter|Worte|Satz|Sätze|Redewendung*|Sprichw*|Ausdr*|Grammatik|Fälle|Fall|Verb*|Substantiv*|Nomen|Adjektiv*|Aussprache|Alphabet|Buchstaben|Schriftzeichen|Zeichen|Vokabel*|Begr*|Übersetzung*|Artikel|Partikel*|Zeiten|Glossar*|Wörterb*|Lektion*)) (?:lern*|lerne|beibring*)_~!',
    verbs:
      'möchte hätte_gern übersetz übersetze übersetzen übersetzt_bitte übersetzung übertrage schreib schreibe schreiben schreibt verfasse verfassen antworte antworten antwort antwortest schreibst sag sage sagen sagt nenn* gib geben formulier* umschreib* fass fasse fassen zusammenfassen erklär* beschreib* wiederhol* erzähl* zeig* erstell* erzeug* lies heißt heisst bedeutet lautet wie_* was_* brauche bitte hilf sprich verwende benutze nutze ausdrück* dichte stell* mach* konjugier* deklinier* bring*',
    breaks:
      'geschrieben geschriebene* verfasst* gesprochen* sprach spricht sprechen erschienen* geschriebenen (?:Filme|Bücher|Romane|Zeitungen|Zeitschriften|Lieder|Podcasts|Hörbücher|Serien|Sender|Untertitel|Literatur|Opern|Seiten|Alben)_?$',
    follows:
      'und oder mit ohne für bitte wie als aber dann so um zu der die das den dem des ein eine einen diese diesen dieses dieser folgende folgenden folgendes meine meinen von aus nicht nur ist sind sein kann auf in im zusammen zusammenfassen schreiben um_* übersetzen heißen heißt sagen aus* wieder* er*',
    toldBefore:
      'warum(?!_nicht|.*_heißt) wieso weshalb (?:wenn|falls|sobald|sofern)(?!_(?:möglich|es_geht|du_kannst|nötig)) (?<!(?:sollte|muss|soll|was|wie)_.*)(?:ist|war|sind|waren|steht)(?=_(?:\\p{L}+_){0,3}$) hast habt schwer schwierig singt redet',
    toldBehind: '(?:schwer|schwierig|geantwortet|geschrieben|gewesen)',
    please:
      'alles bitte gerne gern nun jetzt danke nur auch aber noch noch_einmal nochmal also doch möglichst höflich lieber',
    and: 'und oder sowie',
    eras: 'alt neu mittel',
  },
  callsOthers: 'und-Hani:Kanji la:Latein und-Cyrl:Kyrillisch',
};
