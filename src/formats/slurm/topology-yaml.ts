import * as z from 'zod';
import type { Problem } from '../../base/index.ts';
import type { SlurmTopology } from '../../placement/index.ts';
import { checkShape } from '../check-shape.ts';
import { readFilledDocuments } from '../documents/document.ts';
import type { InputDocument } from '../documents/input-document.ts';
import { toYaml } from '../documents/write-yaml.ts';
import { type Finding, mistake, placeFindings } from '../finding.ts';
import { compactHosts, expandHosts } from '../hostlist.ts';
import type { Path } from '../path.ts';
import { count, optional, written } from '../schema.ts';
import type { ReadResult, Source } from '../source.ts';
import { checkTopology, type TopologyMistake } from './check-topology.ts';

/** One topology of a `topology.yaml`; `flat` is a network without structure. */
export interface NamedSlurmTopology {
  readonly name: string;
  /** Do partitions that name none have this one? */
  readonly isDefault: boolean;
  readonly topology: SlurmTopology | { readonly kind: 'flat' };
}

const hosts = z.string().min(1);
const tree = written(() => ({
  switches: z.array(written(() => ({ switch: hosts, children: optional(hosts), nodes: optional(hosts) }))),
}));
const block = written(() => ({
  block_sizes: optional(z.array(count(1))),
  blocks: z.array(written(() => ({ block: hosts, nodes: hosts }))),
}));
const file = z.array(
  written(() => ({
    topology: hosts,
    cluster_default: optional(z.boolean()),
    tree: optional(tree),
    block: optional(block),
    flat: optional(z.boolean()),
  })),
);

type Read = z.output<typeof file>[number];

/**
 * Reads Slurm's `topology.yaml` (topology.yaml(5), Slurm 25.05 and newer): several named topologies, each a tree, blocks,
 * or flat. Host lists are written out. Every problem at once; rings and tori of later versions are refused.
 */
export function readTopologyYaml(source: Source): ReadResult<readonly NamedSlurmTopology[]> {
  const { documents, problems } = readFilledDocuments(source);
  if (problems.length > 0) return { state: 'refused', problems };
  const found: Problem[] = [];
  const topologies: NamedSlurmTopology[] = [];
  for (const document of documents) {
    const read = readDocument(document);
    for (const problem of placeFindings(document, read.findings)) found.push(problem);
    topologies.push(...read.topologies);
  }
  const isRefused = found.some(({ severity }) => severity === 'error');
  return isRefused ? { state: 'refused', problems: found } : { state: 'read', value: topologies, warnings: found };
}

/**
 * Topologies as `topology.yaml`. Host lists are compact: names in one come out sorted, each once. Not carried: comments and
 * link speeds, for which the format has no place.
 */
export function slurmTopologyYaml(topologies: readonly NamedSlurmTopology[]): string {
  const items = topologies.map(({ name, isDefault, topology }) => ({
    topology: name,
    cluster_default: isDefault,
    ...bodyOf(topology),
  }));
  return toYaml(items);
}

function bodyOf(topology: NamedSlurmTopology['topology']): object {
  const list = (names: readonly string[]): string => compactHosts(names).join(',');
  switch (topology.kind) {
    case 'flat':
      return { flat: true };
    case 'tree': {
      const switches = topology.switches.map(({ name, switches: below, nodes }) =>
        below.length > 0 ? { switch: name, children: list(below) } : { switch: name, nodes: list(nodes) },
      );
      return { tree: { switches } };
    }
    case 'block': {
      const blocks = topology.blocks.map(({ name, nodes }) => ({ block: name, nodes: list(nodes) }));
      return { block: { ...(topology.blockSizes.length > 0 && { block_sizes: topology.blockSizes }), blocks } };
    }
  }
}

function readDocument(document: InputDocument): {
  readonly topologies: NamedSlurmTopology[];
  readonly findings: Finding[];
} {
  const checked = checkShape(file, document.value, []);
  if (!checked.isValid) return { topologies: [], findings: [...checked.findings] };
  const findings: Finding[] = [];
  const names = new Set<string>();
  const topologies = checked.value.flatMap((item, index) => {
    if (names.has(item.topology)) {
      findings.push(mistake('duplicate', [index, 'topology'], 'this name was given before; rename one of the two'));
    }
    names.add(item.topology);
    const topology = readBody(item, [index], findings);
    return topology === undefined ? [] : [{ name: item.topology, isDefault: item.cluster_default === true, topology }];
  });
  return { topologies, findings };
}

function readBody(item: Read, path: Path, findings: Finding[]): NamedSlurmTopology['topology'] | undefined {
  const given = [item.tree, item.block, item.flat === true ? item.flat : undefined].filter((part) => part != null);
  if (given.length !== 1) {
    const [code, found] = given.length === 0 ? (['missing', 'none'] as const) : (['conflict', 'several'] as const);
    findings.push(mistake(code, path, `expected one of tree, block and "flat: true", found ${found}`));
    return undefined;
  }
  if (item.tree == null && item.block == null) return { kind: 'flat' };
  const before = findings.length;
  const topology = item.tree ? readTree(item.tree, path, findings) : readBlocks(item, path, findings);
  if (findings.length === before) {
    for (const found of checkTopology(topology)) findings.push(findingOf(found, topology.kind, path));
  }
  return topology;
}

function readTree({ switches }: NonNullable<Read['tree']>, path: Path, findings: Finding[]): SlurmTopology {
  const at = [...path, 'tree', 'switches'];
  return {
    kind: 'tree',
    switches: switches.map(({ switch: name, children, nodes }, i) => ({
      name,
      switches: expand(children, [...at, i, 'children'], findings),
      nodes: expand(nodes, [...at, i, 'nodes'], findings),
    })),
  };
}

function readBlocks({ block: read }: Read, path: Path, findings: Finding[]): SlurmTopology {
  const blocks = (read?.blocks ?? []).map(({ block: name, nodes }, i) => ({
    name,
    nodes: expand(nodes, [...path, 'block', 'blocks', i, 'nodes'], findings),
  }));
  return { kind: 'block', blocks, blockSizes: read?.block_sizes ?? [] };
}

function expand(text: string | null | undefined, path: Path, findings: Finding[]): readonly string[] {
  if (text == null) return [];
  const expanded = expandHosts(text);
  if (expanded.state === 'expanded') return expanded.names;
  findings.push(mistake('invalid-value', path, expanded.message));
  return [];
}

function findingOf(
  { code, severity, item, field, message }: TopologyMistake,
  kind: SlurmTopology['kind'],
  path: Path,
): Finding {
  const [list, name] = kind === 'tree' ? ['switches', 'switch'] : ['blocks', 'block'];
  const key = { name, switches: 'children', nodes: 'nodes', sizes: 'block_sizes' }[field];
  const at = field === 'sizes' ? [key] : item < 0 ? [list] : [list, item, key];
  return { code, severity, path: [...path, kind, ...at] as Path, message };
}
