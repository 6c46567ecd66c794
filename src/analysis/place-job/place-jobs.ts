import { compareStrings } from '../../base/index.ts';
import { type FeatureGates, resolveFeatureGates } from '../../model/index.ts';
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
import { jobRequests } from './job-requests.ts';
import { toPlacedPodSet } from './placed-pod-set.ts';
import { placementNetwork } from './placement-network.ts';
import type { JobToPlace, PlaceQuestion, TopologyOverride } from './question.ts';
import { type RequiredOutcome, requiredOutcomes } from './required-outcomes.ts';

/** A job's placement, and what it would have been had a level been required. */
export interface JobAnswer {
  readonly placement: JobPlacement;
  /** Coarsest level first, in the flavor that took the job or was tried first. */
  readonly ifRequired: readonly RequiredOutcome[];
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
  return new Placer(question).place(job, question.topology).placement;
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
    const topology = this.#snapshots.get(placement.flavor ?? '')?.domains.topology;
    const ifRequired =
      topology === undefined ? [] : requiredOutcomes(topology, (required) => this.place(job, { required }).placement);
    this.#charge(attempt);
    return { placement, ifRequired };
  }

  /** @param rule default: the question's */
  place(job: JobToPlace, override: TopologyOverride | undefined, rule: PlacementRule = this.#rule): Attempt {
    const requests = jobRequests(job.podSets, override);
    const options = { gates: this.#gates, rule, ...(job.workload && { workload: job.workload }) };
    let first: Attempt | undefined;
    for (const flavor of this.#flavorsToTry()) {
      const parts = placeWorkload(this.#snapshots, new Map([[flavor, requests]]), options);
      const rejected = parts.find((part) => part.state === 'rejected');
      if (rejected === undefined) return { placement: this.#placed(rule, flavor, requests, parts), requests, parts };
      first ??= { placement: rejected, requests, parts: [] };
    }
    return first ?? { placement: this.#noFlavor(), requests, parts: [] };
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
    const network = this.networkOf(flavor);
    const byName = new Map(parts.map((part) => [part.podSet, part]));
    const podSets = requests.flatMap(({ podSet }) => {
      const part = byName.get(podSet);
      return part?.state === 'placed' ? [toPlacedPodSet(network, part)] : [];
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

  #charge({ requests, parts }: Attempt): void {
    const requestsOf = new Map(requests.map((request) => [request.podSet, request.requests]));
    for (const part of parts) {
      if (part.state === 'rejected') continue;
      const taken = { flavor: part.flavor, requests: requestsOf.get(part.podSet) ?? new Map<string, bigint>() };
      for (const { values, count } of part.assignment.domains) {
        chargeUsage(this.#snapshots, { ...taken, values, count }, this.#gates);
      }
    }
  }

  #noFlavor(): JobPlacement {
    const { flavor } = this.#question;
    const known = [...this.#snapshots.keys()].map((name) => `"${name}"`).join(', ') || 'none';
    const message =
      flavor === undefined
        ? 'the cluster has no ResourceFlavor with a Topology'
        : `no ResourceFlavor "${flavor}" with a Topology; known: ${known}`;
    return { state: 'rejected', reason: 'no-topology-flavor', message };
  }
}
