import { resolveFeatureGates } from '../../src/model/index.ts';
import { AssumedUsage } from '../../src/placement/assumed-usage.ts';
import type { PlacementContext } from '../../src/placement/group-search.ts';

/** A question about a workload that was given nothing yet. */
export function emptyContext(parts: Partial<PlacementContext> = {}): PlacementContext {
  return {
    gates: resolveFeatureGates(),
    isSimulatedEmpty: false,
    workload: undefined,
    assumed: new AssumedUsage(),
    ...parts,
  };
}
