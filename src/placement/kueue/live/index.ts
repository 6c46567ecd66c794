export { chooseLive } from './choose-live.ts';
export { LiveShapes } from './live-shapes.ts';
