import * as z from 'zod';
import type { PlacementAnswer, PlacementRecording } from '../../analysis/index.ts';
import { resolveFeatureGates, toAmounts } from '../../model/index.ts';
import type { PodSetRequest, TopologyUsage } from '../../placement/index.ts';
import { checkShape } from '../check-shape.ts';
import { type Finding, placeFindings } from '../finding.ts';
import { podTemplate, toPodTemplate } from '../kubernetes/pod-template.ts';
import { tolerations, toTolerations } from '../kubernetes/taints.ts';
import { topologyRequest, toTopologyRequest } from '../kubernetes/topology-request.ts';
import { toTopologyAssignment } from '../kueue/admission.ts';
import { readRecorded } from '../kueue/recorded-readers.ts';
import { workloadKind } from '../kueue/workload.ts';
import type { Path } from '../path.ts';
import { annotations, answered, count, labels, optional, present, resourceList } from '../schema.ts';
import { type RecordingReader, readObjects } from './recording-reader.ts';

const update = answered(() => ({
  annotations: optional(annotations),
  labels: optional(labels),
  nodeSelector: optional(labels),
  tolerations: optional(tolerations(answered)),
}));

const podSet = answered(() => ({
  name: z.string(),
  count: count(),
  requests: optional(resourceList),
  // Kueue was also asked what no API server lets through.
  topologyRequest: optional(topologyRequest(answered, 0)),
  implied: optional(z.boolean()),
  template: optional(podTemplate(answered)),
  group: optional(z.string()),
  updates: optional(z.array(update)),
  previous: z.unknown().optional(),
}));

const usage = answered(() => ({
  values: z.array(z.string()),
  count: count(),
  requests: optional(resourceList),
  flavor: optional(z.string()),
}));

const expectation = answered(() => ({
  assignments: optional(
    z.record(
      z.string(),
      answered(() => ({ levels: z.array(z.string()), domains: optional(z.array(domain())) })),
    ),
  ),
  failure: optional(
    answered(() => ({ podSet: z.string(), podSets: optional(z.array(z.string())), message: z.string() })),
  ),
}));

const schema = answered(() => ({
  id: z.string(),
  gates: optional(z.record(z.string(), z.boolean())),
  objects: z.array(z.unknown()),
  ask: answered(() => ({
    flavor: z.string(),
    podSets: z.array(podSet),
    usage: optional(z.array(usage)),
    simulateEmpty: optional(z.boolean()),
    repeat: optional(count(1).max(1000)),
    workload: z.unknown().optional(),
  })),
  expect: expectation,
}));

function domain(): z.ZodType<{ readonly values: string[]; readonly count: number }> {
  return answered(() => ({ values: z.array(z.string()), count: count() }));
}

/** Reads recordings of kind `placement`. */
export const placementRecordingReader: RecordingReader = {
  kind: 'placement',
  read(document) {
    const checked = checkShape(schema, document.value, []);
    if (!checked.isValid) return { problems: placeFindings(document, checked.findings) };
    const { id, ask, expect, objects } = checked.value;
    const gates = resolveFeatureGates(checked.value.gates ?? {});
    const { cluster, problems } = readObjects(document, objects, gates);
    const findings: Finding[] = [];
    const requests = ask.podSets.map((item, i) => toRequest(item, ['ask', 'podSets', i], findings));
    const asking =
      ask.workload === undefined || ask.workload === null
        ? undefined
        : readRecorded(workloadKind, ask.workload, ['ask', 'workload'], (finding) => findings.push(finding));
    if (findings.length > 0) return { problems: [...problems, ...placeFindings(document, findings)] };
    const recording: PlacementRecording = present({
      id,
      kind: 'placement' as const,
      gates,
      cluster,
      flavor: ask.flavor,
      requests,
      usage: (ask.usage ?? []).map((item) => toUsage(item, ask.flavor)),
      isSimulatedEmpty: ask.simulateEmpty ?? false,
      repeat: ask.repeat ?? 1,
      workload: asking,
      expected: toAnswer(expect),
    });
    return { recording, problems };
  },
};

function toRequest(read: z.output<typeof podSet>, path: Path, findings: Finding[]): PodSetRequest {
  return present({
    podSet: read.name,
    count: read.count,
    requests: toAmounts(read.requests ?? {}),
    topologyRequest: read.topologyRequest && toTopologyRequest(read.topologyRequest),
    isImplied: read.implied,
    template: read.template && toPodTemplate(read.template),
    group: read.group,
    updates: read.updates?.map((item) =>
      present({ ...item, tolerations: item.tolerations && toTolerations(item.tolerations) }),
    ),
    previous: read.previous
      ? toTopologyAssignment(read.previous, [...path, 'previous'], (finding) => findings.push(finding))
      : undefined,
  });
}

function toUsage(read: z.output<typeof usage>, askedFlavor: string): TopologyUsage {
  const { values, requests } = read;
  return { flavor: read.flavor ?? askedFlavor, values, count: read.count, requests: toAmounts(requests ?? {}) };
}

function toAnswer({ assignments, failure }: z.output<typeof expectation>): PlacementAnswer {
  const placed = Object.entries(assignments ?? {}).map(
    ([name, { levels, domains }]) => [name, { levels, domains: domains ?? [] }] as const,
  );
  return present({
    assignments: Object.fromEntries(placed),
    failure: failure && { podSets: failure.podSets ?? [failure.podSet], message: failure.message },
  });
}
