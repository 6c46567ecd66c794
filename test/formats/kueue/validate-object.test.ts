import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/formats/kueue/kueue-kind.ts';
import { errorTexts, group, kueueObject, validate } from './validate.ts';

const IN_USE = 'kueue.x-k8s.io/resource-in-use';
const UNCHECKED =
  '<nil>: Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing ' +
  'errors to complete validation';

function v1beta1(kind: string, spec?: unknown, more: object = {}): JsonObject {
  return kueueObject(kind, spec, { apiVersion: 'kueue.x-k8s.io/v1beta1', ...more });
}

describe('an object that is created', () => {
  it.each(['AdmissionCheck', 'Topology', 'LocalQueue', 'Workload', 'ClusterQueue', 'Cohort', 'ResourceFlavor'])(
    'may be a %s without a spec',
    (kind) => {
      expect(errorTexts(kueueObject(kind))).toEqual([]);
    },
  );

  it('may leave out what its parts need only where they are there', () => {
    expect(errorTexts(kueueObject('LocalQueue', {}))).toEqual([]);
    expect(errorTexts(kueueObject('Workload', {}))).toEqual([]);
    expect(errorTexts(kueueObject('Topology', {}))).toEqual(['spec.levels: Required value']);
    expect(errorTexts(kueueObject('WorkloadPriorityClass'))).toEqual(['value: Required value']);
  });

  it('gets the namespace that kubectl fills in, or none', () => {
    expect(validate(kueueObject('LocalQueue')).object?.metadata).toEqual({ name: 'x', namespace: 'default' });
    const metadata = { name: 'x', namespace: 'anything' };
    expect(validate(kueueObject('Topology', undefined, { metadata })).object?.metadata).toEqual({ name: 'x' });
  });

  it('loses its status, right or wrong, where that is written by itself', () => {
    const { object, errors } = validate(kueueObject('Cohort', {}, { status: 'wrong' }));
    expect([object, errors]).toEqual([{ metadata: { name: 'x' }, spec: {} }, []]);
  });

  it('loses unknown fields with a warning each: those of its metadata first, then sorted', () => {
    const object = kueueObject('Topology', { levels: [{ nodeLabel: 'a', x: 1 }], Levels: [] }, { Spec: 1 });
    const metadata = { name: 'x', foo: 1 };
    const { warnings, unknown, object: stored } = validate({ ...object, metadata });
    expect(warnings).toEqual([
      'unknown field "metadata.foo"',
      'unknown field "Spec"',
      'unknown field "spec.Levels"',
      'unknown field "spec.levels[0].x"',
    ]);
    expect(unknown[3]).toEqual(['spec', 'levels', 0, 'x']);
    expect(stored).toEqual({ metadata: { name: 'x' }, spec: { levels: [{ nodeLabel: 'a' }] } });
  });

  it('of v1beta1 is warned of its age', () => {
    expect(validate(v1beta1('Topology')).warnings).toEqual(['This version is deprecated. Use v1beta2 instead.']);
    expect(validate(v1beta1('Topology', undefined, { metadata: 1 })).warnings).toHaveLength(1);
  });

  it('is advised about finalizers only if it is accepted', () => {
    const metadata = { name: 'x', finalizers: ['foo'] };
    expect(validate(kueueObject('Topology', undefined, { metadata })).warnings).toHaveLength(1);
    expect(validate(kueueObject('Topology', {}, { metadata })).warnings).toEqual([]);
  });

  it('whose metadata cannot be read is not looked into any further', () => {
    const metadata = { name: 'x', labels: { a: 1 } };
    expect(validate(kueueObject('Workload', [], { metadata })).errors).toEqual([
      {
        stage: 'metadata',
        type: 'BadRequest',
        field: '',
        path: ['metadata', 'labels', 'a'],
        message:
          'Workload in version "v1beta2" cannot be handled as a Workload: json: cannot unmarshal number into Go struct field ObjectMeta.labels of type string',
        text: 'Error from server (BadRequest): Workload in version "v1beta2" cannot be handled as a Workload: json: cannot unmarshal number into Go struct field ObjectMeta.labels of type string',
      },
    ]);
  });

  it('is told of metadata, schema and rules together, of webhooks only alone', () => {
    const metadata = { name: 'X' };
    const spec = {
      parentName: '',
      resourceGroups: [{ ...group('f', { cpu: { nominalQuota: -1 } }), coveredResources: ['a', 'b'] }],
    };
    expect(
      validate(kueueObject('Cohort', spec, { metadata })).errors.map(({ stage, field }) => [stage, field]),
    ).toEqual([
      ['metadata', 'metadata.name'],
      ['schema', 'spec.parentName'],
      ['cel', 'spec.resourceGroups[0]'],
    ]);
  });

  it('is told each text once', () => {
    const tolerations = [
      { key: 'a', effect: 'x' },
      { key: 'b', effect: 'y' },
    ];
    expect(validate(kueueObject('ResourceFlavor', { tolerations })).errors.map(({ text }) => text)).toEqual([
      "spec.tolerations: Invalid value: supported taint effect values: 'NoSchedule', 'PreferNoSchedule', 'NoExecute'",
    ]);
  });

  it('is none of Kueue: that is the mistake of who asks', () => {
    expect(() => validate({ apiVersion: 'v1', kind: 'Node' })).toThrow(RangeError);
  });
});

