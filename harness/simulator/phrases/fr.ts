/** French. */

import type { Phrases } from './types.js';

export const fr: Phrases = {
  script: 'Latn',
  separator: ' ',
  sentences: [
    'Le dimanche matin, le marché sent le pain frais et les herbes du jardin.',
    'Dès que le printemps arrive, les terrasses des cafés se remplissent.',
    'Le petit restaurant près de la gare propose chaque jour un plat différent.',
    'Même pendant une journée chargée, une tasse de thé fait beaucoup de bien.',
    'Quand nous étions enfants, nous passions tous les étés chez nos grands-parents.',
    'Après plusieurs jours de pluie, le linge ne sèche plus du tout.',
    "Il faut toujours un peu de temps pour s'habituer à un nouveau travail.",
    "J'ai relu le livre une dernière fois avant de le rendre à la bibliothèque.",
    "Le soir, les voisins discutent devant la maison jusqu'à la tombée de la nuit.",
    "Les soirées d'automne sont fraîches et se prêtent bien à la promenade.",
    "J'essaie d'arriver quelques minutes en avance à chaque rendez-vous.",
    "Après l'école, les enfants jouent au ballon sur la place du village.",
    'Le samedi, nous rangeons la maison et nous préparons un bon repas.',
    'En hiver, il est difficile de quitter la chaleur du lit.',
    'À la fête du quartier, tout le monde apporte un plat à partager.',
    'Si quelque chose vous inquiète, parlez-en à une personne de confiance.',
    'Les légumes du potager ne sont pas toujours beaux, mais ils ont beaucoup de goût.',
    'Par la fenêtre du train, on voit les champs laisser place aux collines.',
  ],
  headings: [
    'La vie de tous les jours',
    'Au fil des saisons',
    'Dans les rues de la ville',
    "Le travail et l'école",
    'Autour de la table',
  ],
};
