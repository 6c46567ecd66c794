import { existsSync, readFileSync } from 'node:fs';
import type { Instance, Node } from '../../src/model/index.ts';

/** Samples written for this project, copied into it. */
export const FIXTURES = 'fixtures/topology/';
/** Recordings and measurements of others, which stand beside the project where they are at hand. */
export const SHARED = '../shared/data/topology/';

interface Ec2Item {
  readonly InstanceId: string;
  readonly InstanceType: string;
  readonly NetworkNodes?: readonly string[] | null;
}

interface NodeItem {
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec?: { readonly providerID?: string };
  readonly status?: { readonly allocatable?: Readonly<Record<string, string>> };
}

export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

/** EC2's answer, read without the project's readers. */
export function ec2Instances(path: string): Instance[] {
  return readJson<{ Instances: Ec2Item[] }>(path).Instances.map((item) => ({
    id: item.InstanceId,
    type: item.InstanceType,
    networkNodes: item.NetworkNodes ?? [],
  }));
}

/** Kubernetes' nodes, read without the project's readers. */
export function kubernetesNodes(path: string): Node[] {
  return readJson<{ items: NodeItem[] }>(path).items.map(({ metadata, spec, status }) => ({
    name: metadata.name,
    labels: metadata.labels,
    allocatable: status?.allocatable ?? {},
    isReady: true,
    ...(spec?.providerID !== undefined && { providerId: spec.providerID }),
  }));
}

/** Instances of a made-up network: `{ a: ['n1', 'n2'] }` is instance `a` below `n2` below `n1`. */
export function instancesAt(paths: Readonly<Record<string, readonly string[]>>): Instance[] {
  return Object.entries(paths).map(([id, networkNodes]) => ({ id, networkNodes }));
}

/** Reason in a test's name, and whether it has to be skipped. */
export function needs(folder: string): { readonly isAbsent: boolean; readonly note: string } {
  const isAbsent = !existsSync(folder);
  return { isAbsent, note: isAbsent ? ` (skipped: no ${folder} beside the project)` : '' };
}
