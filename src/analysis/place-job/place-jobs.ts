import { compareStrings } from '../../base/index.ts';
import {
  defaultsOfNamespace,
  type FeatureGates,
  resolveFeatureGates,
  resourceErrors,
  resourceErrorsText,
  type Workload,
} from '../../model/index.ts';
import {
  buildSnapshots,
  chargeUsage,
  type FlavoredPlacement,
  type FlavorSnapshot,
  type FlavorSnapshots,
  kueueRule,
  type PlacementRule,
  type PodSetRequest,
  placeWorkload,
} from '../../placement/index.ts';
import type { Network } from '../../topology/index.ts';
import type { JobPlacement } from './job-placement.ts';
import { jobRequests, NO_DEFAULTS } from './job-requests.ts';
import {
  heldPodSets,
  type NodeReplacement,
  newDomains,
  nodeReplacement,
  replacedWorkload,
} from './node-replacement.ts';
import { toPlacedPodSet } from './placed-pod-set.ts';
import { placementNetwork } from './placement-network.ts';
import type { JobToPlace, PlaceQuestion, TopologyOverride } from './question.ts';
import { type RequiredOutcome, requiredOutcomes } from './required-outcomes.ts';

/** A job's placement, and what it would have been had a level been required. */
export interface JobAnswer {
  readonly placement: JobPlacement;
  /** Coarsest level first, in the flavor that took the job or was tried first; empty for a node replacement. */
  readonly ifRequired: readonly RequiredOutcome[];
  /** Where the job is an admitted workload with a failed node: what becomes of that node's pods. */
  readonly replacement?: NodeReplacement;
}

/**
 * Places jobs as Kueue would (or the question's rule), one after another on what the ones before left free; quota plays
 * no part.
 *
 * All pod sets of a job go to one flavor. The cluster needs a topology flavor: see `withDefaultFlavor`.
 * @returns one answer per job, in order
 */
export function placeJobs(jobs: readonly JobToPlace[], question: PlaceQuestion): JobAnswer[] {
  const placer = new Placer(question);
  return jobs.map((job) => placer.answer(job));
}

/** Where would this one job land? */
export function placeJob(job: JobToPlace, question: PlaceQuestion): JobPlacement {
  return jobPlacer(question)(job);
}

/** Where would each of many jobs land by itself? The cluster is compiled once, and no job takes room from another. */
export function jobPlacer(question: PlaceQuestion): (job: JobToPlace) => JobPlacement {
  const placer = new Placer(question);
  return (job) => placer.place(job, question.topology).placement;
}

/** A placement, with what has to be charged for it. */
export interface Attempt {
  readonly placement: JobPlacement;
  readonly requests: readonly PodSetRequest[];
  readonly parts: readonly FlavoredPlacement[];
}

/** Places jobs of one question by any rule. */
export class Placer {
  readonly #question: PlaceQuestion;
  readonly #gates: FeatureGates;
  readonly #rule: PlacementRule;
  readonly #snapshots: FlavorSnapshots;
  readonly #networks = new Map<string, Network>();

  constructor(question: PlaceQuestion) {
    this.#question = question;
    this.#gates = question.gates ?? resolveFeatureGates();
    this.#rule = question.rule ?? kueueRule();
    this.#snapshots = buildSnapshots(question.cluster, this.#gates);
  }

