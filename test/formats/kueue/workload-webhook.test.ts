import { describe, expect, it } from 'vitest';
import { errorTexts, kueueObject, validate } from './validate.ts';

const KEY_RULE =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. " +
  "'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end " +
  "with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is " +
  "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

const DATA_SOURCE = 'volumeClaimTemplate.spec.dataSource.apiGroup';

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

  it.each(['v1beta1', 'v1beta2'])('of %s has null for containers when it is written anew without any', (version) => {
    const pods = podSet({ minCount: 1, template: { spec: {} } });
    const object = workload([pods], { apiVersion: `kueue.x-k8s.io/${version}` });
    const path = 'spec.podSets[0].template.spec.containers';
    expect(errorTexts(object, 'create', { PartialAdmission: false })).toEqual([
      `${path}: Invalid value: "null": ${path} in body must be of type array: "null"`,
    ]);
    expect(errorTexts(object)).toEqual([`${path}: Required value`]);
  });

  it.each([
    ['projected', {}, 'sources', 'array'],
    ['cephfs', {}, 'monitors', 'array'],
    ['scaleIO', {}, 'secretRef', 'object'],
    ['ephemeral', { volumeClaimTemplate: { spec: { dataSource: {} } } }, DATA_SOURCE, 'string'],
  ])('has null for what a volume %s lacks when it is written anew', (type, volume, field, wanted) => {
    const spec = { containers: [], volumes: [{ name: 'v', [type]: volume }] };
    const object = workload([podSet({ minCount: 1, template: { spec } })]);
    const path = `spec.podSets[0].template.spec.volumes[0].${type}.${field}`;
    expect(errorTexts(object, 'create', { PartialAdmission: false })).toContain(
      `${path}: Invalid value: "null": ${path} in body must be of type ${wanted}: "null"`,
    );
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
