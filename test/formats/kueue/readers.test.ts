import { describe, expect, it } from 'vitest';
import { accepted, problemLines, problemsOf } from '../read.ts';

const V1BETA2 = 'kueue.x-k8s.io/v1beta2';
const V1BETA1 = 'kueue.x-k8s.io/v1beta1';

function object(kind: string, spec: unknown, more: object = {}): object {
  return { apiVersion: V1BETA2, kind, metadata: { name: 'a' }, spec, ...more };
}

describe('Topology', () => {
  const topology = (levels: unknown[]) => object('Topology', { levels: levels.map((nodeLabel) => ({ nodeLabel })) });

  it.each([V1BETA2, V1BETA1, 'kueue.x-k8s.io/v1alpha1'])('is read in %s', (apiVersion) => {
    expect(accepted({ ...topology(['block', 'kubernetes.io/hostname']), apiVersion }).topologies).toEqual([
      { name: 'a', levels: ['block', 'kubernetes.io/hostname'] },
    ]);
  });

  it.each([
    ['no level', [], 'spec.levels', 'spec.levels in body should have at least 1 items'],
    ['17 levels', Array.from({ length: 17 }, (_, i) => `l${i}`), 'spec.levels', 'must have at most 16 items'],
    ['a level twice', ['a', 'b', 'a'], 'spec.levels', 'must be unique'],
    [
      'the host name before another level',
      ['kubernetes.io/hostname', 'a'],
      'spec.levels',
      'the kubernetes.io/hostname label can only be used at the lowest level of topology',
    ],
    ['a level that is no label key', ['a b'], 'spec.levels[0].nodeLabel', "in body should match '^([a-z0-9]"],
  ])('with %s is refused', (_, levels, field, message) => {
    const problems = problemsOf(topology(levels));
    expect(problems).toMatchObject([{ severity: 'error', field }]);
    expect(problems[0]?.message).toContain(message);
  });
});

describe('ResourceFlavor', () => {
  it('is read with its nodes, taints and tolerations', () => {
    const spec = {
      topologyName: 't',
      nodeLabels: { pool: 'gpu' },
      nodeTaints: [{ key: 'gpu', value: 'yes', effect: 'NoExecute' }],
      tolerations: [{ key: 'gpu', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 }],
    };
    expect(accepted({ ...object('ResourceFlavor', spec), apiVersion: V1BETA1 }).resourceFlavors).toEqual([
      { name: 'a', ...spec },
    ]);
  });

  it('without a spec covers all nodes', () => {
    expect(accepted({ apiVersion: V1BETA2, kind: 'ResourceFlavor', metadata: { name: 'a' } }).resourceFlavors).toEqual([
      { name: 'a' },
    ]);
  });

  it('with an unknown key is refused at the key, the one meant being named', () => {
    const flavor = object('ResourceFlavor', { nodeLabel: {} });
    const column = JSON.stringify(flavor).indexOf('"nodeLabel"') + 1;
    expect(problemsOf(flavor)).toMatchObject([{ code: 'unknown-key', field: 'spec.nodeLabel', column }]);
    expect(problemsOf(flavor)[0]?.message).toBe(
      'unknown field "nodeLabel" (did you mean "nodeLabels"?); rename or remove it',
    );
  });
});