  /** Places a job for good: the next one finds its room taken. */
  answer(job: JobToPlace): JobAnswer {
    const attempt = this.place(job, this.#question.topology);
    const { placement } = attempt;
    const workload = replacedWorkload(job);
    const ifRequired = workload === undefined ? this.#ifRequired(job, placement.flavor) : [];
    this.#charge(job, attempt);
    if (workload === undefined) return { placement, ifRequired };
    return { placement, ifRequired, replacement: nodeReplacement(workload, attempt.parts) };
  }

  /** @param rule default: the question's */
  place(job: JobToPlace, override: TopologyOverride | undefined, rule: PlacementRule = this.#rule): Attempt {
    const requests = jobRequests(job, override, this.#question.resourceDefaults);
    const inadmissible = this.#inadmissible(job);
    if (inadmissible !== undefined) return { placement: inadmissible, requests, parts: [] };
    const workload = replacedWorkload(job);
    if (workload !== undefined) return this.#mend(workload, requests, rule);
    const options = { gates: this.#gates, rule, ...(job.workload && { workload: job.workload }) };
    let first: Attempt | undefined;
    for (const flavor of this.#flavorsToTry()) {
      const parts = placeWorkload(this.#snapshots, new Map([[flavor, requests]]), options);
      const rejected = parts.find((part) => part.state === 'rejected');
      if (rejected === undefined) return { placement: this.#placed(rule, flavor, requests, parts), requests, parts };
      first ??= { placement: toRejection(rejected), requests, parts: [] };
    }
    return first ?? { placement: this.#noFlavor(), requests, parts: [] };
  }

  /** Undefined for a job whose resources Kueue does not object to (kueue-quota §4.8). */
  #inadmissible({ podSets, namespace }: JobToPlace): JobPlacement | undefined {
    const { resourceDefaults = NO_DEFAULTS } = this.#question;
    const found = resourceErrors(podSets, defaultsOfNamespace(resourceDefaults, namespace));
    return found && { state: 'rejected', reason: 'inadmissible', message: resourceErrorsText(found) };
  }

  /** Looks for replacements in the flavors that an admitted workload holds. */
  #mend(workload: Workload, requests: readonly PodSetRequest[], rule: PlacementRule): Attempt {
    const { kept, broken, unknownFlavors } = heldPodSets(workload, requests, (name) => this.#snapshots.has(name));
    if (unknownFlavors.length > 0) {
      const held = `the workload holds ${listed(new Set(unknownFlavors))}`;
      const message = `${held}, and that is no ResourceFlavor with a Topology here; known: ${listed(this.#snapshots.keys())}`;
      return { placement: { state: 'rejected', reason: 'no-topology-flavor', message }, requests, parts: [] };
    }
    const found = placeWorkload(this.#snapshots, broken, { gates: this.#gates, rule, workload });
    const rejected = found.find((part) => part.state === 'rejected');
    if (rejected !== undefined) return { placement: toRejection(rejected), requests, parts: [] };
    const parts = [...kept, ...found];
    return { placement: this.#placed(rule, parts[0]?.flavor ?? '', requests, parts), requests, parts };
  }

  #ifRequired(job: JobToPlace, flavor = ''): RequiredOutcome[] {
    const topology = this.#snapshots.get(flavor)?.domains.topology;
    if (topology === undefined) return [];
    return requiredOutcomes(topology, (required) => this.place(job, { required }).placement);
  }

  #flavorsToTry(): string[] {
    const { flavor } = this.#question;
    const names = [...this.#snapshots.keys()].sort(compareStrings);
    return flavor === undefined ? names : names.filter((name) => name === flavor);
  }

  /** The flavor's nodes as placement sees them. */
  snapshotOf(flavor: string): FlavorSnapshot {
    return this.#snapshots.get(flavor) as FlavorSnapshot;
  }

  #placed(
    rule: PlacementRule,
    flavor: string,
    requests: readonly PodSetRequest[],
    parts: readonly FlavoredPlacement[],
  ): JobPlacement {
    const byName = new Map(parts.map((part) => [part.podSet, part]));
    const podSets = requests.flatMap(({ podSet }) => {
      const part = byName.get(podSet);
      return part?.state === 'placed' ? [toPlacedPodSet(this.networkOf(part.flavor), part)] : [];
    });
    return { state: 'placed', algorithm: rule.name, flavor, podSets };
  }

  /** The network in which the flavor's places lie. */
  networkOf(flavor: string): Network {
    const { domains } = this.snapshotOf(flavor);
    const network = this.#networks.get(flavor) ?? placementNetwork(domains.topology, this.#question.cluster.nodes);
    this.#networks.set(flavor, network);
    return network;
  }

  #charge(job: JobToPlace, { requests, parts }: Attempt): void {
    const workload = replacedWorkload(job);
    const requestsOf = new Map(requests.map((request) => [request.podSet, request.requests]));
    for (const part of parts) {
      const taken = { flavor: part.flavor, requests: requestsOf.get(part.podSet) ?? new Map<string, bigint>() };
      for (const { values, count } of newDomains(workload, part)) {
        chargeUsage(this.#snapshots, { ...taken, values, count }, this.#gates);
      }
    }
  }

  #noFlavor(): JobPlacement {
    const { flavor } = this.#question;
    const message =
      flavor === undefined
        ? 'the cluster has no ResourceFlavor with a Topology'
        : `no ResourceFlavor "${flavor}" with a Topology; known: ${listed(this.#snapshots.keys())}`;
    return { state: 'rejected', reason: 'no-topology-flavor', message };
  }
}

/** The same members in one order, whoever made it. */
function toRejection({
  podSet,
  state,
  reason,
  message,
  flavor,
}: Extract<FlavoredPlacement, { state: 'rejected' }>): JobPlacement {
  return { podSet, state, reason, message, flavor };
}

function listed(names: Iterable<string>): string {
  return Array.from(names, (name) => `"${name}"`).join(', ') || 'none';
}
