import { compareStrings } from '../../base/index.ts';
import {
  type FeatureGates,
  type PodSet,
  type PodSetTopologyRequest,
  podRequests,
  resolveFeatureGates,
} from '../../model/index.ts';
import {
  buildSnapshots,
  chargeUsage,
  type FlavoredPlacement,
  type FlavorSnapshots,
  isExplicitRequest,
  type PodSetRequest,
  placeWorkload,
  type RejectionReason,
} from '../../placement/index.ts';
import type { Network } from '../../topology/index.ts';
import { type PlacedPodSet, toPlacedPodSet } from './placed-pod-set.ts';
import { placementNetwork } from './placement-network.ts';
import type { JobToPlace, PlaceQuestion } from './question.ts';

/** Why a job got no place. */
export type JobRejectionReason = RejectionReason | 'no-topology-flavor';

/** Where a job lands, or why nowhere. */
export type JobPlacement =
  | {
      readonly state: 'placed';
      /** The rule that chose the nodes. */
      readonly algorithm: 'kueue';
      readonly flavor: string;
      /** In the order of the job; pod sets without pods are left out. */
      readonly podSets: readonly PlacedPodSet[];
    }
  | {
      readonly state: 'rejected';
      readonly reason: JobRejectionReason;
      /** Kueue's message about the first pod set that found no place, in the first flavor tried. */
      readonly message: string;
      readonly podSet?: string;
      readonly flavor?: string;
    };

/**
 * Places jobs as Kueue would, one after another on what the ones before left free; quota plays no part.
 *
 * All pod sets of a job go to one flavor. The cluster needs a topology flavor: see `withDefaultFlavor`.
 * @returns one answer per job, in order
 */
export function placeJobs(jobs: readonly JobToPlace[], question: PlaceQuestion): JobPlacement[] {
  const gates = question.gates ?? resolveFeatureGates();
  const snapshots = buildSnapshots(question.cluster, gates);
  const networks = new Map<string, Network>();
  const networkOf = (flavor: string): Network => {
    const { domains } = snapshots.get(flavor) as NonNullable<ReturnType<FlavorSnapshots['get']>>;
    const network = networks.get(flavor) ?? placementNetwork(domains.topology, question.cluster.nodes);
    networks.set(flavor, network);
    return network;
  };
  return jobs.map((job) => placeOne(job, { question, gates, snapshots, networkOf }));
}

/** Where would this one job land? */
export function placeJob(job: JobToPlace, question: PlaceQuestion): JobPlacement {
  return placeJobs([job], question)[0] as JobPlacement;
}

interface Setting {
  readonly question: PlaceQuestion;
  readonly gates: FeatureGates;
  readonly snapshots: FlavorSnapshots;
  readonly networkOf: (flavor: string) => Network;
}

function placeOne(job: JobToPlace, { question, gates, snapshots, networkOf }: Setting): JobPlacement {
  const requests = job.podSets.filter(({ count }) => count > 0).map((podSet) => toRequest(podSet, question));
  let firstRejection: JobPlacement | undefined;
  for (const flavor of flavorsToTry(question, snapshots)) {
    const options = { gates, ...(job.workload && { workload: job.workload }) };
    const placements = placeWorkload(snapshots, new Map([[flavor, requests]]), options);
    const rejected = placements.find((placement) => placement.state === 'rejected');
    if (rejected === undefined) {
      charge(snapshots, requests, placements, gates);
      return {
        state: 'placed',
        algorithm: 'kueue',
        flavor,
        podSets: inJobOrder(requests, placements, networkOf(flavor)),
      };
    }
    firstRejection ??= rejected;
  }
  return firstRejection ?? noFlavor(question, snapshots);
}

function flavorsToTry({ flavor }: PlaceQuestion, snapshots: FlavorSnapshots): string[] {
  const names = [...snapshots.keys()].sort(compareStrings);
  return flavor === undefined ? names : names.filter((name) => name === flavor);
}

function toRequest({ name, count, template, topologyRequest }: PodSet, { topology }: PlaceQuestion): PodSetRequest {
  const asked = topology === undefined ? topologyRequest : override(topologyRequest, topology);
  return {
    podSet: name,
    count,
    requests: podRequests(template.spec ?? {}),
    template,
    isImplied: !isExplicitRequest(asked),
    ...(asked && { topologyRequest: asked }),
    ...(asked?.podSetGroupName !== undefined && { group: asked.podSetGroupName }),
  };
}

/** What is asked for on the command line replaces required, preferred and unconstrained; slices stay. */
function override(
  asked: PodSetTopologyRequest | undefined,
  topology: NonNullable<PlaceQuestion['topology']>,
): PodSetTopologyRequest {
  const { required: _required, preferred: _preferred, unconstrained: _unconstrained, ...rest } = asked ?? {};
  return { ...rest, ...topology };
}

function inJobOrder(
  requests: readonly PodSetRequest[],
  placements: readonly FlavoredPlacement[],
  network: Network,
): PlacedPodSet[] {
  const byName = new Map(placements.map((placement) => [placement.podSet, placement]));
  return requests.flatMap(({ podSet }) => {
    const placement = byName.get(podSet);
    return placement?.state === 'placed' ? [toPlacedPodSet(network, placement)] : [];
  });
}

/** Takes the room of a placed job, so that the next one does not get it too. */
function charge(
  snapshots: FlavorSnapshots,
  requests: readonly PodSetRequest[],
  placements: readonly FlavoredPlacement[],
  gates: FeatureGates,
): void {
  const requestsOf = new Map(requests.map((request) => [request.podSet, request.requests]));
  for (const placement of placements) {
    if (placement.state === 'rejected') continue;
    for (const { values, count } of placement.assignment.domains) {
      const taken = {
        flavor: placement.flavor,
        values,
        count,
        requests: requestsOf.get(placement.podSet) ?? new Map(),
      };
      chargeUsage(snapshots, taken, gates);
    }
  }
}

function noFlavor({ flavor }: PlaceQuestion, snapshots: FlavorSnapshots): JobPlacement {
  const known = [...snapshots.keys()].map((name) => `"${name}"`).join(', ');
  const message =
    flavor === undefined
      ? 'the cluster has no ResourceFlavor with a Topology'
      : `no ResourceFlavor "${flavor}" with a Topology; known: ${known || 'none'}`;
  return { state: 'rejected', reason: 'no-topology-flavor', message };
}