describe('a Workload whose status Go cannot read', () => {
  it('is refused on create although the status is dropped later', () => {
    const { errors } = validate(kueueObject('Workload', {}, { status: { conditions: 'x' } }));
    expect(errors).toMatchObject([{ stage: 'webhook', type: 'Decode', path: ['status', 'conditions'] }]);
    expect(errors[0]?.text).toMatch(
      /^Error from server: admission webhook "mworkload\.kb\.io" denied the request: json: /,
    );
  });

  it('is refused for a time without text, too', () => {
    const { errors } = validate(kueueObject('Workload', {}, { status: { requeueState: { requeueAt: '' } } }));
    expect(errors).toMatchObject([{ type: 'Decode', path: ['status', 'requeueState', 'requeueAt'] }]);
  });
});

describe('the kind of parameters of an AdmissionCheck', () => {
  it.each([
    ['Config', true],
    ['\u017f', true],
    ['\u212a', true],
    ['\u00df', false],
    ['-a', false],
  ])('in letters of any case, as Go folds them: is %s one?', (kind, isOne) => {
    const parameters = { apiGroup: 'a.io', kind, name: 'n' };
    const errors = errorTexts(kueueObject('AdmissionCheck', { controllerName: 'c', parameters }));
    expect(errors.length === 0).toBe(isOne);
  });
});

