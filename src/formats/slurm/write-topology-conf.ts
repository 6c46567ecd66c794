import { HopwiseError } from '../../base/index.ts';
import type { SlurmSwitch, SlurmTopology } from '../../placement/index.ts';
import { compactHosts } from '../hostlist.ts';
import { shown } from '../path.ts';

/**
 * A topology as `topology.conf`: entries in their order, comments above them, block sizes last. Host lists are compact,
 * so the names in one come out sorted, each once; all else is read back as it was.
 *
 * @throws HopwiseError `invalid-argument` for a name that such a file cannot hold
 */
export function slurmTopologyConf(topology: SlurmTopology): string {
  const entries: string[] =
    topology.kind === 'tree'
      ? topology.switches.map(switchText)
      : topology.blocks.map((block) => `${commentText(block)}BlockName=${safe(block.name)} Nodes=${list(block.nodes)}`);
  if (topology.kind === 'block' && topology.blockSizes.length > 0) {
    entries.push(`BlockSizes=${topology.blockSizes.join(',')}`);
  }
  return entries.map((entry) => `${entry}\n`).join('');
}

function switchText(entry: SlurmSwitch): string {
  const { name, switches, nodes, linkSpeed } = entry;
  const below = switches.length > 0 ? `Switches=${list(switches)}` : `Nodes=${list(nodes)}`;
  return `${commentText(entry)}SwitchName=${safe(name)} ${below}${linkSpeed === undefined ? '' : ` LinkSpeed=${linkSpeed}`}`;
}

function commentText({ comment }: { readonly comment?: string }): string {
  return comment === undefined ? '' : `# ${comment.replace(/\s+/g, ' ')}\n`;
}

function list(names: readonly string[]): string {
  return compactHosts(names.map(safe)).join(',');
}

function safe(name: string): string {
  if (/^[^\s,[\]=#"\\]+$/.test(name)) return name;
  const message = `${shown(name)} cannot be written to topology.conf: spaces and ,[]=#"\\ have a meaning there; rename it`;
  throw new HopwiseError('invalid-argument', message);
}
