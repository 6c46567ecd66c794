import { type KaiPlacement, kaiNodes, placeKaiGang } from '../../placement/index.ts';
import type { KaiAnswer, KaiRecording } from './kai-recording.ts';
import { compareAnswers, type Verdict } from './verdict.ts';

/** Asks hopwise the recorded question and compares the state and the pods on each node. */
export function judgeKai({ nodes, topologies, running, gang, expected }: KaiRecording): Verdict {
  const placement = placeKaiGang({ nodes: kaiNodes(nodes, running), topologies, gang });
  return compareAnswers(expected, toAnswer(placement));
}

function toAnswer(placement: KaiPlacement): KaiAnswer {
  if (placement.state === 'pending') return { state: 'pending' };
  return { state: 'placed', nodes: Object.fromEntries(placement.nodes) };
}
