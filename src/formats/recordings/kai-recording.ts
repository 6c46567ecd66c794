import * as z from 'zod';
import type { KaiAnswer, KaiRecording } from '../../analysis/index.ts';
import type { Problem, Quantity } from '../../base/index.ts';
import { type Node, type ResourceAmounts, resolveFeatureGates, type Topology, toAmounts } from '../../model/index.ts';
import { KAI_GPU_RESOURCE, type KaiGang, type KaiRunningPod } from '../../placement/index.ts';
import { checkShape } from '../check-shape.ts';
import type { InputDocument } from '../documents/input-document.ts';
import { type Finding, mistake, placeFindings } from '../finding.ts';
import { isRecord } from '../objects.ts';
import { shown } from '../path.ts';
import { answered, count, oneOf, optional, present, quantity } from '../schema.ts';
import { type RecordingReader, readObjects } from './recording-reader.ts';

const REQUESTS = { cpu: quantity, memory: quantity };

const running = answered(() => ({
  job: z.string(),
  pods: z.array(answered(() => ({ node: z.string(), gpus: count(), ...REQUESTS }))),
}));

const ask = answered(() => ({
  pods: count(1),
  gpusPerPod: count(),
  ...REQUESTS,
  topology: optional(z.string()),
  required: optional(z.string()),
  preferred: optional(z.string()),
}));

const schema = answered(() => ({
  id: z.string(),
  objects: z.array(z.unknown()),
  running: z.array(running),
  ask,
  expect: answered(() => ({
    state: oneOf(['placed', 'pending']),
    nodes: optional(z.record(z.string(), count(1))),
    message: optional(z.string()),
  })),
}));

const topology = answered(() => ({
  metadata: answered(() => ({ name: z.string() })),
  spec: answered(() => ({ levels: z.array(answered(() => ({ nodeLabel: z.string() }))) })),
}));

type Read = z.output<typeof schema>;

/** Reads recordings of kind `kai`. Of `objects` the nodes and topologies: what the PodGroup says stands in `ask` too. */
export const kaiRecordingReader: RecordingReader = {
  kind: 'kai',
  read(document) {
    const checked = checkShape(schema, document.value, []);
    if (!checked.isValid) return { problems: placeFindings(document, checked.findings) };
    const { value } = checked;
    const { nodes, problems } = readNodes(document, value.objects);
    const findings: Finding[] = [];
    const topologies = readTopologies(value.objects, findings);
    const names = new Set(nodes.map(({ name }) => name));
    const recording: KaiRecording = {
      id: value.id,
      kind: 'kai',
      nodes,
      topologies,
      running: toRunning(value.running, names, findings),
      gang: toGang(value.ask),
      expected: toAnswer(value.expect, findings),
    };
    return { recording, problems: [...problems, ...placeFindings(document, findings)] };
  },
};

/** Nodes by the common reader; what else stands in the list is an empty list to it, so that indices stay. */
function readNodes(
  document: InputDocument,
  objects: readonly unknown[],
): { readonly nodes: readonly Node[]; readonly problems: Problem[] } {
  const nodesOnly = objects.map((object) => (kindOf(object) === 'Node' ? object : []));
  const { cluster, problems } = readObjects(document, nodesOnly, resolveFeatureGates({}));
  return { nodes: cluster.nodes, problems };
}

/** KAI's topologies: as Kueue's in shape, of another group and without its rules. */
function readTopologies(objects: readonly unknown[], findings: Finding[]): Topology[] {
  return objects.flatMap((object, index) => {
    if (kindOf(object) !== 'Topology') return [];
    const checked = checkShape(topology, object, ['objects', index]);
    if (!checked.isValid) {
      findings.push(...checked.findings);
      return [];
    }
    const { metadata, spec } = checked.value;
    return [{ name: metadata.name, levels: spec.levels.map(({ nodeLabel }) => nodeLabel) }];
  });
}

function toRunning(jobs: Read['running'], nodes: ReadonlySet<string>, findings: Finding[]): KaiRunningPod[] {
  return jobs.flatMap(({ pods }, job) =>
    pods.map(({ node, gpus, cpu, memory }, pod) => {
      if (!nodes.has(node)) {
        const message = `there is no node ${shown(node)} in "objects"; add it, or name another`;
        findings.push(mistake('not-found', ['running', job, 'pods', pod, 'node'], message));
      }
      return { node, requests: toRequests(gpus, cpu, memory) };
    }),
  );
}

function toGang({ pods, gpusPerPod, cpu, memory, topology, required, preferred }: Read['ask']): KaiGang {
  // An empty name is none, as in KAI.
  const levels = { required: required || undefined, preferred: preferred || undefined };
  const constraint = topology ? present({ topology, ...levels }) : undefined;
  return present({ podCount: pods, requests: toRequests(gpusPerPod, cpu, memory), constraint });
}

function toAnswer({ state, nodes }: Read['expect'], findings: Finding[]): KaiAnswer {
  if (state === 'pending') return { state };
  if (!nodes) {
    const message = '"nodes" is missing; say how many pods of the placed gang are on each node';
    findings.push(mistake('missing', ['expect', 'nodes'], message));
  }
  return { state, nodes: nodes ?? {} };
}

function toRequests(gpus: number, cpu: Quantity, memory: Quantity): ResourceAmounts {
  return toAmounts({ cpu, memory, [KAI_GPU_RESOURCE]: gpus });
}

function kindOf(object: unknown): unknown {
  return isRecord(object) ? object.kind : undefined;
}
