import { describe, expect, it } from 'vitest';
import type { Pod } from '../../../../src/model/index.ts';
import { countsAsNonTopologyUsage } from '../../../../src/placement/kueue/lifecycle/index.ts';

const BOUND: Pod = { name: 'p', phase: 'Running', spec: { nodeName: 'n' } };

describe('countsAsNonTopologyUsage', () => {
  const cases: [what: string, counts: boolean, pod: Pod][] = [
    ['a running pod', true, BOUND],
    ['a bound pod that has not started', true, { ...BOUND, phase: 'Pending' }],
    ['a pod of unknown phase', true, { ...BOUND, phase: 'Unknown' }],
    ['a pod without a phase', true, { name: 'p', spec: { nodeName: 'n' } }],
    ['a terminating pod', true, { ...BOUND, isTerminating: true }],
    ['a failed pod', false, { ...BOUND, phase: 'Failed' }],
    ['a finished pod', false, { ...BOUND, phase: 'Succeeded' }],
    ['an unbound pod', false, { name: 'p', phase: 'Pending', spec: {} }],
    ['a pod bound to nothing', false, { ...BOUND, spec: { nodeName: '' } }],
    ['a pod without a spec', false, { name: 'p' }],
    ['a topology pod', false, { ...BOUND, annotations: { 'kueue.x-k8s.io/podset-required-topology': 'rack' } }],
    ['a pod that topology was only taken from', true, { ...BOUND, annotations: { 'kueue.x-k8s.io/workload': 'w' } }],
  ];
  it.each(cases)('of %s is %s', (_what, counts, pod) => {
    expect(countsAsNonTopologyUsage(pod)).toBe(counts);
  });
});
