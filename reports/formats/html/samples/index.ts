/** Samples as pages show them: their addresses, what is seen of each, and what they are chosen by. */

export {
  addressOf,
  addressOfSample,
  CHOSEN_BY,
  type ChosenBy,
  choiceIn,
  type SampleChoice,
  VALUES,
  type Values,
} from './address.js';
export { type ArticleView, articleView, valuesOf } from './article.js';
export {
  type Choice,
  type Counts,
  countsOf,
  drawnField,
  type Field,
  fieldsOf,
  flipField,
} from './choices.js';
export {
  type Bundled,
  type SampleSource,
  type SamplesView,
  samplesInBundle,
  samplesInPage,
} from './section.js';
