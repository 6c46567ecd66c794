import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/formats/kueue/kueue-kind.ts';
import { errorTexts, group, kueueObject, validate } from './validate.ts';

function v1beta1(kind: string, more: object): JsonObject {
  return kueueObject(kind, undefined, { apiVersion: 'kueue.x-k8s.io/v1beta1', ...more });
}

/** What is read back of one part of an accepted object. */
function readBack(kind: string, more: object, op: 'create' | 'status' = 'create'): JsonObject {
  const { object, errors } = validate(v1beta1(kind, more), op);
  expect(errors).toEqual([]);
  return object as JsonObject;
}

const template = { spec: { containers: [{ name: 'c' }] } };
const podSets = [{ template }];

/** A Workload with these container fields, as the pod template of its pod set comes back. */
function container(fields: object): unknown {
  const spec = { podSets: [{ template: { spec: { containers: [{ name: 'c', ...fields }] } } }] };
  const object = readBack('Workload', { spec }) as { spec: { podSets: { template: typeof template }[] } };
  return object.spec.podSets[0]?.template.spec.containers[0];
}

describe('an object of v1beta1', () => {
  it.each([
    ['a cohort', { cohort: 'c' }, { cohort: 'c' }],
    [
      'names of admission checks, which win over a strategy and come back as one',
      { admissionChecks: ['a'], admissionChecksStrategy: { admissionChecks: [{ name: 'b' }] } },
      { admissionChecksStrategy: { admissionChecks: [{ name: 'a' }] } },
    ],
    [
      'former words of fungibility',
      { flavorFungibility: { whenCanBorrow: 'Borrow', whenCanPreempt: 'Preempt' } },
      { flavorFungibility: { whenCanBorrow: 'MayStopSearch', whenCanPreempt: 'MayStopSearch' } },
    ],
  ])('keeps what v1beta2 can hold: %s', (_, spec, expected) => {
    expect(readBack('ClusterQueue', { spec }).spec).toMatchObject(expected);
  });

  it('is asked for a bounded description of a priority class only in v1beta2', () => {
    const fields = { value: 1, description: 'a'.repeat(2049) };
    expect(errorTexts(v1beta1('WorkloadPriorityClass', fields))).toEqual([]);
    expect(errorTexts(kueueObject('WorkloadPriorityClass', undefined, fields))).toEqual([
      'description: Too long: may not be more than 2048 bytes',
    ]);
  });

  it('has an empty resource name where none was given', () => {
    const nameless = { coveredResources: ['cpu'], flavors: [{ name: 'f', resources: [{}] }] };
    expect(errorTexts(v1beta1('ClusterQueue', { spec: { resourceGroups: [nameless] } }))).toEqual([
      'spec.resourceGroups[0].flavors[0].resources[0].name: Invalid value: "": must match the name in coveredResources',
    ]);
  });
});

describe('an object of v1beta1 comes back as Go writes it', () => {
  it.each([
    ['a flag', { stdin: false, tty: true }, { tty: true }],
    ['a number', { livenessProbe: { periodSeconds: 0, timeoutSeconds: 1 } }, { livenessProbe: { timeoutSeconds: 1 } }],
    ['a text', { image: '', workingDir: '/' }, { workingDir: '/' }],
    ['a list', { args: [], command: ['a'] }, { command: ['a'] }],
  ])('without what is empty: %s', (_, fields, expected) => {
    expect(container(fields)).toEqual({ name: 'c', resources: {}, ...expected });
  });

  it.each([
    ['a text behind a pointer', { restartPolicy: '' }],
    ['a flag behind a pointer', { securityContext: { privileged: false } }],
    ['an object', { lifecycle: { preStop: {} } }],
  ])('with what is empty, but not nothing: %s', (_, fields) => {
    expect(container(fields)).toEqual({ name: 'c', resources: {}, ...fields });
  });

  it('with lists that are always written', () => {
    const spec = { podSets: [{ template: { spec: { containers: [] } } }] };
    expect(readBack('Workload', { spec }).spec).toMatchObject(spec);
  });

  it('with quantities that were not given', () => {
    const spec = { resourceGroups: [group('f', { cpu: {} })] };
    const status = { flavorsUsage: [{ name: 'f', resources: [{ name: 'cpu', total: '1.5' }] }] };
    expect(readBack('ClusterQueue', { spec, status }, 'status').status).toMatchObject({
      flavorsUsage: [{ name: 'f', resources: [{ name: 'cpu', total: '1500m', borrowed: '0' }] }],
    });
  });
});

describe('a topology assignment of v1beta1', () => {
  const admitted = (topologyAssignment: object) => ({
    spec: { podSets },
    status: {
      admission: { clusterQueue: 'q', podSetAssignments: [{ name: 'main', count: 1, topologyAssignment }] },
    },
  });
  const levels = ['rack', 'kubernetes.io/hostname'];

  it('comes back with its domains, less their values beyond the last level', () => {
    const given = admitted({ levels, domains: [{ values: ['r', 'n', 'more'], count: 1 }] });
    const expected = admitted({ levels, domains: [{ values: ['r', 'n'], count: 1 }] });
    expect(readBack('Workload', given, 'status').status).toMatchObject(expected.status);
  });

  it.each(['create', 'status'] as const)('cannot be converted if it lacks values: %s', (op) => {
    const { errors } = validate(v1beta1('Workload', admitted({ levels, domains: [{ values: ['r'], count: 1 }] })), op);
    expect(errors).toEqual([
      {
        stage: 'webhook',
        type: 'Conversion',
        field: '',
        path: ['status', 'admission', 'podSetAssignments', 0, 'topologyAssignment', 'domains', 0, 'values'],
        message: expect.stringContaining('a domain has fewer values than there are levels (2)'),
        text: expect.stringContaining('conversion webhook for kueue.x-k8s.io/v1beta1 failed'),
      },
    ]);
  });
});
