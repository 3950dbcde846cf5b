/** Whether files that were made of a model are of one tokenizer: ids mean nothing without that. */

export { checkAgainst, checkEachOther } from './agree.js';
export {
  type Claim,
  claimOfCoverage,
  claimOfDrift,
  claimOfProbe,
  claimOfScan,
} from './claim.js';
