import { describe, expect, it } from 'vitest';
import { errorTexts, group, kueueObject, validate } from './validate.ts';

const KEY_RULE =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. " +
  "'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end " +
  "with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is " +
  "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

describe('the webhook of ClusterQueues', () => {
  const queue = (spec: object) => kueueObject('ClusterQueue', { cohortName: 'c', ...spec });
  const groups = 'spec.resourceGroups';
  const quota = (more: object) => ({ resourceGroups: [group('f', { cpu: more })] });
  const first = `${groups}[0].flavors[0].resources[0]`;

  it.each([
    [
      'a covered resource that is no label key',
      { resourceGroups: [group('f', { 'a b': {} })] },
      [`${groups}[0].coveredResources[0]: Invalid value: "a b": name part ${KEY_RULE}`],
    ],
    [
      'a resource that an earlier group covers',
      { resourceGroups: [group('f', { cpu: {} }), group('g', { cpu: {} })] },
      [`${groups}[1].coveredResources[0]: Duplicate value: "cpu"`],
    ],
    [
      'a flavor that an earlier group has',
      { resourceGroups: [group('f', { cpu: {} }), group('f', { gpu: {} })] },
      [`${groups}[1].flavors[0].name: Duplicate value: "f"`],
    ],
    [
      'resources in another order',
      { resourceGroups: [{ ...group('f', { cpu: {}, gpu: {} }), coveredResources: ['gpu', 'cpu'] }] },
      [
        `${first}.name: Invalid value: "cpu": must match the name in coveredResources`,
        `${groups}[0].flavors[0].resources[1].name: Invalid value: "gpu": must match the name in coveredResources`,
      ],
    ],
    [
      'a negative quota',
      quota({ nominalQuota: '-0.5' }),
      [`${first}.nominalQuota: Invalid value: "-500m": must be greater than or equal to 0`],
    ],
    [
      'negative limits',
      quota({ borrowingLimit: -1, lendingLimit: '-1Ki' }),
      [
        `${first}.borrowingLimit: Invalid value: "-1": must be greater than or equal to 0`,
        `${first}.lendingLimit: Invalid value: "-1Ki": must be greater than or equal to 0`,
      ],
    ],
    [
      'a lending limit above its quota',
      quota({ lendingLimit: '1001m' }),
      [`${first}.lendingLimit: Invalid value: "1001m": must be less than or equal to the nominalQuota`],
    ],
    ['a lending limit of all its quota', quota({ lendingLimit: '1000m' }), []],
    [
      'a negative weight',
      { fairSharing: { weight: -1 } },
      ['spec.fairSharing: Invalid value: "-1": must be greater than or equal to 0'],
    ],
    [
      'a weight too small to count with',
      { fairSharing: { weight: '0.5n' } },
      ['spec.fairSharing: Invalid value: "1n": When not 0, weight must be > 10e-9'],
    ],
    ['no weight', { fairSharing: { weight: 0 } }, []],
    [
      'a namespace selector with mistakes',
      {
        namespaceSelector: {
          matchLabels: { 'a b': 'x y' },
          matchExpressions: [
            { key: '/x', operator: 'In' },
            { key: 'k', operator: 'Exists', values: ['v'] },
            { key: 'k', operator: 'Gt', values: ['1'] },
            { key: 'k', operator: 'NotIn', values: ['ok', 'n o'] },
          ],
        },
      },
      [
        `spec.namespaceSelector.matchLabels: Invalid value: "a b": name part ${KEY_RULE}`,
        `spec.namespaceSelector.matchLabels: Invalid value: "x y": ${VALUE_RULE}`,
        "spec.namespaceSelector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
        'spec.namespaceSelector.matchExpressions[0].key: Invalid value: "/x": prefix part must be non-empty',
        "spec.namespaceSelector.matchExpressions[1].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
        'spec.namespaceSelector.matchExpressions[2].operator: Invalid value: "Gt": not a valid selector operator',
        `spec.namespaceSelector.matchExpressions[3].values[1]: Invalid value: "n o": ${VALUE_RULE}`,
      ],
    ],
    [
      'a check on a flavor that it has not',
      {
        resourceGroups: [group('g', { cpu: {} }), group('f', { gpu: {} })],
        admissionChecksStrategy: { admissionChecks: [{ name: 'c', onFlavors: ['f', 'h'] }] },
      },
      [
        'spec.admissionChecksStrategy.admissionChecks[0].onFlavors[1]: Unsupported value: "h": supported values: "f", "g"',
      ],
    ],
  ])('with %s says so', (_, spec, expected) => {
    expect(errorTexts(queue(spec))).toEqual(expected);
  });

  it('forbids a lending limit without a cohort', () => {
    expect(errorTexts(kueueObject('ClusterQueue', quota({ lendingLimit: '1' })))).toEqual([
      `${first}.lendingLimit: Invalid value: "1": must be nil when cohort is empty`,
    ]);
  });

  it('bounds what all groups have together', () => {
    const names = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
    const flavors = (prefix: string, count: number, resources: readonly string[]) =>
      names(prefix, count).map((name) => ({
        name,
        resources: resources.map((resource) => ({ name: resource, nominalQuota: 1 })),
      }));
    const many = ['a', 'b', 'c', 'd', 'e'].map((resource) => ({
      coveredResources: [resource],
      flavors: flavors(resource, 52, [resource]),
    }));
    expect(errorTexts(queue({ resourceGroups: many }))).toEqual([
      'spec.resourceGroups: Invalid value: 260: total number of flavors across all resourceGroups must be ≤ 256, got 260',
    ]);
    const wide = ['a', 'b', 'c', 'd', 'e'].map((flavor) => {
      const coveredResources = names(`${flavor}/r`, 52);
      return { coveredResources, flavors: flavors(flavor, 1, coveredResources) };
    });
    expect(errorTexts(queue({ resourceGroups: wide }))).toEqual([
      'spec.resourceGroups: Invalid value: 260: total number of covered resources across all resourceGroups must be ≤ 256, got 260',
    ]);
    const coveredResources = names('r', 33);
    const large = [{ coveredResources, flavors: flavors('f', 16, coveredResources) }];
    expect(errorTexts(queue({ resourceGroups: large }))).toEqual([
      'spec.resourceGroups[0]: Invalid value: 528: number of flavor-resource combinations in a resourceGroup must be ≤ 512, got 528',
    ]);
  });

  describe('about concurrent admission', () => {
    const policy = (migration: object) => ({ concurrentAdmissionPolicy: { migration } });
    const gates = { ConcurrentAdmission: true };
    const preferred = { mode: 'TryPreferredFlavors' };

    it('says nothing without the gate', () => {
      expect(errorTexts(queue(policy(preferred)))).toEqual([]);
    });

    it.each([
      [
        'no group',
        policy(preferred),
        [
          'spec.resourceGroups: Invalid value: 0: must have exactly one ResourceGroup when ConcurrentAdmissionPolicy is defined',
        ],
      ],
      [
        'constraints in another mode',
        { ...quota({}), ...policy({ mode: 'RetainFirstAdmission', constraints: { lastAcceptableFlavorName: 'g' } }) },
        [
          'spec.concurrentAdmissionPolicy.migration.constraints: Forbidden: may only be set when migration.mode is "TryPreferredFlavors" (got "RetainFirstAdmission")',
        ],
      ],
      [
        'a last flavor that the queue has not',
        { ...quota({}), ...policy({ ...preferred, constraints: { lastAcceptableFlavorName: 'g' } }) },
        [
          'spec.concurrentAdmissionPolicy.migration.constraints.lastAcceptableFlavorName: Invalid value: "g": must be one of the flavors defined in the ClusterQueue: [f]',
        ],
      ],
      [
        'strict order',
        { ...quota({}), ...policy(preferred), queueingStrategy: 'StrictFIFO' },
        [
          'spec.queueingStrategy: Invalid value: "StrictFIFO": StrictFIFO queueing strategy cannot be used when ConcurrentAdmissionPolicy is defined',
        ],
      ],
    ])('refuses %s', (_, spec, expected) => {
      expect(errorTexts(queue(spec), 'create', gates)).toEqual(expected);
    });

    it('refuses more than 16 flavors', () => {
      const resources = [{ name: 'cpu', nominalQuota: 1 }];
      const flavors = Array.from({ length: 17 }, (_, i) => ({ name: `f${i}`, resources }));
      const spec = { resourceGroups: [{ coveredResources: ['cpu'], flavors }], ...policy(preferred) };
      expect(errorTexts(queue(spec), 'create', gates)).toEqual([
        'spec.resourceGroups[0].flavors: Invalid value: 17: cannot have more than 16 resource flavors in the ResourceGroup when ConcurrentAdmissionPolicy is defined',
      ]);
    });
  });
});

