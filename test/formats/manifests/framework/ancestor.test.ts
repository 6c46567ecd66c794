import { describe, expect, it } from 'vitest';
import { deriveJobs } from '../../../../src/formats/index.ts';
import { accepted, problemsOf } from '../../read.ts';
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

  it('is part of a managed job where people give it alone', () => {
    const given = job({ labels: QUEUE, ...controlledBy(managed) });
    expect(problemsOf(given).map(({ severity, message }) => [severity, message])).toEqual([
      ['warning', 'JobSet "parent" is not given; taken to be a job that Kueue manages, which this is part of'],
    ]);
    const source = { file: 'a.json', text: JSON.stringify(given) };
    const outcomes = deriveJobs([source]).outcomes.map(({ state, reason }) => [state, reason]);
    expect(outcomes).toEqual([['without-workload', 'owned-by-managed-job']]);
  });

  it('that is a pod is so too, and each owner is told of once', () => {
    const owner = controlledBy({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'p', uid: 'p' } } as never);
    const pod = (name: string) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'ns', labels: QUEUE, ...owner },
      spec: { containers: [{ name: 'c' }] },
    });
    const list = { apiVersion: 'v1', kind: 'List', items: [pod('a'), pod('b')] };
    expect(problemsOf(list).map(({ message }) => message)).toEqual([
      'Job "p" is not given; taken to be a job that Kueue manages, which this is part of',
    ]);
    const { outcomes } = deriveJobs([{ file: 'a.json', text: JSON.stringify(list) }]);
    expect(outcomes.map(({ reason }) => reason)).toEqual(['owned-by-managed-job', 'owned-by-managed-job']);
  });

  it('that is a pod counts for itself below a ReplicaSet that is not given', () => {
    const owner = controlledBy({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: 'r', uid: 'r' },
    } as never);
    const metadata = { name: 'a', namespace: 'ns', labels: QUEUE, ...owner };
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [{ name: 'c' }] } };
    expect(accepted(pod).jobs).toMatchObject([{ name: 'a', workloadObject: { kind: 'Workload' } }]);
  });

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
