export * from './base/index.ts';
export * from './model/index.ts';
export * from './topology/index.ts';
