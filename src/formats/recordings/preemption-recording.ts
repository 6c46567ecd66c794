import * as z from 'zod';
import type { PreemptionAnswer, PreemptionRecording } from '../../analysis/index.ts';
import { resolveFeatureGates } from '../../model/index.ts';
import { checkShape } from '../check-shape.ts';
import { type Finding, placeFindings } from '../finding.ts';
import { readRecorded } from '../kueue/recorded-readers.ts';
import { workloadKind } from '../kueue/workload.ts';
import { answered, count, oneOf, optional, present } from '../schema.ts';
import { recordedClock } from './clock.ts';
import { recordedConfig, toConfiguration } from './recorded-config.ts';
import { type RecordingReader, readRecordedObjects } from './recording-reader.ts';

const mode = oneOf(['NoFit', 'Preempt', 'DeferredFit', 'Fit']);
const reason = oneOf(['InClusterQueue', 'InCohortReclamation', 'InCohortFairSharing', 'InCohortReclaimWhileBorrowing']);

const condition = answered(() => ({
  type: z.string(),
  status: oneOf(['True', 'False', 'Unknown']),
  reason: optional(z.string()),
  message: optional(z.string()),
  observedGeneration: optional(count()),
}));

const changes = answered(() => ({
  conditions: optional(z.array(condition)),
  admissionChecks: optional(z.array(z.looseObject({}))),
  schedulingStats: optional(
    answered(() => ({
      evictions: z.array(answered(() => ({ reason: z.string(), underlyingCause: z.string(), count: count() }))),
    })),
  ),
  removed: optional(z.array(z.string())),
}));

const event = answered(() => ({
  workload: z.string(),
  type: oneOf(['Normal', 'Warning']),
  reason: z.string(),
  message: optional(z.string()),
}));

const expectation = answered(() => ({
  targets: z.array(answered(() => ({ workload: z.string(), reason }))),
  preempted: optional(count()),
  workloads: optional(z.record(z.string(), changes)),
  events: optional(z.array(event)),
}));

const schema = answered(() => ({
  id: z.string(),
  gates: optional(z.record(z.string(), z.boolean())),
  config: optional(recordedConfig),
  now: recordedClock,
  objects: z.array(z.unknown()),
  ask: answered(() => ({
    workload: z.unknown(),
    clusterQueue: z.string(),
    assignment: z.record(
      z.string(),
      z.record(
        z.string(),
        answered(() => ({ flavor: z.string(), mode })),
      ),
    ),
    counts: optional(z.record(z.string(), count())),
  })),
  expect: expectation,
}));

type Ask = z.output<typeof schema>['ask'];

/** Reads recordings of kind `preemption`: whom Kueue preempted. */
export const preemptionRecordingReader: RecordingReader = {
  kind: 'preemption',
  read(document) {
    const checked = checkShape(schema, document.value, []);
    if (!checked.isValid) return { problems: placeFindings(document, checked.findings) };
    const { id, ask, expect, objects, config, now } = checked.value;
    const gates = resolveFeatureGates(checked.value.gates ?? {});
    const { inputs, problems } = readRecordedObjects(document, objects, gates);
    const findings: Finding[] = [];
    const workload = readRecorded(workloadKind, ask.workload, ['ask', 'workload'], (one) => findings.push(one));
    if (workload === undefined) return { problems: [...problems, ...placeFindings(document, findings)] };
    const recording: PreemptionRecording = {
      id,
      kind: 'preemption',
      gates,
      configuration: toConfiguration(config ?? {}),
      nowMs: now,
      cluster: inputs,
      governance: inputs,
      workload,
      clusterQueue: ask.clusterQueue,
      assignment: toAssignment(ask),
      expected: toAnswer(expect),
    };
    return { recording, problems: [...problems, ...placeFindings(document, findings)] };
  },
};

function toAssignment({ assignment, counts }: Ask): PreemptionRecording['assignment'] {
  return new Map(
    Object.entries(assignment).map(([name, flavors]) => {
      const podSetCount = counts && Object.hasOwn(counts, name) ? (counts[name] as number) : 0;
      return [name, { name, count: podSetCount, flavors: new Map(Object.entries(flavors)) }];
    }),
  );
}

function toAnswer({ targets, preempted, workloads, events }: z.output<typeof expectation>): PreemptionAnswer {
  if (preempted === undefined || preempted === null) return { targets };
  const changed = Object.entries(workloads ?? {}).map(([workload, change]) => {
    const conditions = change.conditions?.map((one) => present({ ...one }));
    return [workload, present({ ...change, conditions })] as const;
  });
  return {
    targets,
    issued: {
      preempted,
      workloads: Object.fromEntries(changed),
      events: (events ?? []).map(({ message, ...rest }) => ({ ...rest, message: message ?? '' })),
    },
  };
}
