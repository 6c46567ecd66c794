import { describe, expect, it } from 'vitest';
import { jobRequests } from '../../../src/analysis/place-job/job-requests.ts';
import type { PodSet, PodSpec, ResourceDefaults } from '../../../src/model/index.ts';

const DEFAULTS: ResourceDefaults = {
  limitRanges: [
    { name: 'l', namespace: 'ns', limits: [{ type: 'Container', defaultRequest: { cpu: '2' } }] },
    { name: 'l', limits: [{ type: 'Container', defaultRequest: { cpu: '7' } }] },
  ],
  runtimeClasses: [{ name: 'kata', overhead: { memory: '64Mi' } }],
};

function podSet(spec: PodSpec, more: Partial<PodSet> = {}): PodSet {
  return { name: 'main', count: 1, template: { spec }, ...more };
}

function requestsOf(spec: PodSpec, namespace?: string): Record<string, bigint> {
  const job = { name: 'j', ...(namespace && { namespace }), podSets: [podSet(spec)] };
  return Object.fromEntries(jobRequests(job, undefined, DEFAULTS)[0]?.requests ?? []);
}

describe('what a job asks of placement', () => {
  it('counts what LimitRanges of its namespace add, the default one where none is said', () => {
    expect(requestsOf({ containers: [{}] }, 'ns')).toEqual({ cpu: 2000n });
    expect(requestsOf({ containers: [{}] })).toEqual({ cpu: 7000n });
    expect(requestsOf({ containers: [{}] }, 'default')).toEqual({ cpu: 7000n });
    expect(requestsOf({ containers: [{}] }, 'other')).toEqual({});
  });

  it('keeps what is requested', () => {
    expect(requestsOf({ containers: [{ resources: { requests: { cpu: '1' } } }] }, 'ns')).toEqual({ cpu: 1000n });
  });

  it('counts the overhead of its RuntimeClass', () => {
    expect(requestsOf({ runtimeClassName: 'kata', containers: [{}] }, 'other')).toEqual({ memory: 67_108_864n });
  });

  it('leaves the template as it is, for its node selector and tolerations', () => {
    const spec: PodSpec = { runtimeClassName: 'kata', nodeSelector: { a: 'b' } };
    expect(jobRequests({ name: 'j', podSets: [podSet(spec)] }, undefined, DEFAULTS)[0]?.template).toEqual({ spec });
  });

  it('is nothing for pod sets without pods', () => {
    expect(jobRequests({ name: 'j', podSets: [podSet({}, { count: 0 })] }, undefined)).toEqual([]);
  });

  it('has another level where one is asked for, with the slices that the job has', () => {
    const topologyRequest = { required: 'rack', podSetSliceRequiredTopology: 'host', podSetSliceSize: 2 };
    const job = { name: 'j', podSets: [podSet({}, { topologyRequest })] };
    expect(jobRequests(job, { preferred: 'block' })[0]?.topologyRequest).toEqual({
      preferred: 'block',
      podSetSliceRequiredTopology: 'host',
      podSetSliceSize: 2,
    });
  });
});
