/** Swedish. */

import type { Phrases } from './types.js';

export const sv: Phrases = {
  script: 'Latn',
  separator: ' ',
  sentences: [
    'På lördagsmorgonen doftar det nybakat bröd i hela trapphuset.',
    'Så fort isen har släppt sjösätter grannen sin lilla träbåt.',
    'Mormor kokade alltid sylt på hallonen som växte bakom ladan.',
    'I augusti plockar vi blåbär i skogen tills fingrarna blir blå.',
    'Bussen var försenad, så jag promenerade till jobbet i stället.',
    'Det tar ett tag att komma in i ett nytt arbete.',
    'Barnen bygger en koja av granris och gamla brädor.',
    'En kopp kaffe och en kanelbulle räddar även den tråkigaste eftermiddag.',
    'När det regnar sitter vi på verandan och lägger pussel.',
    'Boken var så bra att jag läste om den direkt.',
    'Vid midsommar dansar både unga och gamla runt stången på ängen.',
    'Min bror lagar cyklar och ger dem nytt liv.',
    'På torget säljer en bonde nypotatis, dill och färska ägg.',
    'På vintern är det mörkt redan när skolan slutar.',
    'Om något tynger dig kan det hjälpa att prata med en vän.',
    'Från tågfönstret ser man sjöar, björkar och röda stugor.',
    'Pappa eldar i bastun medan vi andra hämtar ved.',
    'Ärtsoppa smakar som bäst en kall torsdag i november.',
  ],
  headings: ['Vardagsliv', 'Året runt', 'Ute på stan', 'Arbete och skola', 'Vid köksbordet'],
};
