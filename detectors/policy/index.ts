export { classesOf, EXPECTED } from './classes.js';
export { applyPolicy, type DetectionSettings, type PolicyOverride, policiesOf } from './override.js';
export { POLICY_VERSION, type Policy, type PolicyOrigin, policies, policyWith } from './policies.js';
export { isListed, languages, policyFor } from './resolve.js';
export { isScript, likelyScript, scriptsOf } from './scripts.js';
