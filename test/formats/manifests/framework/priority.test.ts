import { describe, expect, it } from 'vitest';
import { deriveOne } from '../derive.ts';
import { job, priorityClass, workloadPriorityClass } from '../objects.ts';

const QUEUE = { 'kueue.x-k8s.io/queue-name': 'q' };
const LABELLED = { labels: { ...QUEUE, 'kueue.x-k8s.io/priority-class': 'gold' } };

function withPodClass(priorityClassName: string): object {
  return { template: { spec: { priorityClassName, containers: [] } } };
}

const gold = workloadPriorityClass('gold', 10);
const high = priorityClass('high', 20);
const GOLD = { group: 'kueue.x-k8s.io', kind: 'WorkloadPriorityClass', name: 'gold' };
const HIGH = { group: 'scheduling.k8s.io', kind: 'PriorityClass', name: 'high' };

/** manifests fact 6 */
describe('the priority of a workload', () => {
  it.each([
    ['0 where nothing is said', job(), [gold, high], 0, undefined],
    ['that of its label', job(LABELLED), [gold], 10, GOLD],
    ['that of its label before that of its pods', job(LABELLED, withPodClass('high')), [gold, high], 10, GOLD],
    ['that of its pods', job({}, withPodClass('high')), [high], 20, HIGH],
    [
      'that of its pods before the default',
      job({}, withPodClass('high')),
      [high, priorityClass('d', 5, true)],
      20,
      HIGH,
    ],
    ['the default', job(), [high, priorityClass('d', 5, true)], 5, { ...HIGH, name: 'd' }],
    [
      'the default where its pods name nothing',
      job({}, withPodClass('')),
      [priorityClass('d', 5, true)],
      5,
      { ...HIGH, name: 'd' },
    ],
    [
      'the lowest of several defaults',
      job(),
      [priorityClass('a', 7, true), priorityClass('b', -5, true)],
      -5,
      { ...HIGH, name: 'b' },
    ],
    [
      'of equal defaults the first by name',
      job(),
      [priorityClass('b', 7, true), priorityClass('a', 7, true)],
      7,
      { ...HIGH, name: 'a' },
    ],
  ])('is %s', (_, given, classes, value, classRef) => {
    const spec = deriveOne([given, ...classes]).reconciliation?.workloads[0]?.spec;
    expect([spec?.priority, spec?.priorityClassRef]).toEqual([value, classRef]);
  });

  it('that names a WorkloadPriorityClass which is missing is an error, with an event', () => {
    const { reconciliation } = deriveOne([job(LABELLED), high]);
    expect(reconciliation).toMatchObject({
      workloads: [],
      reason: 'failed',
      error: 'workloadpriorityclasses.kueue.x-k8s.io "gold" not found',
      events: [{ reason: 'WorkloadPriorityClassNotFound', message: 'WorkloadPriorityClass "gold" not found' }],
    });
  });

  it('that names a PriorityClass which is missing is an error', () => {
    const { reconciliation } = deriveOne([job({}, withPodClass('high')), gold]);
    expect(reconciliation).toMatchObject({
      workloads: [],
      error: 'priorityclasses.scheduling.k8s.io "high" not found',
    });
    expect(reconciliation).not.toHaveProperty('events');
  });
});