describe('the webhook of Cohorts', () => {
  it('lets a cohort lend more than it has, and be its own parent', () => {
    const resourceGroups = [group('f', { cpu: { lendingLimit: '5' } })];
    expect(errorTexts(kueueObject('Cohort', { parentName: 'x', resourceGroups }))).toEqual([]);
  });

  it('forbids limits without a parent', () => {
    const resourceGroups = [group('f', { cpu: { lendingLimit: '1', borrowingLimit: '1' } })];
    const path = 'spec.resourceGroups[0].flavors[0].resources[0]';
    expect(errorTexts(kueueObject('Cohort', { resourceGroups }))).toEqual([
      `${path}.borrowingLimit: Invalid value: "1": must be nil when parent is empty`,
      `${path}.lendingLimit: Invalid value: "1": must be nil when parent is empty`,
    ]);
  });

  it('cannot read a quantity that only the schema takes for one', () => {
    const resourceGroups = [group('f', { cpu: { nominalQuota: '1e1.5' } })];
    expect(validate(kueueObject('Cohort', { resourceGroups })).errors).toMatchObject([
      {
        stage: 'webhook',
        type: 'Decode',
        text: 'Error from server: admission webhook "vcohort.kb.io" denied the request: quantities must match the regular expression \'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$\'',
      },
    ]);
  });
});

