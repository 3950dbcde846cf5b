/** English. */

import type { Phrases } from './types.js';

export const en: Phrases = {
  script: 'Latn',
  separator: ' ',
  sentences: [
    'On market days the whole street smells of fresh bread and coffee.',
    'When spring comes, people bring their lunch to the park and sit on the grass.',
    'The small café by the station serves the best soup in town.',
    'Even on a busy day, a quiet cup of tea makes things easier.',
    "As children we spent every summer at our grandparents' house by the sea.",
    'After a week of rain, the washing simply refuses to dry.',
    'It takes a while to settle into a new job, and that is perfectly normal.',
    'I read the library book a second time before I took it back.',
    'In the evening the neighbours stand at the fence and talk about their gardens.',
    'Autumn nights are cool and clear, which makes them ideal for a walk.',
    'I try to arrive a few minutes early whenever I meet a friend.',
    'After school the children play football in the playground until it gets dark.',
    'At the weekend we tidy the house and cook something that takes all afternoon.',
    'On a cold winter morning it is hard to leave a warm bed.',
    'The village fair brings together people who have not met for years.',
    'If something worries you, it often helps to talk to someone you trust.',
    'Vegetables from your own garden may look odd, but they taste wonderful.',
    'From the train window you can watch the fields turn into hills.',
  ],
  headings: ['Everyday life', 'Through the seasons', 'Around the town', 'Work and school', 'At the table'],
};
