/** Swahili. */

import type { Phrases } from './types.js';

export const sw: Phrases = {
  script: 'Latn',
  separator: ' ',
  sentences: [
    'Asubuhi wanawake hufungua vibanda vyao sokoni na kuanza kuuza mboga.',
    'Mvua za masika zikianza, wakulima hupanda mahindi na maharagwe.',
    'Bibi alipenda kutusimulia hadithi za sungura na fisi kila usiku.',
    'Chai ya tangawizi hutuliza mwili baada ya siku ndefu ya kazi.',
    'Watoto hucheza mpira uwanjani mpaka jua linapozama.',
    'Basi lilichelewa, kwa hiyo tulitembea hadi shuleni.',
    'Kujifunza kazi mpya kunahitaji subira na moyo wa kuuliza.',
    'Jirani yetu alituletea ndizi mbivu kutoka shambani kwake.',
    'Wavuvi hurudi ufukweni alfajiri wakiwa na samaki wengi.',
    'Nilikisoma kitabu kile mara mbili kwa sababu kilinifurahisha sana.',
    'Wakati wa likizo tulikuwa tunaenda kijijini kwa babu.',
    'Harufu ya pilau ilijaa nyumba nzima siku ya sikukuu.',
    'Jioni wazee hukaa chini ya mwembe na kuzungumza kuhusu mambo ya zamani.',
    'Mama hupika chapati laini ambazo kila mtu anazipenda.',
    'Ukiwa na shida, zungumza na mtu unayemwamini.',
    'Kupitia dirisha la treni tuliwaona twiga wakila majani ya miti.',
    'Kaka yangu alitengeneza baiskeli ya zamani na sasa anaiendesha kila siku.',
    "Usiku wa kiangazi anga huwa na nyota nyingi zinazong'aa.",
  ],
  headings: [
    'Maisha ya kila siku',
    'Majira ya mwaka',
    'Katika mitaa ya mji',
    'Kazi na masomo',
    'Mapishi ya nyumbani',
  ],
};
