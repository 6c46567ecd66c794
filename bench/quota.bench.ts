import type { ClusterQueue, Cohort } from '../src/model/index.ts';
import {
  compileQuotaTree,
  dominantShare,
  type FlavorResourceAmounts,
  type QuotaSource,
  QuotaTree,
} from '../src/quota/index.ts';
import type { BenchCase, BenchSuite } from './harness.ts';

const QUEUES = 1000;
const FLAVORS = ['a', 'b', 'c', 'd', 'e'];
const RESOURCES = ['cpu', 'memory', 'nvidia.com/gpu', 'pods'];
/** Of each flavor-resource, in each queue. */
const NOMINAL = 100;
/** What every queue holds of each flavor-resource before the first question. */
const HELD = 8;
const ASKED = 3;

/** What does one decision cost on a tree of 1,000 queues and 20 flavor-resources: directly in one cohort, and six deep? */
export const quotaSuite: BenchSuite = {
  name: 'quota',
  *cases() {
    for (const depth of [1, 6]) {
      const source = quotaSource(depth);
      const tree = new QuotaTree(compileQuotaTree(source));
      const queues = [...tree.quota.forest.queues.values()];
      for (const queue of queues) tree.addUsage(queue, amounts(tree, HELD, FLAVORS));
      for (const [name, flavors] of [
        ['4', ['c']],
        ['20', FLAVORS],
      ] as const) {
        yield decision(tree, queues, `decide-${name}-depth-${depth}`, amounts(tree, ASKED, flavors));
      }
      yield* shares(source, depth);
      yield { name: `compile-depth-${depth}`, nodes: QUEUES, run: () => compileQuotaTree(source) };
    }
  },
};

/** As much is added as a workload would take, everything that is left is looked at, and it is undone. */
function decision(tree: QuotaTree, queues: readonly number[], name: string, asked: FlavorResourceAmounts): BenchCase {
  const decide = (queue: number): number => {
    const mark = tree.mark();
    tree.addUsage(queue, asked);
    let left = 0;
    for (const { flavorResource } of asked) left += Number(tree.available(queue, flavorResource));
    tree.rollback(mark);
    return left;
  };
  // By hand: nobody keeps anything to itself, so what is left is what all together have left, whatever the depth.
  const expected = asked.reduce((sum, { flavorResource }) => {
    const nominal = isCpu(tree, flavorResource) ? NOMINAL * 1000 : NOMINAL;
    return sum + QUEUES * (nominal - HELD) - ASKED;
  }, 0);
  for (const queue of queues) {
    const left = decide(queue);
    if (left !== expected) throw new Error(`${left} left in ${name}, expected ${expected}`);
  }
  let next = 0;
  return { name, nodes: QUEUES, batch: 100, run: () => decide(queues[next++ % queues.length] as number) };
}

/** Every other queue borrows some GPUs of one flavor; the cohorts have enough for all of theirs. */
function* shares(source: QuotaSource, depth: number): Generator<BenchCase> {
  const tree = new QuotaTree(compileQuotaTree(source));
  const { flavorResources, forest } = tree.quota;
  const flavorResource = flavorResources.indexOf('c', 'nvidia.com/gpu') as number;
  const queues = [...forest.queues.values()];
  for (const [i, queue] of queues.entries()) {
    if (i % 2 === 0) tree.addUsage(queue, [{ flavorResource, amount: NOMINAL + HELD }]);
  }
  // By hand: what all queues have of GPUs could be lent.
  const share = (HELD * 1000) / (QUEUES * FLAVORS.length * NOMINAL);
  yield shareCase(tree, `share-of-queue-depth-${depth}`, queues, (i) => (i % 2 === 0 ? share : 0));
  yield shareCase(tree, `share-of-cohort-depth-${depth}`, [...forest.cohorts.values()], () => 0);
}

function shareCase(
  tree: QuotaTree,
  name: string,
  nodes: readonly number[],
  expected: (index: number) => number,
): BenchCase {
  for (const [i, node] of nodes.entries()) {
    const { ratio } = dominantShare(tree, node);
    if (ratio !== expected(i)) throw new Error(`${name} is ${ratio}, expected ${expected(i)}`);
  }
  let next = 0;
  const run = (): unknown => dominantShare(tree, nodes[next++ % nodes.length] as number);
  return { name, nodes: QUEUES, batch: 100, run };
}

function isCpu(tree: QuotaTree, flavorResource: number): boolean {
  return tree.quota.flavorResources.names[flavorResource]?.resource === 'cpu';
}

function amounts(tree: QuotaTree, amount: number, flavors: readonly string[]): FlavorResourceAmounts {
  const { indexOf } = tree.quota.flavorResources;
  return flavors.flatMap((flavor) =>
    RESOURCES.map((resource) => ({ flavorResource: indexOf(flavor, resource) as number, amount })),
  );
}

/** Cohorts fork in three on every level, so that queues are spread over the lowest. */
function quotaSource(depth: number): QuotaSource {
  const cohorts: Cohort[] = [{ name: 'c', resourceGroups: [] }];
  let level = ['c'];
  for (let i = 1; i < depth; i++) {
    level = level.flatMap((parentName) => [0, 1, 2].map((child) => `${parentName}.${child}`));
    for (const name of level) cohorts.push({ name, parentName: name.slice(0, -2), resourceGroups: [] });
  }
  return {
    cohorts,
    clusterQueues: Array.from({ length: QUEUES }, (_, i) => queue(i, level[i % level.length] as string)),
  };
}

function queue(index: number, cohortName: string): ClusterQueue {
  const resources = RESOURCES.map((name) => ({ name, nominalQuota: NOMINAL }));
  return {
    name: `queue-${index}`,
    cohortName,
    resourceGroups: [{ coveredResources: RESOURCES, flavors: FLAVORS.map((name) => ({ name, resources })) }],
    queueingStrategy: 'BestEffortFIFO',
    flavorFungibility: { whenCanBorrow: 'MayStopSearch', whenCanPreempt: 'TryNextFlavor' },
    preemption: { reclaimWithinCohort: 'Never', withinClusterQueue: 'Never' },
    stopPolicy: 'None',
  };
}
