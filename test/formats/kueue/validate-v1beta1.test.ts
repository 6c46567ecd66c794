import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/formats/kueue/kueue-kind.ts';
import { errorTexts, group, kueueObject, validate } from './validate.ts';

function v1beta1(kind: string, spec?: unknown, more: object = {}): JsonObject {
  return kueueObject(kind, spec, { apiVersion: 'kueue.x-k8s.io/v1beta1', ...more });
}

describe('an object of v1beta1', () => {
  it('is stored in v1beta2 and given back as it was sent', () => {
    const spec = { cohort: 'c', flavorFungibility: { whenCanBorrow: 'Borrow', whenCanPreempt: 'Preempt' } };
    const { object, stored } = validate(v1beta1('ClusterQueue', spec));
    const flavorFungibility = { whenCanBorrow: 'MayStopSearch', whenCanPreempt: 'MayStopSearch' };
    expect(stored?.spec).toMatchObject({ cohortName: 'c', flavorFungibility });
    expect(object?.spec).toMatchObject({ cohort: 'c', flavorFungibility });
    expect(object?.status).toEqual({ admittedWorkloads: 0, pendingWorkloads: 0, reservingWorkloads: 0 });
  });

  it('loses admissionChecks to a strategy, and a strategy to them', () => {
    const admissionChecksStrategy = { admissionChecks: [{ name: 'z' }] };
    const { object } = validate(v1beta1('ClusterQueue', { admissionChecks: ['a'], admissionChecksStrategy }));
    expect(object?.spec).toMatchObject({ admissionChecksStrategy: { admissionChecks: [{ name: 'a' }] } });
    expect(object?.spec).not.toHaveProperty('admissionChecks');
  });

  const LIST = (path: string) => `${path}: Invalid value: "null": ${path} in body must be of type array: "null"`;
  const resources = [{ name: 'cpu', nominalQuota: 1 }];
  it.each([
    ['coveredResources', { flavors: [{ name: 'f', resources }] }, ['coveredResources']],
    ['flavors', { coveredResources: ['cpu'] }, ['flavors']],
    ['resources', { coveredResources: ['cpu'], flavors: [{ name: 'f' }] }, ['flavors[0].resources']],
    [
      'empty ones',
      { coveredResources: [], flavors: [{ name: 'f', resources: [] }] },
      ['coveredResources', 'flavors[0].resources'],
    ],
  ])('gets null for lists that Go cannot leave out when the finalizer is added: %s', (_, resourceGroup, paths) => {
    const queue = v1beta1('ClusterQueue', { resourceGroups: [resourceGroup] });
    expect(errorTexts(queue)).toEqual(paths.map((path) => LIST(`spec.resourceGroups[0].${path}`)));
  });

  it.each([
    ['once the finalizer is there', { metadata: { name: 'x', finalizers: ['kueue.x-k8s.io/resource-in-use'] } }],
    ['in v1beta2', { apiVersion: 'kueue.x-k8s.io/v1beta2' }],
  ])('is asked for these lists %s', (_, more) => {
    const queue = v1beta1('ClusterQueue', { resourceGroups: [{ coveredResources: ['cpu'] }] }, more);
    expect(errorTexts(queue)).toEqual(['spec.resourceGroups[0].flavors: Required value']);
  });

  it('loses what the stored version has no place for', () => {
    const { object, stored } = validate(v1beta1('AdmissionCheck', { controllerName: 'c', retryDelayMinutes: 30 }));
    expect(stored?.spec).toEqual({ controllerName: 'c' });
    expect(object?.spec).toEqual({ controllerName: 'c', retryDelayMinutes: 15 });
  });

  it.each(['AdmissionCheck', 'ClusterQueue', 'LocalQueue', 'Workload'])(
    'may have any number of conditions as a %s',
    (kind) => {
      const spec = { AdmissionCheck: { controllerName: 'c' }, Workload: { podSets: [{ template: {} }] } }[kind];
      const conditions = Array.from({ length: 17 }, (_, index) => ({
        type: `T${index}`,
        status: 'True',
        reason: 'R',
        message: '',
        lastTransitionTime: '2026-01-02T03:04:05Z',
      }));
      const status = { conditions };
      const refusals = (object: JsonObject) => validate(object, 'status').errors.map(({ message }) => message);
      expect(refusals(v1beta1(kind, spec, { status }))).not.toContain('must have at most 16 items');
      expect(refusals(kueueObject(kind, spec, { status }))).toContain('must have at most 16 items');
    },
  );

  it.each(['Cohort', 'Workload'])('gets an empty status as a %s', (kind) => {
    const spec = kind === 'Workload' ? { podSets: [{ template: {} }] } : {};
    expect(validate(v1beta1(kind, spec)).object?.status).toEqual({});
  });

  it('loses empty texts, lists and maps of its pods', () => {
    const template = {
      spec: { containers: [{ name: 'c', image: '', args: [], env: [{ name: 'A', value: '' }] }], nodeSelector: {} },
    };
    const { object } = validate(v1beta1('Workload', { podSets: [{ template, topologyRequest: { required: '' } }] }));
    expect(object?.spec).toHaveProperty('podSets', [
      {
        name: 'main',
        count: 1,
        template: { metadata: {}, spec: { containers: [{ name: 'c', resources: {}, env: [{ name: 'A' }] }] } },
        topologyRequest: { required: '' },
      },
    ]);
  });

  it('that cannot be read is refused by the conversion if by nothing else', () => {
    const resourceGroups = [group('f', { cpu: { nominalQuota: '1e1.5' } })];
    expect(validate(v1beta1('Cohort', { resourceGroups })).errors).toMatchObject([
      { stage: 'webhook', type: 'Conversion' },
    ]);
  });

  it('keeps a topology assignment in its own form', () => {
    const topologyAssignment = {
      levels: ['h'],
      domains: [
        { values: ['a'], count: 1 },
        { values: ['b'], count: 2 },
      ],
    };
    const status = { admission: { clusterQueue: 'q', podSetAssignments: [{ name: 'main', topologyAssignment }] } };
    const { object, stored } = validate(v1beta1('Workload', { podSets: [{ template: {} }] }, { status }), 'status');
    expect(object?.status).toEqual(status);
    expect(stored?.status).toEqual({
      admission: {
        clusterQueue: 'q',
        podSetAssignments: [
          {
            name: 'main',
            topologyAssignment: {
              levels: ['h'],
              slices: [
                {
                  domainCount: 2,
                  podCounts: { individual: [1, 2] },
                  valuesPerLevel: [{ individual: { roots: ['a', 'b'] } }],
                },
              ],
            },
          },
        ],
      },
    });
  });
});
