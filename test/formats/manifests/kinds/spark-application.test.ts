import { describe, expect, it } from 'vitest';
import { toPodTemplate } from '../../../../src/formats/kubernetes/pod-template.ts';
import { podRequests, toAmounts } from '../../../../src/model/index.ts';
import { derive, ELASTIC, errorLines, podSetLines, QUEUED, sparkApplication } from './samples.ts';

const SIZE = 'kueue.x-k8s.io/podset-slice-size';

function podSetsOf(spec: object) {
  const { podSets } = derive(sparkApplication(spec));
  if ('error' in podSets) throw new Error(podSets.error);
  return podSets.podSets;
}

function driverRequests(driver: object) {
  return podRequests(toPodTemplate(podSetsOf({ driver })[0]?.template).spec ?? {});
}

describe('SparkApplication', () => {
  it('has a driver and its executors', () => {
    expect(podSetLines(derive(sparkApplication()))).toEqual([
      'driver x1 [spark-kubernetes-driver]',
      'executor x4 [spark-kubernetes-executor]',
    ]);
    expect(podSetLines(derive(sparkApplication({ executor: {} })))[1]).toContain('executor x0');
  });

  it.each([
    [{ cores: 4 }, {}],
    [
      { coreRequest: '1500m', memory: '512m' },
      { cpu: '1500m', memory: '512Mi' },
    ],
    [{ memory: '2048k' }, { memory: '2Mi' }],
    [{ memory: '1gb', memoryOverhead: '1g' }, { memory: '1Gi' }],
    [{ memory: '1t' }, { memory: '1Ti' }],
    [{ memory: '512Mi' }, { memory: '512Mi' }],
    [{ gpu: { name: 'nvidia.com/gpu', quantity: 0 } }, {}],
  ])('asks for %j in Kubernetes words: %j', (driver, requests) => {
    expect(driverRequests(driver)).toEqual(toAmounts(requests as Record<string, string>));
  });

  it('limits cores, memory and devices', () => {
    const driver = { coreLimit: '2', memoryLimit: '3g', gpu: { name: 'nvidia.com/gpu', quantity: 2 } };
    expect(podSetsOf({ driver })[0]?.template.spec?.containers).toEqual([
      {
        name: 'spark-kubernetes-driver',
        resources: { requests: {}, limits: { cpu: '2', memory: '3Gi', 'nvidia.com/gpu': '2' } },
      },
    ]);
  });

  it.each([
    [{ coreRequest: 'abc' }, /^failed to parse CPU requests abc: quantities must match/],
    [{ coreLimit: '1x' }, /^failed to parse CPU limit 1x: quantities must match/],
    [{ memory: '1G' }, /^failed to parse memory requests 1G: unable to parse quantity's suffix$/],
    [{ memory: '' }, /^failed to parse memory requests : quantities must match/],
    [{ memoryLimit: '1EE' }, /^failed to parse memory limit 1EE: unable to parse quantity's suffix$/],
  ])('with %j is refused by a text alone', (executor, text) => {
    expect(errorLines(derive(sparkApplication({ executor, mode: 'client' })))).toEqual([expect.stringMatching(text)]);
  });

  it('puts sidecars beside, each once, and may take one of them for the executor', () => {
    const sidecars = [{ name: 'executor', image: 'a' }, { name: 'log' }, { name: 'log', image: '' }];
    const [, executor] = podSetsOf({ executor: { coreRequest: '3', sidecars, initContainers: [{ name: 'i' }] } });
    expect(executor?.template.spec).toMatchObject({
      containers: [
        { name: 'spark-kubernetes-executor' },
        { name: 'executor', image: 'a', resources: { requests: { cpu: '3' } } },
        { name: 'log' },
      ],
      initContainers: [{ name: 'i' }],
    });
    expect(executor?.template.spec?.containers).toHaveLength(3);
  });

  it('takes from templates only their metadata, over which its own goes', () => {
    const template = {
      metadata: { labels: { a: '1', b: '1' }, annotations: { x: '1' } },
      spec: { nodeSelector: { n: '1' }, containers: [{ name: 'o', resources: { requests: { cpu: '9' } } }] },
    };
    const [driver] = podSetsOf({ driver: { template, labels: { b: '2' }, annotations: { y: '2' } } });
    expect(driver?.template).toEqual({
      metadata: { labels: { a: '1', b: '2' }, annotations: { x: '1', y: '2' } },
      spec: { containers: [{ name: 'spark-kubernetes-driver', resources: { requests: {}, limits: {} } }] },
    });
  });

  it.each([
    [{ mode: 'client' }, QUEUED, ['spec.mode FieldValueInvalid']],
    [{ mode: 'client' }, { name: 'j' }, []],
    [{ dynamicAllocation: { enabled: true } }, QUEUED, ['spec.dynamicAllocation.enabled FieldValueInvalid']],
    [
      { dynamicAllocation: { enabled: true } },
      ELASTIC,
      ['metadata.annotations[kueue.x-k8s.io/elastic-job] FieldValueForbidden'],
    ],
    [
      { executor: { instances: 2, annotations: { [SIZE]: '3' } } },
      QUEUED,
      [
        `spec.executor.annotations[${SIZE}] FieldValueForbidden`,
        `spec.executor.annotations[${SIZE}] FieldValueInvalid`,
      ],
    ],
  ])('with %j in %j is told %j', (spec, metadata, errors) => {
    expect(errorLines(derive(sparkApplication(spec, metadata)))).toEqual(errors);
  });

  it('is told of the driver before the executors', () => {
    const driver = { annotations: { 'kueue.x-k8s.io/podset-unconstrained-topology': 'maybe' } };
    expect(errorLines(derive(sparkApplication({ driver, executor: { coreRequest: 'abc' } })))).toEqual([
      'strconv.ParseBool: parsing "maybe": invalid syntax',
    ]);
  });

  it('is left alone while its gate is off', () => {
    const derived = derive(sparkApplication({ mode: 'client' }), { SparkApplicationIntegration: false });
    expect([derived.isManaged, derived.errors, derived.reconciliation?.reason]).toEqual([false, [], 'gate-off']);
  });
});
