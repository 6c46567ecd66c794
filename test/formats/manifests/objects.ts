import type { ManifestObject } from './examples.ts';

/** Objects beside jobs, as short as tests want them. */
export interface OtherObject extends ManifestObject {
  readonly [field: string]: unknown;
}

/** A Job with one container; labelled with the queue `q` unless other metadata says otherwise. */
export function job(metadata: object = {}, spec: object = {}): ManifestObject {
  const labels = { 'kueue.x-k8s.io/queue-name': 'q' };
  const containers = [{ name: 'c', image: 'i', resources: { requests: { cpu: '1' } } }];
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'j', namespace: 'ns', uid: 'u', labels, ...metadata },
    spec: { parallelism: 2, completions: 2, template: { spec: { restartPolicy: 'Never', containers } }, ...spec },
  } as ManifestObject;
}

export function kueue(kind: string, metadata: object, rest: object = {}): OtherObject {
  return { apiVersion: 'kueue.x-k8s.io/v1beta2', kind, metadata: metadata as OtherObject['metadata'], ...rest };
}

export function localQueue(name: string, namespace = 'ns', clusterQueue = 'cq'): OtherObject {
  return kueue('LocalQueue', { name, namespace }, { spec: { clusterQueue } });
}

export function workloadPriorityClass(name: string, value: number): OtherObject {
  return kueue('WorkloadPriorityClass', { name }, { value });
}

export function priorityClass(name: string, value: number, globalDefault = false): OtherObject {
  return { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value, globalDefault };
}

/** A reference to the object that controls another. */
export function controlledBy({ apiVersion, kind, metadata }: ManifestObject, uid: unknown = metadata.uid): object {
  return { ownerReferences: [{ apiVersion, kind, name: metadata.name, uid, controller: true }] };
}
