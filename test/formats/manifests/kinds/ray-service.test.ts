import { describe, expect, it } from 'vitest';
import { derive, ELASTIC, errorLines, podSetLines, rayService, template } from './samples.ts';

const SIZE = 'kueue.x-k8s.io/podset-slice-size';

describe('RayService', () => {
  it('has the pod sets of its cluster, which is held back', () => {
    const derived = derive(rayService());
    expect(podSetLines(derived)).toEqual(['head x1 [c]', 'gpu x6 [c]']);
    expect(derived.changes).toEqual([{ path: '/spec/rayClusterConfig/suspend', value: true }]);
  });

  it('is told of fields by the name that Kueue has for them', () => {
    const headGroupSpec = { template: template('1', { [SIZE]: '1' }) };
    expect(errorLines(derive(rayService({ enableInTreeAutoscaling: true, headGroupSpec })))).toEqual([
      'spec.rayClusterSpec.enableInTreeAutoscaling FieldValueInvalid',
      `spec.rayClusterSpec.headGroupSpec.template.metadata.annotations[${SIZE}] FieldValueForbidden`,
    ]);
  });

  it('gates all of its pods when it is elastic', () => {
    const { podSets } = derive(rayService({ enableInTreeAutoscaling: true }, ELASTIC));
    const gates = 'podSets' in podSets && podSets.podSets.map(({ template: { spec } }) => spec?.schedulingGates);
    expect(gates).toEqual(Array(2).fill([{ name: 'kueue.x-k8s.io/elastic-job' }]));
  });
});
