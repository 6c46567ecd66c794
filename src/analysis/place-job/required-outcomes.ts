import { HOSTNAME_LABEL, type Topology } from '../../model/index.ts';
import type { JobPlacement } from './job-placement.ts';

/** What a job would get if one domain of a level were required for each of its pod sets. */
export type RequiredOutcome =
  | {
      readonly level: string;
      readonly state: 'placed';
      /** Largest distance of two pods of one pod set; null where a pair shares no network node. */
      readonly maxHops: number | null;
    }
  | { readonly level: string; readonly state: 'rejected'; readonly message: string };

/** Asks for every level above the hosts, coarsest first. */
export function requiredOutcomes({ levels }: Topology, place: (level: string) => JobPlacement): RequiredOutcome[] {
  return levels
    .filter((level) => level !== HOSTNAME_LABEL)
    .map((level) => {
      const placement = place(level);
      if (placement.state === 'rejected') return { level, state: 'rejected', message: placement.message };
      const distances = placement.podSets.map(({ hops }) => hops.max);
      const isKnown = distances.every((distance) => distance !== null);
      return { level, state: 'placed', maxHops: isKnown ? Math.max(0, ...distances) : null };
    });
}
