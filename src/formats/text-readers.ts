import type { Problem } from '../base/index.ts';
import type { Instance } from '../model/index.ts';
import { instancesFromSlurm } from './slurm/slurm-instances.ts';
import { readTopologyConf } from './slurm/topology-conf.ts';
import { type NamedSlurmTopology, readTopologyYaml } from './slurm/topology-yaml.ts';
import type { ReadResult, Source } from './source.ts';

/** Reads files that are known by how their text begins, because they are not JSON, or not one object at a time. */
export interface TextReader {
  matches(text: string): boolean;
  read(source: Source): ReadResult<readonly Instance[]>;
}

const COMMENTS = '(?:\\s|#[^\\n]*(?:\\n|$))*';
const CONF = new RegExp(`^\\uFEFF?${COMMENTS}(?:SwitchName|BlockName|BlockSizes)\\s*=`, 'i');
const YAML = new RegExp(`^\\uFEFF?(?:---[^\\n]*\\n)?${COMMENTS}-\\s+topology\\s*:`);

/** Slurm's `topology.conf` and `topology.yaml`. */
export const TEXT_READERS: readonly TextReader[] = [
  {
    matches: (text) => CONF.test(text),
    read(source) {
      const read = readTopologyConf(source);
      return read.state === 'refused' ? read : { ...read, value: instancesFromSlurm(read.value) };
    },
  },
  {
    matches: (text) => YAML.test(text),
    read(source) {
      const read = readTopologyYaml(source);
      if (read.state === 'refused') return read;
      const { instances, unread } = fromTopologies(read.value);
      const warnings = unread.length === 0 ? read.warnings : [...read.warnings, passedOver(source, unread)];
      return { state: 'read', value: instances, warnings };
    },
  },
];

/**
 * One tree says where nodes are, one list of blocks which domain they belong to: the default topology of its kind, else the
 * first.
 */
function fromTopologies(topologies: readonly NamedSlurmTopology[]): {
  readonly instances: readonly Instance[];
  readonly unread: readonly string[];
} {
  const used = (['tree', 'block'] as const).flatMap((kind) => {
    const ofKind = topologies.filter(({ topology }) => topology.kind === kind);
    return ofKind.find(({ isDefault }) => isDefault) ?? ofKind[0] ?? [];
  });
  const merged = new Map<string, Instance>();
  for (const { topology } of used) {
    if (topology.kind === 'flat') continue;
    for (const instance of instancesFromSlurm(topology)) {
      const known = merged.get(instance.id);
      const networkNodes = known?.networkNodes ?? instance.networkNodes;
      merged.set(instance.id, { ...known, ...instance, networkNodes });
    }
  }
  const unread = topologies.filter((topology) => topology.topology.kind !== 'flat' && !used.includes(topology));
  return { instances: [...merged.values()], unread: unread.map(({ name }) => name) };
}

function passedOver({ file }: Source, names: readonly string[]): Problem {
  const message = `passed over: ${names.join(', ')}; one tree and one list of blocks are read, the default or first ones`;
  return { file, line: 1, column: 1, code: 'unsupported-kind', severity: 'warning', field: 'topology', message };
}
