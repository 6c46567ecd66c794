export { type ConformanceCheck, ruleConformance } from './rule-conformance.ts';
