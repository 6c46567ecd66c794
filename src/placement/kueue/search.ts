import type { FlavorSnapshot } from '../snapshot/flavor-snapshot.ts';
import type { Exclusions } from './leaf-capacities.ts';
import type { SearchPlan } from './search-plan.ts';
import type { SearchState } from './search-state.ts';

/** One search under way: what is asked, of which snapshot, and what is known of every domain. */
export interface Search {
  readonly snapshot: FlavorSnapshot;
  readonly plan: SearchPlan;
  readonly state: SearchState;
  readonly exclusions: Exclusions;
}
