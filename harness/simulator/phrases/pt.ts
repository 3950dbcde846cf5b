/** Portuguese. */

import type { Phrases } from './types.js';

export const pt: Phrases = {
  script: 'Latn',
  separator: ' ',
  sentences: [
    'De manhã, a feira cheira a pão fresco e a frutas maduras.',
    'Quando chega a primavera, as praças ficam cheias de gente passeando.',
    'O pequeno restaurante perto da estação serve uma comida simples e muito boa.',
    'Mesmo em um dia corrido, uma xícara de café ajuda a descansar um pouco.',
    'Quando éramos crianças, passávamos todas as férias na casa dos avós.',
    'Depois de vários dias de chuva, a roupa não seca de jeito nenhum.',
    'Sempre é preciso algum tempo para se acostumar com um novo trabalho.',
    'Li o livro mais uma vez antes de devolvê-lo à biblioteca.',
    'No fim da tarde, os vizinhos se sentam na calçada e conversam.',
    'As noites de outono são frescas e ótimas para caminhar.',
    'Procuro chegar alguns minutos antes quando marco um encontro.',
    'Depois da escola, as crianças jogam bola na rua até escurecer.',
    'No fim de semana, arrumamos a casa e preparamos um almoço especial.',
    'Nas manhãs de inverno é difícil sair da cama.',
    'Nas festas de junho, todos dançam em volta da fogueira.',
    'Se alguma coisa preocupa você, converse com uma pessoa de confiança.',
    'As verduras da horta nem sempre são bonitas, mas têm muito sabor.',
    'Da janela do trem vemos os campos se transformarem em montanhas.',
  ],
  headings: [
    'A vida de todos os dias',
    'O ritmo das estações',
    'Pelas ruas da cidade',
    'O trabalho e a escola',
    'Ao redor da mesa',
  ],
};