describe('rules of the schema', () => {
  const queue = (spec: object) => kueueObject('ClusterQueue', spec);
  const podSet = { template: {} };
  const workload = (spec: object) => kueueObject('Workload', { podSets: [podSet], ...spec });

  it.each<[string, JsonObject, string]>([
    [
      'a borrowing limit without a cohort',
      queue({ resourceGroups: [group('f', { cpu: { borrowingLimit: '1' } })] }),
      'spec: Invalid value: borrowingLimit must be nil when cohort is empty',
    ],
    [
      'flavors with other resources than are covered',
      queue({ resourceGroups: [{ ...group('f', { cpu: {} }), coveredResources: ['cpu', 'gpu'] }] }),
      'spec.resourceGroups[0]: Invalid value: flavors must have the same number of resources as the coveredResources',
    ],
    [
      'a preference among policies that leave none',
      queue({ flavorFungibility: { preference: 'BorrowingOverPreemption', whenCanPreempt: 'TryNextFlavor' } }),
      'spec.flavorFungibility: Invalid value: preference can only be set when both whenCanBorrow and whenCanPreempt are TryNextFlavor',
    ],
    [
      'borrowing by preemption without reclaiming, which is never by default',
      queue({ preemption: { borrowWithinCohort: { policy: 'LowerPriority' } } }),
      'spec.preemption: Invalid value: reclaimWithinCohort=Never and borrowWithinCohort.Policy!=Never',
    ],
    [
      'a topology without labels',
      kueueObject('ResourceFlavor', { topologyName: 't', nodeLabels: {} }),
      'spec: Invalid value: at least one nodeLabel is required when topology is set',
    ],
    [
      'a topology and not even an empty map of labels',
      kueueObject('ResourceFlavor', { topologyName: 't' }),
      'spec: Invalid value: "object": no such key: nodeLabels evaluating rule: at least one nodeLabel is required when topology is set',
    ],
    [
      'a toleration of every key that compares',
      kueueObject('ResourceFlavor', { tolerations: [{ operator: 'Equal' }] }),
      "spec.tolerations: Invalid value: operator must be Exists when 'key' is empty, which means 'match all values and all keys'",
    ],
    [
      'a toleration of nothing',
      kueueObject('ResourceFlavor', { tolerations: [{}] }),
      "spec.tolerations: Invalid value: \"array\": no such key: operator evaluating rule: operator must be Exists when 'key' is empty, which means 'match all values and all keys'",
    ],
    [
      'seconds for another effect',
      kueueObject('ResourceFlavor', { tolerations: [{ key: 'a', effect: 'NoSchedule', tolerationSeconds: 1 }] }),
      "spec.tolerations: Invalid value: effect must be 'NoExecute' when 'tolerationSeconds' is set",
    ],
    [
      'an operator that Kueue does not know',
      kueueObject('ResourceFlavor', { tolerations: [{ key: 'a', operator: 'Lt' }] }),
      "spec.tolerations: Invalid value: supported toleration values: 'Equal'(default), 'Exists'",
    ],
    [
      'a value that does not matter',
      kueueObject('ResourceFlavor', { tolerations: [{ key: 'a', operator: 'Exists', value: 'x' }] }),
      "spec.tolerations: Invalid value: a value must be empty when 'operator' is 'Exists'",
    ],
    [
      'more pods at least than at most, of which there is one by default',
      kueueObject('Workload', { podSets: [{ ...podSet, minCount: 2 }] }),
      'spec.podSets[0]: Invalid value: minCount should be positive and less or equal to count',
    ],
    [
      'a priority class without a priority',
      workload({ priorityClassRef: { group: 'kueue.x-k8s.io', kind: 'WorkloadPriorityClass', name: 'a' } }),
      'spec: Invalid value: priority should not be nil when priorityClassRef is set',
    ],
    [
      'a priority class of the wrong kind',
      workload({ priority: 1, priorityClassRef: { group: 'kueue.x-k8s.io', kind: 'PriorityClass', name: 'a' } }),
      'spec.priorityClassRef: Invalid value: only the WorkloadPriorityClass kind is allowed for the kueue.x-k8s.io group',
    ],
    [
      'a priority class of the wrong group',
      workload({
        priority: 1,
        priorityClassRef: { group: 'scheduling.k8s.io', kind: 'WorkloadPriorityClass', name: 'a' },
      }),
      'spec.priorityClassRef: Invalid value: only the PriorityClass kind is allowed for the scheduling.k8s.io group',
    ],
    [
      'a priority class of v1beta1 without a priority',
      v1beta1('Workload', { podSets: [podSet], priorityClassName: 'a' }),
      'spec: Invalid value: priority should not be nil when priorityClassName is set',
    ],
  ])('refuse %s', (_, object, text) => {
    expect(errorTexts(object)).toEqual([text]);
  });

  const assignment = 'status.admission.podSetAssignments[0].topologyAssignment';
  const value = { universal: 'a' };
  const slice = { domainCount: 2, podCounts: { universal: 1 }, valuesPerLevel: [value] };

  it.each([
    [
      'as many values as levels',
      { ...slice, valuesPerLevel: [value, value] },
      [
        `${assignment}: Invalid value: valuesPerLevel must have the same length as the number of levels in this TopologyAssignment`,
      ],
    ],
    [
      'a count for each domain',
      { ...slice, podCounts: { individual: [1] } },
      [`${assignment}.slices[0]: Invalid value: podCounts.individual must have length equal to domainCount`],
    ],
    [
      'a value for each domain',
      { ...slice, valuesPerLevel: [{ individual: { roots: ['a'] } }] },
      [
        `${assignment}.slices[0]: Invalid value: valuesPerLevel.individual, if set, must have roots of length equal to domainCount of this TopologyAssignmentSlice`,
      ],
    ],
    [
      'one kind of counts',
      { ...slice, podCounts: {} },
      [
        `${assignment}.slices[0].podCounts: Invalid value: exactly one of the fields in [universal individual] must be set`,
      ],
    ],
    [
      'one kind of values',
      { ...slice, valuesPerLevel: [{ ...value, individual: { roots: ['a', 'b'] } }] },
      [
        `${assignment}.slices[0].valuesPerLevel[0]: Invalid value: exactly one of the fields in [universal individual] must be set`,
      ],
    ],
  ])('want %s in a topology assignment', (_, slice, expected) => {
    const topologyAssignment = { levels: ['a'], slices: [slice] };
    const status = { admission: { clusterQueue: 'q', podSetAssignments: [{ topologyAssignment }] } };
    expect(errorTexts(kueueObject('Workload', { podSets: [podSet] }, { status }), 'status')).toEqual(expected);
  });

  it('want an assignment for each pod set of a workload that has quota', () => {
    const conditions = [
      { type: 'QuotaReserved', status: 'True', reason: 'R', message: '', lastTransitionTime: '2026-01-02T03:04:05Z' },
    ];
    const status = { conditions, admission: { clusterQueue: 'q', podSetAssignments: [] } };
    expect(errorTexts(kueueObject('Workload', { podSets: [podSet] }, { status }), 'status')).toEqual([
      '<nil>: Invalid value: podSetAssignments must have the same number of podSets as the spec',
    ]);
  });

  it('want a cluster or nominations of clusters', () => {
    const status = { clusterName: 'a', nominatedClusterNames: ['a'] };
    expect(errorTexts(kueueObject('Workload', { podSets: [podSet] }, { status }), 'status')).toEqual([
      'status: Invalid value: clusterName and nominatedClusterNames are mutually exclusive',
    ]);
  });
});

