import { describe, expect, it } from 'vitest';
import { toPodTemplate } from '../../../../src/formats/kubernetes/pod-template.ts';
import { podRequests, toAmounts } from '../../../../src/model/index.ts';
import { accepted } from '../../read.ts';
import { derive, ELASTIC, errorLines, podSetLines, QUEUED, rayCluster, template } from './samples.ts';

const GROUP = 'kueue.x-k8s.io/podset-group-name';
const REQUIRED = 'kueue.x-k8s.io/podset-required-topology';
const SIZE = 'kueue.x-k8s.io/podset-slice-size';
const SLICE = 'kueue.x-k8s.io/podset-slice-required-topology';
const UNCONSTRAINED = 'kueue.x-k8s.io/podset-unconstrained-topology';
const HEAD = 'spec.headGroupSpec.template.metadata.annotations';
const WORKER = 'spec.workerGroupSpecs[0].template.metadata.annotations';

function worker(groupName: string, annotations: object = {}, replicas = 3): object {
  return { groupName, replicas, template: template('4', annotations) };
}

function headRequests(spec: object, metadata: object = QUEUED) {
  const { podSets } = derive(rayCluster(spec, metadata));
  if ('error' in podSets) return podSets.error;
  return podRequests(toPodTemplate(podSets.podSets[0]?.template).spec ?? {});
}

describe('RayCluster', () => {
  it('has its head first, then its groups with all of their hosts', () => {
    const workerGroupSpecs = [worker('Small'), { groupName: 'b', numOfHosts: 4, template: template('1') }];
    expect(podSetLines(derive(rayCluster({ workerGroupSpecs })))).toEqual(['head x1 [c]', 'small x3 [c]', 'b x4 [c]']);
    expect(podSetLines(derive(rayCluster({ workerGroupSpecs: null })))).toEqual(['head x1 [c]']);
  });

  it('has no pods in a group without replicas where a file is read, as the server says so', () => {
    const workerGroupSpecs = [{ groupName: 'b', template: template('1') }];
    expect(accepted(rayCluster({ workerGroupSpecs })).jobs[0]?.podSets.map(({ count }) => count)).toEqual([1, 0]);
  });

  it('gives the head an autoscaler where it grows by itself', () => {
    const scaled = { enableInTreeAutoscaling: true };
    expect(headRequests(scaled, ELASTIC)).toEqual(toAmounts({ cpu: '1500m', memory: '512Mi' }));
    const autoscalerOptions = { resources: { requests: { cpu: '2' } } };
    expect(headRequests({ ...scaled, autoscalerOptions }, ELASTIC)).toEqual(toAmounts({ cpu: '3' }));
  });

  it.each([
    [{ gcsFaultToleranceOptions: {} }, {}, { cpu: '1', memory: '256Mi' }],
    [{}, { 'ray.io/ft-enabled': 'TRUE' }, { cpu: '1', memory: '256Mi' }],
    [{}, { 'ray.io/ft-enabled': 'yes' }, { cpu: '1' }],
    [{ gcsFaultToleranceOptions: null }, {}, { cpu: '1' }],
    [
      { gcsFaultToleranceOptions: {}, headGroupSpec: { template: template('100m') } },
      {},
      { cpu: '200m', memory: '256Mi' },
    ],
  ])('with %j and %j asks for %j in its head', (spec, annotations, requests) => {
    expect(headRequests(spec, { ...QUEUED, annotations })).toEqual(toAmounts(requests));
  });

  it('cannot be fault tolerant without a container', () => {
    const headGroupSpec = { template: { spec: { containers: [] } } };
    expect(errorLines(derive(rayCluster({ headGroupSpec, gcsFaultToleranceOptions: {} })))).toEqual([
      'cannot account for Redis cleanup resources: head pod template must include the Ray container',
    ]);
  });

  it('is refused for growing by itself without being elastic, for 18 groups, and for a group named head', () => {
    const workerGroupSpecs = [worker('head'), ...Array.from({ length: 17 }, (_, index) => worker(`w${index}`))];
    const spec = { enableInTreeAutoscaling: true, workerGroupSpecs };
    expect(errorLines(derive(rayCluster(spec)))).toEqual([
      'spec.enableInTreeAutoscaling FieldValueInvalid',
      'spec.workerGroupSpecs FieldValueTooMany',
      'spec.workerGroupSpecs[0].groupName FieldValueForbidden',
    ]);
    expect(errorLines(derive(rayCluster(spec, { name: 'j' })))).toEqual([]);
  });

  it('cannot grow by itself in another cluster', () => {
    const spec = { enableInTreeAutoscaling: true, managedBy: 'kueue.x-k8s.io/multikueue' };
    expect(errorLines(derive(rayCluster(spec, ELASTIC)))).toEqual(['spec.enableInTreeAutoscaling FieldValueForbidden']);
  });

  it('is told its topology errors as head, groups, limit of the head, workers', () => {
    const slices = { [REQUIRED]: 'a', [SLICE]: 'b', [SIZE]: '4', [GROUP]: 'g' };
    const headGroupSpec = { template: template('1', slices) };
    const workerGroupSpecs = [worker('w', { [SLICE]: 'b', [SIZE]: '4' })];
    expect(errorLines(derive(rayCluster({ headGroupSpec, workerGroupSpecs })))).toEqual([
      `${HEAD}[${GROUP}] FieldValueForbidden`,
      `${HEAD}[${GROUP}] FieldValueForbidden`,
      `${HEAD}[${GROUP}] FieldValueInvalid`,
      `${HEAD}[${SIZE}] FieldValueInvalid`,
      `${WORKER}[${SIZE}] FieldValueInvalid`,
    ]);
  });

  it('is told nothing of the workers where pod sets cannot be built, but that', () => {
    const workerGroupSpecs = [worker('w', { [UNCONSTRAINED]: 'maybe' })];
    expect(errorLines(derive(rayCluster({ workerGroupSpecs })))).toEqual([
      'strconv.ParseBool: parsing "maybe": invalid syntax',
    ]);
    const headGroupSpec = { template: template('1', { [REQUIRED]: '' }) };
    const errors = errorLines(derive(rayCluster({ headGroupSpec, workerGroupSpecs })));
    expect(new Set(errors)).toEqual(new Set([`${HEAD}[${REQUIRED}] FieldValueInvalid`]));
  });

  it('takes a group that has the name of the head, in other letters, for the head', () => {
    const workerGroupSpecs = [worker('Head', { [REQUIRED]: '', [SLICE]: 'b', [SIZE]: '4' })];
    expect(errorLines(derive(rayCluster({ workerGroupSpecs })))).toEqual([`${HEAD}[${SIZE}] FieldValueInvalid`]);
  });
});
