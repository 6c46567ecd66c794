import { compilePaths, pathOf } from '../src/topology/index.ts';
import type { BenchSuite } from './harness.ts';

const SIZES = [640, 2_560, 10_240, 40_960];
const HOSTS_PER_RACK = 16;
const RACKS_PER_BLOCK = 10;

/** What does it cost to compile a network of this size? */
export const topologySuite: BenchSuite = {
  name: 'topology',
  *cases() {
    for (const nodes of SIZES) {
      const paths = Array.from({ length: nodes }, (_, host) => pathOfHost(host));
      const { tree, nodeOfPath } = compilePaths(paths);
      const last = pathOf(tree, nodeOfPath[nodes - 1] as number);
      if (last.join() !== pathOfHost(nodes - 1).join()) throw new Error(`compilePaths lost a host: ${last.join()}`);
      yield { name: 'compile paths', nodes, run: () => compilePaths(paths) };
    }
  },
};

function pathOfHost(host: number): string[] {
  const rack = Math.floor(host / HOSTS_PER_RACK);
  return [`block-${Math.floor(rack / RACKS_PER_BLOCK)}`, `rack-${rack}`, `host-${host}`];
}
