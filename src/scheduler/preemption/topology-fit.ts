import { type FlavoredPlacement, type PodSetRequest, placeWorkload, sliceConstraints } from '../../placement/index.ts';
import type { WorkloadInfo } from '../snapshot/workload-info.ts';
import type { PreemptionQuestion } from './preemption-question.ts';

/**
 * Whether what a preemptor asks of the topology finds a place while victims come and go.
 *
 * Every answer is that of a real placement. What spares placements are two laws that Kueue's search obeys where pods are
 * placed in one go: where they fit they fit with more room too, and where they were placed they fit as long as nobody
 * takes of that very place. Of several pod sets neither is sure, as where one goes depends on where another went.
 * @see kueue-quota §10.7, kueue-tas §15.3
 */
export class TopologyFit {
  /** Is it sure that whoever fits without some victims fits without more of them? */
  readonly isMonotone: boolean;
  readonly #question: PreemptionQuestion;
  readonly #flavor: string | undefined;
  /** Is it sure that a place is good as long as nobody takes of it? Slices are not only a matter of single nodes. */
  readonly #isPlaceLasting: boolean;
  /** Domains of the place that was found last. */
  #place: ReadonlySet<string> = new Set();

  constructor(question: PreemptionQuestion) {
    const { topologyRequests, preemptor, snapshot } = question;
    const [flavor] = topologyRequests.keys();
    const requests = [...topologyRequests.values()].flat();
    const isOrdinary =
      (preemptor.workload.unhealthyNodes ?? []).length === 0 && !snapshot.gates.ElasticJobsViaWorkloadSlicesWithTAS;
    this.#question = question;
    this.#flavor = flavor;
    this.isMonotone = isOrdinary && topologyRequests.size <= 1 && isPlacedInOneGo(requests);
    this.#isPlaceLasting =
      this.isMonotone && requests.every(({ topologyRequest }) => sliceConstraints(topologyRequest).length === 0);
  }

  /** Is there a place in the snapshot as it is at this moment? Costs what was changed since the last time. */
  isFitting(): boolean {
    const { snapshot, preemptor, topologyRequests } = this.#question;
    if (topologyRequests.size === 0) return true;
    const { topology, gates } = snapshot;
    const placements = placeWorkload(topology, topologyRequests, { gates, workload: preemptor.workload });
    if (placements.some(({ state }) => state === 'rejected')) return false;
    if (this.#isPlaceLasting) this.#place = domainsOf(placements);
    return true;
  }

  /** The same, where there was a place the last time and nothing happened since but that this workload came back. */
  isFittingBeside({ usage }: WorkloadInfo): boolean {
    const touches = usage.topology.some(
      ({ flavor, values }) => flavor === this.#flavor && this.#place.has(values.join()),
    );
    return this.#isPlaceLasting && !touches ? true : this.isFitting();
  }
}

/** One pod set; or a leader with its workers that have to be in one domain, so that there is nothing to choose between. */
function isPlacedInOneGo(requests: readonly PodSetRequest[]): boolean {
  const [first, second] = requests;
  if (first === undefined || second === undefined) return true;
  const isGroup = first.group !== undefined && first.group === second.group;
  return (
    requests.length === 2 && isGroup && requests.every(({ topologyRequest }) => topologyRequest?.required !== undefined)
  );
}

function domainsOf(placements: readonly FlavoredPlacement[]): ReadonlySet<string> {
  return new Set(
    placements.flatMap((placement) =>
      placement.state === 'placed' ? placement.assignment.domains.map(({ values }) => values.join()) : [],
    ),
  );
}
