import { compareStrings, HopwiseError } from '../../base/index.ts';
import {
  HOSTNAME_LABEL,
  INSTANCE_TYPE_LABEL,
  labelKeyErrors,
  NETWORK_LAYER_LABELS,
  type ResourceFlavor,
  type Topology,
  ULTRASERVER_LABEL,
} from '../../model/index.ts';

/** Flavors, and the topologies that they name. */
export interface FlavorObjects {
  readonly resourceFlavors: readonly ResourceFlavor[];
  readonly topologies: readonly Topology[];
}

/** Layers that jobs on HyperPod can name, though some types have a fourth (ec2-hyperpod §3.4). */
const NETWORK_LEVELS = NETWORK_LAYER_LABELS.slice(0, 3);
/** The only topology whose name was seen more than once; nodes without network labels are in it, so it is of hosts. */
const HOSTS: Topology = { name: 'hyperpod-default', levels: [HOSTNAME_LABEL] };
const NETWORK: Topology = { name: 'hyperpod', levels: [...NETWORK_LEVELS, HOSTNAME_LABEL] };
const ULTRASERVERS: Topology = {
  name: 'hyperpod-ultraserver',
  levels: [...NETWORK_LEVELS, ULTRASERVER_LABEL, HOSTNAME_LABEL],
};

/** Instance types that topology-aware scheduling is offered for: their nodes carry the labels of network layers. */
const NETWORK_TYPES: ReadonlySet<string> = new Set([
  'ml.p3dn.24xlarge',
  'ml.p4d.24xlarge',
  'ml.p4de.24xlarge',
  'ml.p5.48xlarge',
  'ml.p5e.48xlarge',
  'ml.p5en.48xlarge',
  'ml.p6-b200.48xlarge',
  'ml.p6-b300.48xlarge',
  'ml.trn1.2xlarge',
  'ml.trn1.32xlarge',
  'ml.trn1n.32xlarge',
  'ml.trn2.48xlarge',
]);
const ULTRASERVER_TYPES: ReadonlySet<string> = new Set(['ml.p6e-gb200.36xlarge', 'ml.trn2u.48xlarge']);

/**
 * A ResourceFlavor for every instance type, called like it, in byte order; and the Topology objects that they name.
 *
 * That flavors name a topology is known, its levels are not: Kueue passes over nodes that lack the label of any level, so
 * types with network labels and types without cannot share one. The levels here are the documented labels.
 *
 * @param known Topology objects of the cluster: their levels count for topologies of their name
 * @param levels levels of all flavors, whatever their type, in the one topology `hyperpod-default`
 * @throws HopwiseError `invalid-argument` for levels that a Topology cannot have
 * @see ec2-hyperpod §3.2
 */
export function flavorObjects(
  types: Iterable<string>,
  known: readonly Topology[],
  levels: readonly string[] | undefined,
): FlavorObjects {
  if (levels !== undefined) checkLevels(levels);
  const sorted = [...new Set(types)].sort(compareStrings);
  const topologyOf = (type: string): Topology => (levels === undefined ? topologyOfType(type) : { ...HOSTS, levels });
  const used = new Map(sorted.map(topologyOf).map((topology) => [topology.name, topology]));
  if (levels === undefined)
    for (const topology of known) if (used.has(topology.name)) used.set(topology.name, topology);
  return {
    resourceFlavors: sorted.map((type) => ({
      name: type,
      nodeLabels: { [INSTANCE_TYPE_LABEL]: type },
      topologyName: topologyOf(type).name,
    })),
    topologies: [...used.values()].sort((a, b) => compareStrings(a.name, b.name)),
  };
}

function topologyOfType(type: string): Topology {
  if (ULTRASERVER_TYPES.has(type)) return ULTRASERVERS;
  return NETWORK_TYPES.has(type) ? NETWORK : HOSTS;
}

function checkLevels(levels: readonly string[]): void {
  const problem = levelsProblem(levels);
  if (problem !== undefined) throw new HopwiseError('invalid-argument', `levels of a topology: ${problem}`);
}

function levelsProblem(levels: readonly string[]): string | undefined {
  if (levels.length < 1 || levels.length > 16) return `${levels.length} are given, 1 to 16 are possible`;
  for (const [index, level] of levels.entries()) {
    const [error] = labelKeyErrors(level);
    if (error !== undefined) return `number ${index + 1} is no label key: ${error}`;
    if (levels.indexOf(level) !== index) return `${level} stands there twice; name each level once`;
    if (level === HOSTNAME_LABEL && index < levels.length - 1) return `${level} can only be the last; move it there`;
  }
  return undefined;
}
