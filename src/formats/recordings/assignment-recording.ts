import * as z from 'zod';
import type { AssignmentRecording, RecordedUsage } from '../../analysis/index.ts';
import { resolveFeatureGates, toAmounts, type Workload } from '../../model/index.ts';
import type { TopologyUsage } from '../../placement/index.ts';
import { quotaAmount } from '../../quota/index.ts';
import { type PodSetTotals, type PreemptionForecast, toRequestVector } from '../../scheduler/index.ts';
import { checkShape } from '../check-shape.ts';
import { type Finding, placeFindings } from '../finding.ts';
import { readRecorded } from '../kueue/recorded-readers.ts';
import { workloadKind } from '../kueue/workload.ts';
import { answered, count, optional, present, resourceList } from '../schema.ts';
import { assignmentAnswer, possibility } from './assignment-answer.ts';
import { recordedConfig, toConfiguration } from './recorded-config.ts';
import { type RecordingReader, readRecordedObjects } from './recording-reader.ts';

const forecast = { possibility, borrowing: count() };
/** Pod set or resource → more of the same. */
const names = z.record(z.string(), z.string());

const schema = answered(() => ({
  id: z.string(),
  gates: optional(z.record(z.string(), z.boolean())),
  config: optional(recordedConfig),
  objects: z.array(z.unknown()),
  ask: answered(() => ({
    workload: z.unknown(),
    clusterQueue: z.string(),
    usage: optional(z.record(z.string(), z.record(z.string(), resourceList))),
    nodeUsage: optional(
      z.array(
        answered(() => ({
          flavor: z.string(),
          values: z.array(z.string()),
          count: count(),
          requests: optional(resourceList),
        })),
      ),
    ),
    preemptionOracle: answered(() => ({
      default: answered(() => forecast),
      results: optional(z.array(answered(() => ({ flavor: z.string(), resource: z.string(), ...forecast })))),
    })),
    replacedSlice: optional(
      answered(() => ({
        podSets: z.array(
          answered(() => ({
            name: z.string(),
            count: count(),
            flavors: optional(names),
            requests: optional(resourceList),
          })),
        ),
        workload: z.unknown().optional(),
      })),
    ),
    nominationMapping: optional(z.record(z.string(), names)),
    fairSharing: optional(z.boolean()),
  })),
  expect: assignmentAnswer,
}));

type Ask = z.output<typeof schema>['ask'];

/** Reads recordings of kind `assignment`: which flavors Kueue gave a workload. */
export const assignmentRecordingReader: RecordingReader = {
  kind: 'assignment',
  read(document) {
    const checked = checkShape(schema, document.value, []);
    if (!checked.isValid) return { problems: placeFindings(document, checked.findings) };
    const { id, ask, expect, objects, config } = checked.value;
    const gates = resolveFeatureGates(checked.value.gates ?? {});
    const { inputs, problems } = readRecordedObjects(document, objects, gates);
    const findings: Finding[] = [];
    const read = (value: unknown, ...path: string[]): Workload | undefined =>
      readRecorded(workloadKind, value, ['ask', ...path], (finding) => findings.push(finding));
    const workload = read(ask.workload, 'workload');
    const { replacedSlice } = ask;
    const isReplacedTold = replacedSlice?.workload !== undefined;
    const replaced = isReplacedTold ? read(replacedSlice.workload, 'replacedSlice', 'workload') : undefined;
    if (workload === undefined) return { problems: [...problems, ...placeFindings(document, findings)] };
    const recording: AssignmentRecording = present({
      id,
      kind: 'assignment' as const,
      gates,
      configuration: {
        ...toConfiguration(config ?? {}),
        ...(ask.fairSharing === true && { fairSharing: { preemptionStrategies: [] } }),
      },
      cluster: inputs,
      governance: inputs,
      workload,
      clusterQueue: ask.clusterQueue,
      usage: toUsage(ask),
      nodeUsage: (ask.nodeUsage ?? []).map(toNodeUsage),
      oracle: toOracle(ask),
      replacedSlice: replacedSlice?.podSets.map((podSet) => toReplaced(podSet, replaced)),
      nomination: ask.nominationMapping && toNomination(ask.nominationMapping),
      expected: expect,
    });
    return { recording, problems: [...problems, ...placeFindings(document, findings)] };
  },
};

function toUsage({ usage }: Ask): RecordedUsage[] {
  return Object.entries(usage ?? {}).flatMap(([clusterQueue, flavors]) =>
    Object.entries(flavors).flatMap(([flavor, used]) =>
      Object.entries(used).map(([resource, quantity]) => {
        return { clusterQueue, flavor, resource, amount: quotaAmount(resource, quantity) };
      }),
    ),
  );
}

function toNodeUsage(read: NonNullable<Ask['nodeUsage']>[number]): TopologyUsage {
  const { flavor, values, requests } = read;
  return { flavor, values, count: read.count, requests: toAmounts(requests ?? {}) };
}

function toOracle({ preemptionOracle }: Ask): AssignmentRecording['oracle'] {
  const toForecast = (read: Ask['preemptionOracle']['default']): PreemptionForecast => {
    return { possibility: read.possibility, borrowingLevel: read.borrowing };
  };
  return {
    otherwise: toForecast(preemptionOracle.default),
    forecasts: (preemptionOracle.results ?? []).map((result) => {
      return { flavor: result.flavor, resource: result.resource, ...toForecast(result) };
    }),
  };
}

function toReplaced(
  read: NonNullable<Ask['replacedSlice']>['podSets'][number],
  workload: Workload | undefined,
): PodSetTotals {
  const { name, flavors, requests } = read;
  const held = workload?.admission?.podSetAssignments.find((podSet) => podSet.name === name);
  return present({
    name,
    count: read.count,
    requests: toRequestVector(toAmounts(requests ?? {})),
    flavors: new Map(Object.entries(flavors ?? {})),
    topologyAssignment: held?.topologyAssignment,
  });
}

function toNomination(read: NonNullable<Ask['nominationMapping']>): NonNullable<AssignmentRecording['nomination']> {
  return new Map(Object.entries(read).map(([podSet, flavors]) => [podSet, new Map(Object.entries(flavors))]));
}
