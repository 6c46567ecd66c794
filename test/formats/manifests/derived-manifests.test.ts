import { describe, expect, it } from 'vitest';
import { derivedManifests } from '../../../src/formats/manifests/derived-manifests.ts';
import { deriveOne } from './derive.ts';
import { controlledBy, job } from './objects.ts';

const NOTHING = {
  workloads: new Set<string>(),
  priorityClasses: { WorkloadPriorityClass: new Set<string>(), PriorityClass: new Set<string>() },
};

describe('what people are told of a job', () => {
  it('is one line, also where Kueue joins several errors', () => {
    const owner = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'p', namespace: 'ns', uid: 'p' } };
    const { findings } = derivedManifests(deriveOne([job(controlledBy(owner))]), NOTHING);
    expect(findings.map(({ message }) => message)).toEqual(['workload owner not found; jobs.batch "p" not found']);
  });
});
