import { HOSTNAME_LABEL, type Instance, NETWORK_LAYER_LABELS, type Topology } from '../model/index.ts';

/**
 * The Topology that suits these instances: the network layers that every instance with any layer has, then the host
 * name. Kueue passes over nodes that lack a label of any level, so a deeper layer would lose the others.
 */
export function deriveTopology(instances: readonly Instance[], name: string): Topology {
  const depths = instances.map(({ networkNodes }) => networkNodes.length).filter((depth) => depth > 0);
  const depth = depths.reduce(
    (least, next) => Math.min(least, next),
    depths.length === 0 ? 0 : Number.POSITIVE_INFINITY,
  );
  return { name, levels: [...NETWORK_LAYER_LABELS.slice(0, depth), HOSTNAME_LABEL] };
}
