import { HOSTNAME_LABEL, type Instance, NETWORK_LAYER_LABELS, type Topology } from '../model/index.ts';

/**
 * The Topology that suits these instances: the layers that every instance with any layer has, then the host name. Kueue
 * passes over nodes that lack a label of any level, so a deeper layer would lose the others.
 *
 * @param levels label keys that the network nodes of the instances were read from, coarsest first; the host name among
 * them is left out
 */
export function deriveTopology(
  instances: readonly Instance[],
  name: string,
  levels: readonly string[] = NETWORK_LAYER_LABELS,
): Topology {
  const layers = levels.filter((level) => level !== HOSTNAME_LABEL);
  const depths = instances.map(({ networkNodes }) => networkNodes.length).filter((depth) => depth > 0);
  const depth = depths.length === 0 ? 0 : depths.reduce((least, next) => Math.min(least, next));
  return { name, levels: [...layers.slice(0, depth), HOSTNAME_LABEL] };
}
