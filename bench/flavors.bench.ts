import {
  type ClusterQueue,
  type Cohort,
  type FeatureGates,
  type ResourceFlavor,
  resolveFeatureGates,
  type Workload,
} from '../src/model/index.ts';
import {
  type Assignment,
  type AssignmentQuestion,
  assignFlavors,
  buildSchedulerSnapshot,
  type SchedulerObjects,
  type SchedulerQueue,
  type SchedulerSnapshot,
  workloadInfo,
} from '../src/scheduler/index.ts';
import { benchCluster } from './bench-cluster.ts';
import type { BenchCase, BenchSuite } from './harness.ts';

const QUEUES = 1_000;
const FLAVORS = 10;
const NODES = 2_000;
/** Per queue, flavor and resource. */
const NOMINAL = { cpu: '64', memory: '512Gi', 'nvidia.com/gpu': '8' };
const RESOURCES = Object.keys(NOMINAL);

/** What does it cost to find flavors for one workload, in flat and in deep cohorts; and to build the snapshot, or try it? */
export const flavorsSuite: BenchSuite = {
  name: 'flavors',
  *cases() {
    const gates = resolveFeatureGates();
    for (const depth of [1, 6]) {
      const objects = cluster(depth, 'quota');
      const snapshot = build(objects, gates);
      const queue = snapshot.queues.get('queue-0500') as SchedulerQueue;
      yield assignmentCase('first-flavor', depth, questionOf(snapshot, queue, 1), 'Fit flavor-0 0');
      fillBut(snapshot, queue, FLAVORS - 1);
      yield assignmentCase('last-of-10', depth, questionOf(snapshot, queue, 1), 'Fit flavor-9 -1');
      fillBut(snapshot, queue, FLAVORS);
      yield assignmentCase('none-of-10', depth, questionOf(snapshot, queue, 1), 'Preempt flavor-0 -1');
      yield assignmentCase('too-large', depth, questionOf(snapshot, queue, 1_000_000), 'NoFit none none');
      yield { name: `try-${depth}-deep`, nodes: 0, run: () => tryOut(snapshot, queue), fields: { depth } };
      yield { name: `build-${depth}-deep`, nodes: 0, run: () => build(objects, gates), fields: { depth } };
    }
    const placing = build(cluster(1, 'topology'), gates);
    const queue = placing.queues.get('queue-0500') as SchedulerQueue;
    yield assignmentCase('with-place', 1, questionOf(placing, queue, 1), 'Fit flavor-0 0', NODES);
  },
};

/** Queues in cohorts of ten, each of which hangs `depth` cohorts below its root; the flavors place or don't. */
function cluster(depth: number, kind: 'quota' | 'topology'): SchedulerObjects {
  const { nodes, topologies } = benchCluster(kind === 'topology' ? NODES : 0);
  const names = Array.from({ length: FLAVORS }, (_, i) => `flavor-${i}`);
  const resourceFlavors = names.map((name): ResourceFlavor => {
    return kind === 'topology' ? { name, topologyName: 'bench' } : { name };
  });
  const clusterQueues = Array.from({ length: QUEUES }, (_, i) => queueOf(i, names));
  const cohorts = Array.from({ length: QUEUES / 10 }, (_, i) => cohortsOf(i, depth)).flat();
  return { nodes, pods: [], topologies, resourceFlavors, workloads: [], clusterQueues, cohorts, admissionChecks: [] };
}

function queueOf(i: number, flavors: readonly string[]): ClusterQueue {
  const resources = RESOURCES.map((name) => ({ name, nominalQuota: NOMINAL[name as keyof typeof NOMINAL] }));
  return {
    name: `queue-${String(i).padStart(4, '0')}`,
    cohortName: `cohort-${Math.floor(i / 10)}-0`,
    resourceGroups: [{ coveredResources: RESOURCES, flavors: flavors.map((name) => ({ name, resources })) }],
    queueingStrategy: 'BestEffortFIFO',
    flavorFungibility: { whenCanBorrow: 'TryNextFlavor', whenCanPreempt: 'TryNextFlavor' },
    preemption: { reclaimWithinCohort: 'Any', withinClusterQueue: 'LowerPriority' },
    stopPolicy: 'None',
  };
}

function cohortsOf(i: number, depth: number): Cohort[] {
  return Array.from({ length: depth }, (_, level) => ({
    name: `cohort-${i}-${level}`,
    resourceGroups: [],
    ...(level + 1 < depth && { parentName: `cohort-${i}-${level + 1}` }),
  }));
}

function build(objects: SchedulerObjects, gates: FeatureGates): SchedulerSnapshot {
  return buildSchedulerSnapshot(objects, { gates, configuration: {} });
}

/** Eight pods of so many GPUs in all, and what goes with them. Nobody can be preempted. */
function questionOf(snapshot: SchedulerSnapshot, queue: SchedulerQueue, gpusPerPod: number): AssignmentQuestion {
  const requests = { cpu: 4, memory: '32Gi', 'nvidia.com/gpu': gpusPerPod };
  const template = { spec: { containers: [{ resources: { requests } }] } };
  const workload: Workload = { name: 'job', podSets: [{ name: 'main', count: 8, template }] };
  const { gates, configuration } = snapshot;
  const { flavorResources } = snapshot.quota.quota;
  return {
    snapshot,
    queue,
    workload: workloadInfo(workload, queue.name, { gates, configuration, flavorResources }),
    oracle: { forecast: () => ({ possibility: 'NoCandidates', borrowingLevel: 0 }) },
  };
}

/** Takes the first flavors of the queue's whole cohort tree out of the market. */
function fillBut(snapshot: SchedulerSnapshot, queue: SchedulerQueue, count: number): void {
  const { flavors } = queue.resourceGroups[0] as SchedulerQueue['resourceGroups'][number];
  const { quota } = snapshot;
  for (const { flavorResources } of flavors.slice(0, count)) {
    const amounts = [...flavorResources.values()].map((flavorResource) => {
      return { flavorResource, amount: quota.available(queue.node, flavorResource) };
    });
    quota.addUsage(queue.node, amounts);
  }
}

/** As a preemption does: a workload's usage goes, is asked about, and is back. */
function tryOut(snapshot: SchedulerSnapshot, queue: SchedulerQueue): string {
  const { flavors } = queue.resourceGroups[0] as SchedulerQueue['resourceGroups'][number];
  const flavorResource = flavors[0]?.flavorResources.get('cpu') as number;
  const usage = { quota: [{ flavorResource, amount: 1000 }], topology: [] };
  const mark = snapshot.mark();
  snapshot.removeUsage(queue, usage);
  const check = snapshot.fits(queue, usage);
  snapshot.rollback(mark);
  return check;
}

function assignmentCase(
  name: string,
  depth: number,
  question: AssignmentQuestion,
  expected: string,
  nodes = 0,
): BenchCase {
  const found = summary(assignFlavors(question));
  if (found !== expected) throw new Error(`${name}, ${depth} deep: expected ${expected}, found ${found}`);
  return { name: `${name}-${depth}-deep`, nodes, run: () => assignFlavors(question), fields: { depth } };
}

/** Mode, flavor and bookmark of the GPUs. */
function summary({ mode, podSets }: Assignment): string {
  const assigned = podSets[0]?.flavors.get('nvidia.com/gpu');
  return `${mode} ${assigned?.flavor ?? 'none'} ${assigned?.triedIndex ?? 'none'}`;
}
