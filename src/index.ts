export * from './analysis/index.ts';
export * from './base/index.ts';
export * from './formats/index.ts';
export * from './model/index.ts';
export * from './placement/index.ts';
export * from './report/index.ts';
export * from './topology/index.ts';