describe('the webhook of ResourceFlavors', () => {
  it.each([
    [
      'labels that no node could have',
      { nodeLabels: { 'a b': 'x y' } },
      [
        `spec.nodeLabels: Invalid value: "a b": name part ${KEY_RULE}`,
        `spec.nodeLabels: Invalid value: "x y": ${VALUE_RULE}`,
      ],
    ],
    [
      'a taint with mistakes',
      { nodeTaints: [{ key: 'a b', value: `${'x'.repeat(64)} y`, effect: 'NoSchedule' }] },
      [
        `spec.nodeTaints[0].key: Invalid value: "a b": name part ${KEY_RULE}`,
        `spec.nodeTaints[0].value: Invalid value: "${'x'.repeat(64)} y": must be no more than 63 bytes;${VALUE_RULE}`,
      ],
    ],
    [
      'a taint twice',
      {
        nodeTaints: [
          { key: 'a', effect: 'NoSchedule' },
          { key: 'a', effect: 'NoExecute' },
          { effect: 'NoSchedule', value: 'v', key: 'a' },
        ],
      },
      [
        'spec.nodeTaints[2]: Duplicate value: {"key":"a","value":"v","effect":"NoSchedule"}: taints must be unique by key and effect pair',
      ],
    ],
    [
      'a toleration of no key that could be',
      { tolerations: [{ key: 'a b', operator: 'Exists' }] },
      [`spec.tolerations[0].key: Invalid value: "a b": name part ${KEY_RULE}`],
    ],
    ['a toleration of every key', { tolerations: [{ operator: 'Exists' }] }, []],
  ])('with %s says so', (_, spec, expected) => {
    expect(errorTexts(kueueObject('ResourceFlavor', spec))).toEqual(expected);
  });
});

