/** Letters of the languages that share a script, those that no word of the others is written with, loanwords included. */

export const URDU = 'ٹڈڑںےۓہۂۃ';
export const PASHTO_KURDISH = 'ټډړږښڼېۍڕڵۆێ';
export const UKRAINIAN_BELARUSIAN = 'іїєґўІЇЄҐЎ';
export const RUSSIAN = 'ыэъёЫЭЪЁ';
export const SOUTH_SLAVIC = 'ђјљњћџѓѕќЂЈЉЊЋЏЃЅЌ';
