import { describe, expect, it } from 'vitest';
import { derive } from '../derive.ts';
import type { ManifestObject } from '../examples.ts';
import { controlledBy, job, localQueue } from '../objects.ts';

const QUEUE = { 'kueue.x-k8s.io/queue-name': 'q' };

function jobSet(labels: object, more: object = {}): ManifestObject {
  const metadata = { name: 'parent', namespace: 'ns', uid: 'p', labels, ...more };
  return { apiVersion: 'jobset.x-k8s.io/v1alpha2', kind: 'JobSet', metadata, spec: {} } as ManifestObject;
}

/** What becomes of the Job among these objects. */
function child(...objects: ManifestObject[]) {
  const found = derive(objects)?.find(({ kind }) => kind.kind === 'Job');
  if (found === undefined) throw new Error('no Job');
  return found;
}

/** manifests fact 3 */
describe('a job below another job', () => {
  const managed = jobSet(QUEUE);

  it.each([
    ['with a queue of its own', QUEUE],
    ['without a queue', {}],
  ])('%s is not held back and gets no workload while its owner is managed', (_, labels) => {
    const { isManaged, changes, reconciliation } = child(job({ labels, ...controlledBy(managed) }), managed);
    expect([isManaged, changes, reconciliation?.reason]).toEqual([false, [], 'owned-by-managed-job']);
  });

  it('counts for itself where its owner has no queue', () => {
    const owner = jobSet({});
    const { isManaged, reconciliation } = child(job(controlledBy(owner)), owner);
    expect([isManaged, reconciliation?.workloads.length]).toEqual([true, 1]);
  });

  it('counts for itself where the owner of that name is another one', () => {
    expect(child(job(controlledBy(managed, 'another')), managed).isManaged).toBe(true);
  });

  it('belongs to an owner that gets the default queue', () => {
    const owner = jobSet({});
    const { reconciliation } = child(job(controlledBy(owner)), owner, localQueue('default'));
    expect(reconciliation?.reason).toBe('owned-by-managed-job');
  });

  it('belongs to the topmost of its owners', () => {
    const top = { ...jobSet(QUEUE), metadata: { ...jobSet(QUEUE).metadata, name: 'top', uid: 't' } };
    const between = jobSet({}, controlledBy(top));
    expect(child(job(controlledBy(between)), between, top).reconciliation?.reason).toBe('owned-by-managed-job');
  });

  it('is refused where its owners go in circles', () => {
    const owner = jobSet({}, controlledBy(job()));
    expect(child(job(controlledBy(owner)), owner).errors).toEqual([{ text: 'cyclic ownership' }]);
  });

  it('is refused where its owner is not there', () => {
    expect(child(job(controlledBy(managed))).errors).toEqual([
      { text: 'workload owner not found\njobsets.jobset.x-k8s.io "parent" not found' },
    ]);
  });

  it('counts for itself below what is no job', () => {
    const owner = { ...managed, apiVersion: 'example.com/v1', kind: 'Thing' };
    expect(child(job(controlledBy(owner))).isManaged).toBe(true);
  });
});
