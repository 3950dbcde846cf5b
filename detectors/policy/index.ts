export { POLICY_VERSION, type Policy, policies } from './policies.js';
export { classesOf, EXPECTED, FOREIGN_FORM, languages, policyFor } from './resolve.js';