describe('a status that is written', () => {
  it('is told of places from the status on in messages, from the root on in fields', () => {
    const status = { pendingWorkloads: 2 ** 31, conditions: [{ type: 'a', reason: '' }] };
    const texts = validate(kueueObject('LocalQueue', {}, { status }), 'status').errors.map(({ text }) => text);
    expect(texts.toSorted()).toEqual([
      UNCHECKED,
      'status.conditions[0].lastTransitionTime: Required value',
      'status.conditions[0].message: Required value',
      'status.conditions[0].reason: Invalid value: "": conditions[0].reason in body should be at least 1 chars long',
      'status.conditions[0].status: Required value',
      'status: Invalid value: "": Checked value must be of type integer with format int32 in pendingWorkloads',
    ]);
  });

  it('may miss what it should have once it is stored', () => {
    const stored = kueueObject('LocalQueue', {}, { status: { conditions: [{ type: 'Active', status: 'True' }] } });
    expect(errorTexts(stored, 'stored')).toEqual([]);
    const wrong = kueueObject('LocalQueue', {}, { status: { conditions: [{ type: 'Active', status: 'Yes' }] } });
    expect(errorTexts(wrong, 'stored')).toEqual([
      'status.conditions[0].status: Unsupported value: "Yes": supported values: "True", "False", "Unknown"',
    ]);
  });

  it('is given back with what creating the object did', () => {
    const { object } = validate(kueueObject('ClusterQueue', {}, { status: { pendingWorkloads: 1 } }), 'status');
    expect(object).toMatchObject({
      metadata: { finalizers: [IN_USE] },
      spec: { stopPolicy: 'None' },
      status: { pendingWorkloads: 1 },
    });
  });
});