describe('ClusterQueue', () => {
  const quotas = { name: 'gpu', nominalQuota: 8, borrowingLimit: '2', lendingLimit: '500m' };
  const resourceGroups = [{ coveredResources: ['gpu'], flavors: [{ name: 'f', resources: [quotas] }] }];

  it('gets the defaults of the API server', () => {
    const [queue] = accepted(object('ClusterQueue', { resourceGroups, cohortName: 'c' })).clusterQueues;
    expect(queue).toEqual({
      name: 'a',
      cohortName: 'c',
      resourceGroups: [
        { ...resourceGroups[0], flavors: [{ name: 'f', resources: [{ ...quotas, nominalQuota: '8' }] }] },
      ],
      queueingStrategy: 'BestEffortFIFO',
      flavorFungibility: { whenCanBorrow: 'MayStopSearch', whenCanPreempt: 'TryNextFlavor' },
      preemption: {
        reclaimWithinCohort: 'Never',
        withinClusterQueue: 'Never',
        borrowWithinCohort: { policy: 'Never' },
      },
      stopPolicy: 'None',
    });
  });

  it('is read with all that it may say', () => {
    const spec = {
      queueingStrategy: 'StrictFIFO',
      namespaceSelector: { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'k', operator: 'In', values: ['v'] }] },
      flavorFungibility: {
        whenCanBorrow: 'TryNextFlavor',
        whenCanPreempt: 'TryNextFlavor',
        preference: 'PreemptionOverBorrowing',
      },
      preemption: {
        reclaimWithinCohort: 'Any',
        withinClusterQueue: 'LowerOrNewerEqualPriority',
        borrowWithinCohort: { policy: 'LowerPriority', maxPriorityThreshold: 100 },
      },
      stopPolicy: 'Hold',
      fairSharing: { weight: '0.5' },
      admissionScope: { admissionMode: 'UsageBasedAdmissionFairSharing' },
    };
    const checks = { admissionChecksStrategy: { admissionChecks: [{ name: 'c', onFlavors: ['f'] }] } };
    const [queue] = accepted(
      object('ClusterQueue', { ...spec, ...checks, cohortName: 'c', resourceGroups }),
    ).clusterQueues;
    expect(queue).toMatchObject({
      ...spec,
      fairSharing: { weight: '500m' },
      admissionChecks: [{ name: 'c', onFlavors: ['f'] }],
    });
  });

  it('of v1beta1 is read with the names and words that v1beta2 has for it', () => {
    const spec = {
      cohort: 'c',
      admissionChecks: ['x', 'y'],
      flavorFungibility: { whenCanBorrow: 'Borrow', whenCanPreempt: 'Preempt' },
    };
    const [queue] = accepted({ ...object('ClusterQueue', spec), apiVersion: V1BETA1 }).clusterQueues;
    expect(queue).toMatchObject({
      cohortName: 'c',
      admissionChecks: [{ name: 'x' }, { name: 'y' }],
      flavorFungibility: { whenCanBorrow: 'MayStopSearch', whenCanPreempt: 'MayStopSearch' },
    });
  });

  it('without a namespace selector takes none, with an empty one all', () => {
    expect(accepted(object('ClusterQueue', {})).clusterQueues[0]).not.toHaveProperty('namespaceSelector');
    expect(accepted(object('ClusterQueue', { namespaceSelector: {} })).clusterQueues[0]?.namespaceSelector).toEqual({});
  });

  it('is refused in the words of the API server and of Kueue, at the line where it stands', () => {
    const yaml = (field: string) =>
      [
        'apiVersion: kueue.x-k8s.io/v1beta2',
        'kind: ClusterQueue',
        'metadata: {name: a}',
        'spec:',
        '  cohortName: c',
        '  resourceGroups:',
        '  - coveredResources: [cpu, memory]',
        '    flavors:',
        '    - name: f',
        '      resources:',
        `      - {name: cpu, nominalQuota: 1, ${field}}`,
        '      - {name: gpu, nominalQuota: 1}',
      ].join('\n');
    expect(problemsOf(yaml('lendingLimit: 2'))).toMatchObject([
      {
        line: 11,
        column: 52,
        field: 'spec.resourceGroups[0].flavors[0].resources[0].lendingLimit',
        message:
          'spec.resourceGroups[0].flavors[0].resources[0].lendingLimit: Invalid value: "2": must be less than or equal to the nominalQuota',
      },
      {
        line: 12,
        column: 16,
        message:
          'spec.resourceGroups[0].flavors[0].resources[1].name: Invalid value: "gpu": must match the name in coveredResources',
      },
    ]);
    expect(problemLines(yaml('nominal: 2'))).toEqual([
      '0.json:11:38 error unknown-key spec.resourceGroups[0].flavors[0].resources[0].nominal',
      '0.json:12:16 error invalid-value spec.resourceGroups[0].flavors[0].resources[1].name',
    ]);
  });

  it('is not told that rules went unchecked: its other mistakes are mended first', () => {
    expect(problemLines(object('ClusterQueue', { stopPolicy: 'Stop', queueingStrategy: 1 }))).toEqual([
      expect.stringContaining('invalid-value spec.stopPolicy'),
      expect.stringContaining('wrong-type spec.queueingStrategy'),
      expect.stringContaining('invalid-value spec.queueingStrategy'),
    ]);
  });
});

