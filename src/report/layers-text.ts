import type { Instance } from '../model/index.ts';
import { groupsByLayer, hopHistogram, type Network } from '../topology/index.ts';
import { escapeTerminal } from './escape.ts';

/** Instances named per group before the rest is only counted. */
const MAX_NAMED = 8;

/**
 * Who shares which layer: per layer the network nodes with their instances, then instances of which no network node is
 * known, then how many pairs are how far apart.
 */
export function layersText(network: Network): string {
  const lines: string[] = [];
  for (const [i, groups] of groupsByLayer(network).entries()) {
    lines.push(`layer ${i + 1}: ${groups.length === 1 ? '1 network node' : `${groups.length} network nodes`}`);
    for (const { node, instances } of groups) lines.push(`  ${node} ${membersText(instances)}`);
  }
  const alone = network.instances.filter(({ networkNodes }) => networkNodes.length === 0);
  if (alone.length > 0) lines.push(`no network nodes known ${membersText(alone)}`);
  lines.push(`pairs by hops: ${histogramText(network)}`);
  return lines.map(escapeTerminal).join('\n');
}

/** `(2): i-1, i-2`: how many, and the first few by name. */
export function membersText(instances: readonly Instance[]): string {
  if (instances.length === 0) return '(0)';
  const names = instances.slice(0, MAX_NAMED).map(({ nodeName, id }) => nodeName ?? id);
  const more = instances.length - names.length;
  if (more > 0) names.push(`and ${more} more`);
  return `(${instances.length}): ${names.join(', ')}`;
}

function histogramText(network: Network): string {
  const { pairsByHops, unreachablePairs } = hopHistogram(network);
  const items = [...pairsByHops].map(([hops, pairs]) => `${hops}: ${pairs}`);
  if (unreachablePairs > 0) items.push(`unreachable: ${unreachablePairs}`);
  return items.join(', ') || 'none';
}
