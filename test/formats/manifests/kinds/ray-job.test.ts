import { describe, expect, it } from 'vitest';
import { accepted } from '../../read.ts';
import {
  derive,
  ELASTIC,
  errorLines,
  podSetLines,
  rayCluster,
  rayClusterSpec,
  rayJob,
  rayService,
  template,
} from './samples.ts';

const GROUP = 'kueue.x-k8s.io/podset-group-name';
const REQUIRED = 'kueue.x-k8s.io/podset-required-topology';
const SIZE = 'kueue.x-k8s.io/podset-slice-size';
const UNCONSTRAINED = 'kueue.x-k8s.io/podset-unconstrained-topology';
const HEAD = 'spec.rayClusterSpec.headGroupSpec.template.metadata.annotations';
const WORKER = 'spec.rayClusterSpec.workerGroupSpecs[0].template.metadata.annotations';

describe('RayJob', () => {
  it.each([
    ['K8sJobMode', ['head x1 [c]', 'gpu x6 [c]', 'submitter x1 [ray-job-submitter]']],
    ['SidecarMode', ['head x1 [c ray-job-submitter]', 'gpu x6 [c]']],
    ['HTTPMode', ['head x1 [c]', 'gpu x6 [c]']],
    ['InteractiveMode', ['head x1 [c]', 'gpu x6 [c]']],
  ])('in %s has the pod sets %j', (submissionMode, podSets) => {
    expect(podSetLines(derive(rayJob({ submissionMode })))).toEqual(podSets);
  });

  it('submits by a pod of its own where a file says nothing, as the server says so', () => {
    expect(accepted(rayJob()).jobs[0]?.podSets.map(({ name }) => name)).toEqual(['head', 'gpu', 'submitter']);
    expect(podSetLines(derive(rayJob()))).toEqual(['head x1 [c]', 'gpu x6 [c]']);
  });

  it('submits with the template given, whose topology is asked for', () => {
    const submitterPodTemplate = template('3', { [REQUIRED]: 'rack' });
    const { podSets } = derive(rayJob({ submissionMode: 'K8sJobMode', submitterPodTemplate }));
    expect('podSets' in podSets && podSets.podSets[2]).toEqual({
      name: 'submitter',
      count: 1,
      template: submitterPodTemplate,
      topologyRequest: { required: 'rack' },
    });
  });

  it('takes the image of the head for the submitter, and cannot without one', () => {
    const { podSets } = derive(rayJob({ submissionMode: 'K8sJobMode' }));
    const spec = 'podSets' in podSets ? podSets.podSets[2]?.template.spec : undefined;
    expect(spec?.containers?.[0]).toMatchObject({ image: 'i:1' });
    const headGroupSpec = { template: { spec: { containers: [] } } };
    const bare = rayJob({ submissionMode: 'K8sJobMode', rayClusterSpec: rayClusterSpec({ headGroupSpec }) });
    expect(errorLines(derive(bare))).toEqual([expect.stringContaining('image of the first container of the head')]);
  });

  it.each([
    ['a selector', { clusterSelector: { a: 'b' }, rayClusterSpec: null }, []],
    ['both', { clusterSelector: { a: 'b' } }, ['spec.clusterSelector FieldValueInvalid']],
    ['neither', { clusterSelector: {}, rayClusterSpec: null }, ['spec.rayClusterSpec FieldValueRequired']],
    ['a cluster that stays', { shutdownAfterJobFinishes: false }, ['spec.shutdownAfterJobFinishes FieldValueInvalid']],
  ])('with %s is told so', (_, spec, errors) => {
    expect(errorLines(derive(rayJob(spec)))).toEqual(errors);
  });

  it('on a cluster that is there is held back, but left alone', () => {
    const derived = derive(rayJob({ clusterSelector: { a: 'b' }, rayClusterSpec: null }));
    expect(derived.isSuspended).toBe(true);
    expect(derived.reconciliation).toMatchObject({ reason: 'left-alone', workloads: [] });
  });

  it('without a queue is checked for its topology only', () => {
    const headGroupSpec = { template: template('1', { [SIZE]: '1' }) };
    const spec = { enableInTreeAutoscaling: true, headGroupSpec };
    const job = rayJob({ shutdownAfterJobFinishes: false, rayClusterSpec: rayClusterSpec(spec) }, { name: 'j' });
    expect(errorLines(derive(job))).toEqual([`${HEAD}[${SIZE}] FieldValueForbidden`]);
  });

  it('is told of all annotations even where pod sets cannot be built', () => {
    const workerGroupSpecs = [{ groupName: 'w', template: template('1', { [UNCONSTRAINED]: 'maybe' }) }];
    const job = rayJob({ rayClusterSpec: rayClusterSpec({ workerGroupSpecs }) });
    expect(errorLines(derive(job))).toEqual([`${WORKER}[${UNCONSTRAINED}] FieldValueInvalid`]);
  });

  it('is not told where the submitter is wrong, for Kueue does not know', () => {
    const grouped = { [REQUIRED]: 'rack', [GROUP]: 'g' };
    const submitterPodTemplate = template('1', grouped);
    const alone = rayJob({ submissionMode: 'K8sJobMode', submitterPodTemplate });
    expect(errorLines(derive(alone))).toEqual([`[${GROUP}] FieldValueInvalid`]);
    const headGroupSpec = { template: template('1', grouped) };
    const spec = { submissionMode: 'K8sJobMode', submitterPodTemplate };
    expect(errorLines(derive(rayJob({ ...spec, rayClusterSpec: rayClusterSpec({ headGroupSpec }) })))).toEqual([]);
  });

  it('does not gate its pods when it is elastic', () => {
    const { podSets } = derive(rayJob({}, ELASTIC));
    expect('podSets' in podSets && podSets.podSets[0]?.template.spec?.schedulingGates).toBeUndefined();
  });
});

describe('an elastic job whose cluster runs', () => {
  const scaled = { enableInTreeAutoscaling: true };
  const running = rayCluster(
    {
      workerGroupSpecs: [
        { groupName: 'GPU', replicas: 7, template: template('4') },
        { groupName: 'other', template: template('4') },
      ],
    },
    { name: 'c', namespace: 'ns', uid: 'uc', generation: 5 },
  );
  const groups = { workerGroupSpecs: ['gpu', 'other'].map((groupName) => ({ groupName, replicas: 2, template: {} })) };

  it('has as many pods as the cluster asks for', () => {
    const job = { ...rayJob({ rayClusterSpec: rayClusterSpec({ ...scaled, ...groups }) }, ELASTIC) };
    const started = { ...job, status: { rayClusterName: 'c' } };
    const service = rayService({ ...scaled, ...groups }, ELASTIC);
    const active = { ...service, status: { activeServiceStatus: { rayClusterName: 'c' } } };
    const names = [started, active].map((sample) => {
      const derived = derive([sample, running]);
      expect(podSetLines(derived).map((line) => line.split(' [')[0])).toEqual(['head x1', 'gpu x7', 'other x2']);
      return derived.reconciliation?.workloads[0]?.metadata.name;
    });
    expect(names).not.toContain(derive(job).reconciliation?.workloads[0]?.metadata.name);
  });

  it('cannot have other groups than it', () => {
    const job = { ...rayJob({ rayClusterSpec: rayClusterSpec(scaled) }, ELASTIC), status: { rayClusterName: 'c' } };
    expect(errorLines(derive([job, running]))).toEqual([
      'PodSet name mismatch: RayCluster c has worker group other which is not found in Ray object j spec',
    ]);
  });
});
