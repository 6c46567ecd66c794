export { volcanoRule } from './volcano-rule.ts';
