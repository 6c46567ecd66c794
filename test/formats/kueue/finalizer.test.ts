import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/formats/kueue/kueue-kind.ts';
import { errorTexts, kueueObject, validate } from './validate.ts';

const IN_USE = 'kueue.x-k8s.io/resource-in-use';
const UNCHECKED =
  '<nil>: Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing ' +
  'errors to complete validation';

describe("Kueue's finalizer", () => {
  const queue = (finalizers: readonly string[], resource: object, more: object = {}) =>
    kueueObject(
      'ClusterQueue',
      { resourceGroups: [{ coveredResources: ['cpu'], flavors: [{ name: 'f', resources: [resource] }] }], ...more },
      { metadata: { name: 'x', finalizers } },
    );
  const stored = (object: JsonObject) => {
    const { metadata, spec } = validate(object).object ?? {};
    const { resourceGroups } = spec as { resourceGroups: { flavors: { resources: object[] }[] }[] };
    return [metadata, resourceGroups[0]?.flavors[0]?.resources[0]];
  };

  it('is added behind others, and the object is written anew as Go does', () => {
    expect(stored(queue(['a.io/b'], { name: 'cpu', nominalQuota: '1000m' }))).toEqual([
      { name: 'x', finalizers: ['a.io/b', IN_USE] },
      { name: 'cpu', nominalQuota: '1' },
    ]);
  });

  it('that is there already leaves the object as it was written', () => {
    expect(stored(queue([IN_USE], { name: 'cpu', nominalQuota: '1000m' }))).toEqual([
      { name: 'x', finalizers: [IN_USE] },
      { name: 'cpu', nominalQuota: '1000m' },
    ]);
  });

  it('takes away spaces around a quantity', () => {
    const padded = { name: 'cpu', nominalQuota: ' 1 ' };
    expect(stored(queue([], padded))[1]).toEqual({ name: 'cpu', nominalQuota: '1' });
    const path = 'spec.resourceGroups[0].flavors[0].resources[0].nominalQuota';
    expect(errorTexts(queue([IN_USE], padded))).toEqual([expect.stringContaining(`${path}: Invalid value: " 1 "`)]);
  });

  it.each(['-', '+', '.', '-.', 'e1', 'Gi', 'm'])('makes 0 of a quantity without digits: %s', (nominalQuota) => {
    expect(stored(queue([], { name: 'cpu', nominalQuota }))[1]).toEqual({ name: 'cpu', nominalQuota: '0' });
    expect(errorTexts(queue([IN_USE], { name: 'cpu', nominalQuota }))).toHaveLength(1);
  });

  it.each([
    ['2026-01-02T03:04:05,5Z', '2026-01-02T03:04:05Z'],
    ['2026-01-02T3:04:05Z', '2026-01-02T03:04:05Z'],
    ['2026-01-02T03:04:05+24:00', '2026-01-01T03:04:05Z'],
  ])('writes a time as Go reads it: %s', (timeAdded, expected) => {
    const taint = { key: 'a', effect: 'NoSchedule', timeAdded };
    const { object } = validate(kueueObject('ResourceFlavor', { nodeTaints: [taint] }));
    expect(object?.spec).toEqual({ nodeTaints: [{ ...taint, timeAdded: expected }] });
  });

  it("makes null of Go's zero time", () => {
    const taint = { key: 'a', effect: 'NoSchedule', timeAdded: '0001-01-01T00:00:00Z' };
    const path = 'spec.nodeTaints[0].timeAdded';
    expect(errorTexts(kueueObject('ResourceFlavor', { nodeTaints: [taint] }))).toEqual([
      `${path}: Invalid value: "null": ${path} in body must be of type string: "null"`,
    ]);
  });

  it('makes up for a missing quota', () => {
    expect(stored(queue([], { name: 'cpu' }))[1]).toEqual({ name: 'cpu', nominalQuota: '0' });
    const path = 'spec.resourceGroups[0].flavors[0].resources[0].nominalQuota';
    expect(errorTexts(queue([IN_USE], { name: 'cpu' }))).toEqual([`${path}: Required value`]);
  });

  it('turns other mistakes into others', () => {
    const name = 'spec.resourceGroups[0].flavors[0].name';
    const resourceGroups = [
      { coveredResources: ['cpu'], flavors: [{ resources: [{ name: 'cpu', nominalQuota: 1.5 }] }] },
    ];
    expect(errorTexts(kueueObject('ClusterQueue', { resourceGroups }))).toEqual([
      expect.stringContaining(`${name}: Invalid value: "": ${name} in body should match '^[a-z0-9]`),
    ]);
    const taints = { nodeTaints: [{ value: 'v', effect: 'NoSchedule' }, { key: 'k' }] };
    expect(errorTexts(kueueObject('ResourceFlavor', taints))).toEqual([
      "spec.nodeTaints: Invalid value: supported taint effect values: 'NoSchedule', 'PreferNoSchedule', 'NoExecute'",
    ]);
    const selector = { namespaceSelector: { matchExpressions: [{ key: 'k' }] } };
    expect(errorTexts(kueueObject('ClusterQueue', selector))).toEqual([
      'spec.namespaceSelector.matchExpressions[0].operator: Invalid value: "": not a valid selector operator',
    ]);
  });

  it('fills in a spec that is absent', () => {
    expect(validate(kueueObject('ResourceFlavor')).object?.spec).toEqual({});
    expect(validate(kueueObject('ClusterQueue')).object?.spec).toMatchObject({ queueingStrategy: 'BestEffortFIFO' });
  });

  it('is not added to what Go cannot read: then the schema speaks of the object as it was written', () => {
    const object = queue([], { name: 5 });
    expect(validate(object).errors.map(({ text }) => text)).toEqual([
      'spec.resourceGroups[0].flavors[0].resources[0].nominalQuota: Required value',
      'spec.resourceGroups[0].flavors[0].resources[0].name: Invalid value: "integer": spec.resourceGroups[0].flavors[0].resources[0].name in body must be of type string: "integer"',
      UNCHECKED,
    ]);
  });
});
