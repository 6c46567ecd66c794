export { bestFitRule } from './best-fit.ts';
export { firstFitRule } from './first-fit.ts';
export { type RandomRuleOptions, randomRule } from './random.ts';
export { spreadRule } from './spread.ts';
