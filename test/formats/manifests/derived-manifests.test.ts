import { describe, expect, it } from 'vitest';
import { deriveJobs } from '../../../src/formats/index.ts';
import { derivedManifests } from '../../../src/formats/manifests/derived-manifests.ts';
import { accepted, problemsOf } from '../read.ts';
import { deriveOne } from './derive.ts';
import { rayService } from './kinds/samples.ts';
import { controlledBy, job, kueue } from './objects.ts';

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

  it('is that a workload made beforehand does not fit, which then waits no more', () => {
    const podSets = [{ name: 'main', count: 2, template: { spec: { containers: [{ name: 'main' }] } } }];
    const workload = kueue('Workload', { name: 'w', namespace: 'ns' }, { spec: { podSets } });
    const labels = { 'kueue.x-k8s.io/queue-name': 'q', 'kueue.x-k8s.io/prebuilt-workload-name': 'w' };
    const adopting = job({ labels });
    const sources = [{ file: 'a.json', text: `${JSON.stringify(adopting)}\n${JSON.stringify(workload)}` }];
    const { outcomes, problems } = deriveJobs(sources);
    expect(problems.map(({ message }) => message)).toEqual(['The prebuilt workload is out of sync with its user job']);
    expect(outcomes.map(({ kind, state, reason }) => [kind, state, reason])).toEqual([
      ['Job', 'without-workload', 'failed'],
    ]);
    const { jobs } = accepted(adopting, workload);
    expect(jobs.map(({ kind }) => kind)).toEqual(['Job']);
  });

  it('stands where the manifest has it, whatever webhooks call the field', () => {
    const annotations = { 'kueue.x-k8s.io/podset-required-topology': 'a b' };
    const service = rayService({
      headGroupSpec: { template: { metadata: { annotations }, spec: { containers: [] } } },
    });
    const [problem] = problemsOf(service);
    expect(problem?.field).toBe(
      'spec.rayClusterConfig.headGroupSpec.template.metadata.annotations[kueue.x-k8s.io/podset-required-topology]',
    );
  });
});
