import { type Demand, isEnough } from './demand.ts';
import type { Evaluation } from './evaluation.ts';
import type { Supply } from './supply.ts';
import { emptyTally, isAcceptable, isMet, takeEach } from './tally.ts';

/** A row of nodes that are all of use. */
interface Row {
  readonly nodes: number[];
  cpus: number;
}

/**
 * Chooses nodes that follow each other in node order: `--contiguous`, for which `topology/tree` does not look at the tree
 * at all (slurm.md, "Options"; slurmctld: `_eval_nodes_consec`).
 *
 * Rows are gone through in order; each one challenges the best so far. A row that is enough wins over one that is not, and
 * with fewer cores than the best; one that is not enough wins with more cores. The nodes are the first of the row, but a
 * single node is the one with the fewest cores that do.
 *
 * Simplified: one row is used and no further one, which matters for ranges of nodes only.
 */
export function evaluateRow(supply: Supply, demand: Demand): Evaluation {
  const tally = emptyTally(demand, Math.max(demand.minNodes, demand.wantedNodes));
  const isSufficient = (row: Row): boolean => row.cpus >= tally.cpus && isEnough(row.nodes.length, tally.nodes, demand);
  let best: Row | undefined;
  for (const row of rowsOf(supply)) {
    const isEnoughNow = isSufficient(row);
    const isBetter =
      best === undefined ||
      (isEnoughNow && (!isSufficient(best) || row.cpus < best.cpus)) ||
      (!isEnoughNow && row.cpus > best.cpus);
    if (isBetter) best = row;
  }
  if (best === undefined || !isSufficient(best)) return { state: 'unmet' };
  const single = tally.nodes <= 1 ? tightest(best, supply, tally.cpus) : undefined;
  takeEach(tally, supply, demand, single === undefined ? best.nodes : [single]);
  return isMet(tally) || isAcceptable(tally) ? { state: 'met', taken: tally.taken } : { state: 'unmet' };
}

function rowsOf({ cpus }: Supply): Row[] {
  const rows: Row[] = [];
  for (const [node, own] of cpus.entries()) {
    if (own === 0) continue;
    let row = rows.at(-1);
    if (row === undefined || row.nodes.at(-1) !== node - 1) {
      row = { nodes: [], cpus: 0 };
      rows.push(row);
    }
    row.nodes.push(node);
    row.cpus += own;
  }
  return rows;
}

function tightest({ nodes }: Row, { cpus }: Supply, missing: number): number | undefined {
  let best: number | undefined;
  for (const node of nodes) {
    const own = cpus[node] as number;
    if (own >= missing && (best === undefined || own < (cpus[best] as number))) best = node;
  }
  return best;
}
