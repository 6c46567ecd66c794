export { type KaiRunningPod, kaiNodes } from './kai-nodes.ts';
export type { KaiPendingReason, KaiPlacement } from './kai-placement.ts';
export { KAI_GPU_RESOURCE, type KaiConstraint, type KaiGang, type KaiNode, type KaiQuestion } from './kai-question.ts';
export { placeKaiGang } from './place-kai-gang.ts';
