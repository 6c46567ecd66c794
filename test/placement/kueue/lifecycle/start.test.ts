import { describe, expect, it } from 'vitest';
import type { PodSetTopologyRequest, TopologyAssignment } from '../../../../src/model/index.ts';
import { startOf } from '../../../../src/placement/kueue/lifecycle/index.ts';

const topologyAssignment: TopologyAssignment = { levels: ['host'], domains: [{ values: ['a'], count: 1 }] };

function annotationsOf(topologyRequest?: PodSetTopologyRequest): unknown {
  const podSet = {
    name: 'main',
    count: 1,
    template: {},
    ...(topologyRequest === undefined ? {} : { topologyRequest }),
  };
  return startOf('job-x', podSet, { name: 'main', topologyAssignment })?.annotations;
}

describe('startOf', () => {
  it('gates the pods and names their workload and pod set', () => {
    const podSet = { name: 'main', count: 1, template: {}, topologyRequest: { required: 'rack' } };
    expect(startOf('job-x', podSet, { name: 'main', topologyAssignment })).toEqual({
      schedulingGates: [{ name: 'kueue.x-k8s.io/topology' }],
      annotations: { 'kueue.x-k8s.io/workload': 'job-x' },
      labels: { 'kueue.x-k8s.io/podset': 'main' },
    });
  });

  const workload = { 'kueue.x-k8s.io/workload': 'job-x' };
  const marked = { ...workload, 'kueue.x-k8s.io/podset-unconstrained-topology': 'true' };
  it.each<[what: string, request: PodSetTopologyRequest | undefined, annotations: unknown]>([
    ['preferred', { preferred: 'rack' }, workload],
    ['unconstrained', { unconstrained: true }, workload],
    ['explicitly not unconstrained', { unconstrained: false }, workload],
    ['implied, without any request', undefined, marked],
    ['implied, with index labels only', { podIndexLabel: 'i' }, marked],
    ['slices only', { podSetSliceRequiredTopology: 'host', podSetSliceSize: 2 }, marked],
  ])('marks what was not asked for as unconstrained: %s', (_what, request, annotations) => {
    expect(annotationsOf(request)).toEqual(annotations);
  });

  it('has nothing to add without a topology assignment', () => {
    expect(startOf('job-x', { name: 'main', count: 1, template: {} }, { name: 'main' })).toBeUndefined();
  });
});
