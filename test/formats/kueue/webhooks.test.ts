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
      'a covered resource with characters that mean something in HTML, which JSON escapes',
      { resourceGroups: [group('f', { 'a<': {} })] },
      [`${groups}[0].coveredResources[0]: Invalid value: "a\\u003c": name part ${KEY_RULE}`],
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
    ['more than an int64 by two', quota({ nominalQuota: '9Ei', lendingLimit: '16Ei' }), []],
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
            { key: 'k', operator: '<', values: ['1'] },
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
        'spec.namespaceSelector.matchExpressions[2].operator: Invalid value: "\\u003c": not a valid selector operator',
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
    [
      'a check on a flavor where there are none',
      { admissionChecksStrategy: { admissionChecks: [{ name: 'c', onFlavors: ['f'] }] } },
      ['spec.admissionChecksStrategy.admissionChecks[0].onFlavors[0]: Unsupported value: "f"'],
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