describe('Cohort', () => {
  it('is read with its parent, quota and weight', () => {
    const quota = { name: 'cpu', nominalQuota: '1', lendingLimit: '3' };
    const resourceGroups = [{ coveredResources: ['cpu'], flavors: [{ name: 'f', resources: [quota] }] }];
    const spec = { parentName: 'root', resourceGroups, fairSharing: {} };
    expect(accepted(object('Cohort', spec)).cohorts).toEqual([{ name: 'a', ...spec, fairSharing: { weight: 1 } }]);
    expect(accepted({ ...object('Cohort', spec), apiVersion: V1BETA1 }).cohorts).toMatchObject([
      { parentName: 'root' },
    ]);
  });

  it('without a parent may set no limits', () => {
    const quota = { name: 'cpu', nominalQuota: '1', borrowingLimit: '3' };
    const resourceGroups = [{ coveredResources: ['cpu'], flavors: [{ name: 'f', resources: [quota] }] }];
    expect(problemsOf(object('Cohort', { resourceGroups }))[0]?.message).toContain('must be nil when parent is empty');
  });
});

describe('LocalQueue', () => {
  it('is read with its namespace, if it says one', () => {
    const queue = object('LocalQueue', { clusterQueue: 'cq', fairSharing: { weight: 2 } });
    expect(accepted(queue, { ...queue, metadata: { name: 'a', namespace: 'ns' } }).localQueues).toEqual([
      { name: 'a', clusterQueue: 'cq', stopPolicy: 'None', fairSharing: { weight: 2 } },
      { name: 'a', namespace: 'ns', clusterQueue: 'cq', stopPolicy: 'None', fairSharing: { weight: 2 } },
    ]);
  });

  it('with a weight that only its schema takes for a quantity is refused', () => {
    expect(problemLines(object('LocalQueue', { clusterQueue: 'cq', fairSharing: { weight: '1e1.5' } }))).toEqual([
      expect.stringContaining('error invalid-quantity spec.fairSharing.weight'),
    ]);
  });
});

describe('WorkloadPriorityClass and AdmissionCheck', () => {
  it('are read', () => {
    const priority = { apiVersion: V1BETA2, kind: 'WorkloadPriorityClass', metadata: { name: 'high' }, value: 1000 };
    const status = { conditions: [{ type: 'Active', status: 'False' }] };
    const check = object('AdmissionCheck', { controllerName: 'x' }, { status });
    const { workloadPriorityClasses, admissionChecks } = accepted(priority, check, {
      ...check,
      metadata: { name: 'b' },
      status: undefined,
    });
    expect(workloadPriorityClasses).toEqual([{ name: 'high', value: 1000 }]);
    expect(admissionChecks).toEqual([
      { name: 'a', controllerName: 'x', isActive: false },
      { name: 'b', controllerName: 'x' },
    ]);
  });
});

describe("Kueue's kinds", () => {
  it.each([
    ['no object as metadata', { metadata: 'a' }, 'wrong-type metadata'],
    ['a number as label', { metadata: { name: 'a', labels: { a: 1 } } }, 'wrong-type metadata.labels.a'],
    ['no name', { metadata: {} }, 'missing metadata.name'],
    ['a list as spec', { spec: [] }, 'wrong-type spec'],
    ['a mistyped key of the whole', { sepc: {} }, 'unknown-key sepc'],
    ['a mistyped key of the metadata', { metadata: { name: 'a', lables: {} } }, 'unknown-key metadata.lables'],
  ])('with %s are refused', (_, more, expected) => {
    expect(problemLines(object('Cohort', {}, more))).toEqual([expect.stringContaining(`error ${expected}`)]);
  });

  it('tell of a long value what is wrong with it, shortened', () => {
    const [problem] = problemsOf(object('Cohort', { parentName: '\u001b'.repeat(253) }));
    expect(problem?.message.length).toBeLessThan(1000);
    expect(problem?.message).toMatch(/^spec\.parentName: Invalid value: .* … .*in body should match/);
    expect(problem?.message).not.toContain('\u001b');
  });

  it('of the same name twice are an error', () => {
    expect(problemLines([object('Cohort', {}), object('Cohort', {}), object('Topology', undefined)])).toEqual([
      expect.stringContaining('error duplicate [1].metadata.name'),
    ]);
  });
});
