import * as z from 'zod';
import { HOSTNAME_LABEL, type Node } from '../../model/index.ts';
import { checkShape } from '../check-shape.ts';
import { type Finding, mistake } from '../finding.ts';
import { LABEL_KEY, OBJECT_NAME } from '../names.ts';
import type { Path } from '../path.ts';
import { count, named, optional, quantity, written } from '../schema.ts';
import type { ShapeContext, ShapeReader } from '../shape-reader.ts';

/** A level of the generated topology: how many domains in each one above, and the node label that tells them. */
interface Level {
  readonly name: string;
  readonly count: number;
  readonly nodeLabel: string;
  readonly capacity?: { readonly cpu?: string | number | null; readonly memory?: string | number | null } | null;
}

interface GeneratorFile {
  readonly topology: { readonly name: string; readonly levels: readonly Level[] };
  readonly resourceFlavor?: {
    readonly name: string;
    readonly nodeLabel?: string | null;
    readonly topologyName?: string | null;
  } | null;
  readonly cohorts?: unknown;
}

const LEVEL = written(() => ({
  name: named(OBJECT_NAME),
  count: count(1),
  nodeLabel: named(LABEL_KEY),
  capacity: optional(written(() => ({ cpu: optional(quantity), memory: optional(quantity) }))),
}));

const SCHEMA = written(() => ({
  topology: written(() => ({ name: named(OBJECT_NAME), levels: z.array(LEVEL).min(2).max(16) })),
  resourceFlavor: optional(
    written(() => ({
      name: named(OBJECT_NAME),
      nodeLabel: optional(named(LABEL_KEY)),
      topologyName: optional(named(OBJECT_NAME)),
    })),
  ),
  cohorts: z.unknown().optional(),
})) as unknown as z.ZodType<GeneratorFile>;

/** More would be a slip of the pen. */
const MAX_NODES = 1_000_000;
/** Value of the flavor's node label on every node. */
const FLAVOR_VALUE = 'tas';
const DEFAULT_CPU = '96';
const DEFAULT_MEMORY = '256Gi';
const PODS = 110;

/**
 * Reads the cluster of Kueue's performance generator (`test/performance/scheduler/configs/tas`): its nodes, its Topology
 * and its ResourceFlavor. Queues and workloads are passed over, with a warning.
 *
 * Node names are those of the generator, `node-b0-r9-n63`. The host name label is the node's name. Kueue's generator
 * itself long labelled the hosts of every rack `node-0`, `node-1`, …: as TAS knows hosts by that label alone, its 640
 * nodes were 64 leaves of ten times the capacity (kueue-tas §22.3). A warning says so, for whoever compares figures.
 */
export const kueueGeneratorReader: ShapeReader = {
  matches: ({ topology }) => typeof topology === 'object' && topology !== null && 'levels' in topology,
  read(value, context) {
    const checked = checkShape(SCHEMA, value, context.path);
    if (checked.isValid) addCluster(checked.value, context);
    else for (const finding of checked.findings) context.report(finding);
  },
};

function addCluster(file: GeneratorFile, context: ShapeContext): void {
  const { inputs, report, path } = context;
  const { topology, resourceFlavor } = file;
  const nodeCount = topology.levels.reduce((product, level) => product * level.count, 1);
  const problem = levelProblem(topology.levels, nodeCount, [...path, 'topology', 'levels']);
  if (problem !== undefined) {
    report(problem);
    return;
  }
  inputs.topologies.push({ name: topology.name, levels: topology.levels.map(({ nodeLabel }) => nodeLabel) });
  const flavorLabel = resourceFlavor?.nodeLabel ?? undefined;
  if (resourceFlavor != null) {
    const { name, topologyName } = resourceFlavor;
    inputs.resourceFlavors.push({
      name,
      ...(topologyName == null ? {} : { topologyName }),
      ...(flavorLabel === undefined ? {} : { nodeLabels: { [flavorLabel]: FLAVOR_VALUE } }),
    });
  }
  for (const node of nodesOf(topology.levels, flavorLabel)) inputs.nodes.push(node);
  for (const warning of warnings(file, nodeCount, path)) report(warning);
}

function levelProblem(levels: readonly Level[], nodeCount: number, path: Path): Finding | undefined {
  const labels = levels.map(({ nodeLabel }) => nodeLabel);
  const hostLevel = labels.indexOf(HOSTNAME_LABEL);
  if (hostLevel >= 0 && hostLevel < labels.length - 1) {
    const message = `"${HOSTNAME_LABEL}" can only be the last level; move it there`;
    return mistake('invalid-value', [...path, hostLevel, 'nodeLabel'], message);
  }
  const repeated = labels.findIndex((label, index) => labels.indexOf(label) !== index);
  if (repeated >= 0) {
    const message = `level "${labels[repeated]}" stands here a second time; name each level once`;
    return mistake('duplicate', [...path, repeated, 'nodeLabel'], message);
  }
  if (nodeCount <= MAX_NODES) return undefined;
  return mistake('out-of-range', path, `the levels make ${nodeCount} nodes; at most ${MAX_NODES} are read`);
}

function* nodesOf(levels: readonly Level[], flavorLabel: string | undefined): Generator<Node> {
  const { capacity } = levels.at(-1) as Level;
  const allocatable = { cpu: capacity?.cpu ?? DEFAULT_CPU, memory: capacity?.memory ?? DEFAULT_MEMORY, pods: PODS };
  const indices = levels.map(() => 0);
  for (;;) {
    const labels: Record<string, string> = flavorLabel === undefined ? {} : { [flavorLabel]: FLAVOR_VALUE };
    for (const [i, { name, nodeLabel }] of levels.entries()) labels[nodeLabel] = `${name}-${indices[i]}`;
    const name = `node${levels.map((level, i) => `-${level.name[0]}${indices[i]}`).join('')}`;
    labels[HOSTNAME_LABEL] = name;
    yield { name, labels, allocatable, isReady: true };
    let level = levels.length - 1;
    while (level >= 0 && indices[level] === (levels[level] as Level).count - 1) indices[level--] = 0;
    if (level < 0) return;
    indices[level] = (indices[level] as number) + 1;
  }
}

function* warnings({ topology, cohorts }: GeneratorFile, nodeCount: number, path: Path): Generator<Finding> {
  const { nodeLabel, count: hostCount } = topology.levels.at(-1) as Level;
  if (nodeLabel === HOSTNAME_LABEL && hostCount < nodeCount) {
    const message =
      `each of the ${nodeCount} nodes gets a host name of its own; Kueue's generator used to repeat ${hostCount} host ` +
      `names, which made its placement see ${hostCount} large hosts: compare timings with care`;
    yield { code: 'duplicate', severity: 'warning', path: [...path, 'topology', 'levels'], message };
  }
  if (cohorts === undefined || cohorts === null) return;
  const message = 'cohorts, their queues and workloads are passed over: only the cluster of this file is read';
  yield { code: 'unsupported-kind', severity: 'warning', path: [...path, 'cohorts'], message };
}
