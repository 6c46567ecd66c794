import { type Node, type Pod, podRequests, toAmounts } from '../model/index.ts';

/** What a picture is filled by: accelerators where a node has any, else CPU. */
const RESOURCES = ['nvidia.com/gpu', 'aws.amazon.com/neuron', 'cpu'];

/**
 * How much of each node its pods take, 0 to 1, by name: of the first of GPUs, Neuron devices and CPU that it has. Finished
 * pods and those without a node take nothing.
 */
export function nodeUse(nodes: readonly Node[], pods: readonly Pod[]): ReadonlyMap<string, number> {
  const podsOf = new Map<string, Pod[]>();
  for (const pod of pods) {
    const name = pod.spec?.nodeName;
    if (name === undefined || pod.phase === 'Succeeded' || pod.phase === 'Failed') continue;
    const others = podsOf.get(name);
    if (others === undefined) podsOf.set(name, [pod]);
    else others.push(pod);
  }
  return new Map(nodes.map((node) => [node.name, shareTaken(node, podsOf.get(node.name) ?? [])]));
}

function shareTaken({ allocatable }: Node, pods: readonly Pod[]): number {
  const amounts = toAmounts(allocatable);
  const resource = RESOURCES.find((name) => (amounts.get(name) ?? 0n) > 0n);
  if (resource === undefined) return 0;
  const taken = pods.reduce((sum, { spec = {} }) => sum + (podRequests(spec).get(resource) ?? 0n), 0n);
  return Math.min(1, Number(taken) / Number(amounts.get(resource)));
}
