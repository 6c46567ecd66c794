export { chooseLive } from './choose-live.ts';
export type { LiveShape } from './live-shape.ts';
export { LiveShapes } from './live-shapes.ts';