describe('the webhook of Workloads', () => {
  const podSet = (more: object = {}) => ({ name: 'main', count: 4, template: {}, ...more });
  const workload = (podSets: readonly object[], more: object = {}) => kueueObject('Workload', { podSets }, more);
  const template = (spec: object, metadata: object = {}) => ({ metadata, spec: { containers: [], ...spec } });
  const annotated = (annotations: object) => workload([podSet()], { metadata: { name: 'x', annotations } });
  const path = 'spec.podSets[0]';

  it.each([
    [
      'labels and annotations of its pods',
      template({}, { labels: { a: 'x y' }, annotations: { 'a b': '' } }),
      [
        `${path}.template.metadata.labels: Invalid value: "x y": ${VALUE_RULE}`,
        `${path}.template.metadata.annotations: Invalid value: "a b": name part ${KEY_RULE}`,
      ],
    ],
    [
      'requests of its pods',
      template({
        initContainers: [{ name: 'i', resources: { limits: { pods: 1 } } }],
        containers: [{ name: 'c', resources: { requests: { cpu: '-1', 'a/b': '-2' } } }],
        resources: { requests: { memory: '-1Ki' } },
      }),
      [
        `${path}.template.spec.initContainers[0].resources.limits[pods]: Invalid value: "pods": the key is reserved for internal kueue use`,
        `${path}.template.spec.containers[0].resources.requests[cpu]: Invalid value: "-1": must be greater than or equal to 0`,
        `${path}.template.spec.containers[0].resources.requests[a/b]: Invalid value: "-2": must be greater than or equal to 0`,
        `${path}.template.spec.resources.requests[memory]: Invalid value: "-1Ki": must be greater than or equal to 0`,
      ],
    ],
  ])('looks at %s', (_, template, expected) => {
    expect(errorTexts(workload([podSet({ template })]))).toEqual(expected);
  });

  it.each([
    ['WorkloadValidationForPodSetMetadata', template({}, { labels: { a: 'x y' } })],
    ['WorkloadValidateResourcesAreNonNegative', template({ resources: { limits: { cpu: -1 } } })],
  ])('does not without the gate %s', (gate, template) => {
    expect(errorTexts(workload([podSet({ template })]), 'create', { [gate]: false })).toEqual([]);
  });

  it('wants both a topology and a size for slices', () => {
    const required = (topologyRequest: object) => workload([podSet({ topologyRequest })]);
    const size = `${path}.topologyRequest.podSetSliceSize`;
    expect(errorTexts(required({ podSetSliceRequiredTopology: 'rack' }))).toEqual([
      `${size}: Required value: must be set when podSetSliceRequiredTopology is specified`,
    ]);
    expect(errorTexts(required({ podSetSliceSize: 2 }))).toEqual([
      `${size}: Forbidden: may not be set when podSetSliceRequiredTopology is not specified`,
    ]);
    expect(errorTexts(required({ podSetSliceSize: 2 }), 'create', { TASValidateWorkloadSliceSize: false })).toEqual([]);
    expect(errorTexts(required({ required: 'a', preferred: 'b', unconstrained: true }))).toEqual([]);
  });

  it('allows one pod set to take fewer pods, and none of an elastic job', () => {
    const two = [podSet({ minCount: 1 }), podSet({ name: 'b', minCount: 1 })];
    expect(errorTexts(workload(two))).toEqual(['spec.podSets: Invalid value: 2: at most one podSet can use minCount']);
    const elastic = { metadata: { name: 'x', annotations: { 'kueue.x-k8s.io/elastic-job': 'true' } } };
    const text = 'spec.podSets: Invalid value: 1: partial admission and elastic job cannot be used together';
    expect(errorTexts(workload([podSet({ minCount: 1 })], elastic))).toEqual([text]);
    const gates = { ElasticJobsViaWorkloadSlices: false };
    expect(errorTexts(workload([podSet({ minCount: 1 })], elastic), 'create', gates)).toEqual([]);
  });

  it('drops minCount without the gate PartialAdmission, and writes all anew as Go does', () => {
    const containers = [{ name: 'c', resources: { limits: { cpu: '1000m' } } }, { name: 'd' }];
    const pods = podSet({ minCount: 1, template: { spec: { containers } } });
    const { object } = validate(workload([pods]), 'create', { PartialAdmission: false });
    expect(object?.spec).toEqual({
      active: true,
      podSets: [
        {
          name: 'main',
          count: 4,
          template: {
            metadata: {},
            spec: {
              containers: [
                { name: 'c', resources: { limits: { cpu: '1' } } },
                { name: 'd', resources: {} },
              ],
            },
          },
        },
      ],
    });
    expect(validate(workload([pods])).object?.spec).toEqual({ active: true, podSets: [pods] });
  });

  const GATED = 'kueue.x-k8s.io/admission-gated-by';
  const gated = `metadata.annotations[${GATED}]`;

  it.each([
    ['', []],
    ['acme.io/foo, acme.io/bar', []],
    ['a.io/b,,c.io/d', [`${gated}: Invalid value: "a.io/b,,c.io/d": cannot contain empty gate names`]],
    ['a.io/b,a.io/b', [`${gated}: Invalid value: "a.io/b,a.io/b": duplicate gate name: a.io/b`]],
    ['foo', [`${gated}: Invalid value: "foo": must be a domain-prefixed path (such as "acme.io/foo")`]],
    [
      'a.io/b?',
      [`${gated}: Invalid value: "b?": Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')`],
    ],
    [`a.io/${'b'.repeat(60)}`, [`${gated}: Too long: may not be more than 63 bytes`]],
  ])('takes %j as the names of who holds it back, or says why not', (text, expected) => {
    expect(errorTexts(annotated({ [GATED]: text }))).toEqual(expected);
    expect(errorTexts(annotated({ [GATED]: text }), 'create', { AdmissionGatedBy: false })).toEqual([]);
  });

  const BOOST = 'kueue.x-k8s.io/priority-boost';
  const boost = `metadata.annotations[${BOOST}]`;

  it.each([
    ['-5', []],
    [
      '',
      [`${boost}: Invalid value: "": must be a valid signed integer; use "0" explicitly, empty string is not allowed`],
    ],
    ['2147483648', [`${boost}: Invalid value: "2147483648": must be a valid signed integer`]],
    ['1.5', [`${boost}: Invalid value: "1.5": must be a valid signed integer`]],
  ])('takes %j as a boost of its priority, or says why not', (text, expected) => {
    expect(errorTexts(annotated({ [BOOST]: text }), 'create', { PriorityBoost: true })).toEqual(expected);
    expect(errorTexts(annotated({ [BOOST]: text }))).toEqual([]);
  });

  describe('about the status', () => {
    const time = '2026-01-02T03:04:05Z';
    const reserved = [{ type: 'QuotaReserved', status: 'True', reason: 'R', message: '', lastTransitionTime: time }];
    const withStatus = (status: object, more: object = {}) => workload([podSet()], { status, ...more });
    const check = (update: object) => ({
      admissionChecks: [
        {
          name: 'c',
          state: 'Ready',
          message: '',
          lastTransitionTime: time,
          podSetUpdates: [{ name: 'main', ...update }],
        },
      ],
    });
    const assigned = (more: object) => ({
      conditions: reserved,
      admission: { clusterQueue: 'q', podSetAssignments: [{ name: 'main', ...more }] },
    });
    const assignment = 'status.admission.podSetAssignments[0]';
    const update = 'status.admissionChecks[0].podSetUpdates[0]';

    it.each([
      [
        'a reservation without an admission',
        { conditions: reserved },
        ['status.admission: Required value: must be set while the QuotaReserved condition is true'],
      ],
      ['an admission of pods that there are not', assigned({ name: 'b' }), [`${assignment}.name: Not found: "b"`]],
      [
        'usage that pods cannot share evenly',
        assigned({ count: 4, resourceUsage: { cpu: '2', gpu: 6, memory: '8' } }),
        [`${assignment}.resourceUsage[gpu]: Invalid value: "6": is not a multiple of <ADDRESS>`],
      ],
      [
        'pods given back that there are not',
        {
          reclaimablePods: [
            { name: 'b', count: 1 },
            { name: 'main', count: 5 },
          ],
        },
        [
          'status.reclaimablePods[b].name: Unsupported value: "b": supported values: "main"',
          'status.reclaimablePods[main].count: Invalid value: 5: should be less or equal to 4',
        ],
      ],
      [
        'an update of pods that there are not',
        check({ name: 'b' }),
        [`${update}.name: Unsupported value: "b": supported values: "main"`],
      ],
      [
        'an update with mistakes',
        check({
          tolerations: [{ key: 'a b', operator: 'Exists' }],
          annotations: { 'a b': '' },
          nodeSelector: { a: 'x y' },
          labels: { 'a/': '' },
        }),
        [
          `${update}.tolerations[0].key: Invalid value: "a b": name part ${KEY_RULE}`,
          `${update}.annotations: Invalid value: "a b": name part ${KEY_RULE}`,
          `${update}.nodeSelector: Invalid value: "x y": ${VALUE_RULE}`,
          `${update}.labels: Invalid value: "a/": name part must be non-empty`,
          `${update}.labels: Invalid value: "a/": name part ${KEY_RULE}`,
        ],
      ],
      [
        'a condition whose name is too long for a label',
        { conditions: [{ ...reserved[0], type: 'A'.repeat(64) }] },
        [
          'status.conditions[0].type: Invalid value: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA": name part must be no more than 63 bytes',
        ],
      ],
      [
        'a condition that never came',
        { conditions: [{ ...reserved[0], type: 'A', lastTransitionTime: '0001-01-01T00:00:00Z' }] },
        ['status.conditions[0].lastTransitionTime: Required value'],
      ],
      [
        'a cluster that was not nominated',
        { clusterName: 'w1' },
        [
          'status.clusterName: Invalid value: "w1": when setting clusterName it must be one of the nominatedClusterNames',
        ],
      ],
    ])('refuses %s', (_, status, expected) => {
      expect(errorTexts(withStatus(status), 'status')).toEqual(expected);
      expect(errorTexts(withStatus(status))).toEqual([]);
    });

    it('lets a slice take the cluster of the one that it replaces', () => {
      const annotations = { 'kueue.x-k8s.io/workload-slice-replacement-for': 'ns/w' };
      const replacing = withStatus({ clusterName: 'w1' }, { metadata: { name: 'x', annotations } });
      expect(errorTexts(replacing, 'status')).toEqual([]);
    });

    it('takes what is stored for what it is: a cluster was nominated once', () => {
      expect(errorTexts(withStatus({ clusterName: 'w1' }), 'stored')).toEqual([]);
    });
  });
});
