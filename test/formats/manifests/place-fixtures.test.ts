import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { placeJobs, withDefaultFlavor } from '../../../src/analysis/index.ts';
import { buildCluster } from '../../../src/formats/index.ts';
import { accepted } from '../read.ts';

const MANIFESTS = 'fixtures/manifests';
const LAYER = /^topology\.k8s\.aws\/network-node-layer-(\d)$/;

const { cluster } = withDefaultFlavor(
  buildCluster(accepted(readFileSync('fixtures/topology/seven-instances.nodes.json', 'utf8'))).cluster,
);

/** Number of domains of a level that these paths lie in. */
function domainCount(paths: readonly (readonly string[])[], level: string): number {
  const depth = Number(LAYER.exec(level)?.[1]);
  return new Set(paths.map((path) => path.slice(0, depth).join('/'))).size;
}

/** Of 7 instances with 8 GPUs each; what the manifests ask for is in `podsets.json`. */
describe('on seven instances', () => {
  it.each(readdirSync(MANIFESTS).filter((file) => file.endsWith('.yaml')))('the jobs of %s find room', (file) => {
    const { jobs } = accepted(readFileSync(`${MANIFESTS}/${file}`, 'utf8'));
    expect(jobs.length).toBeGreaterThan(0);
    for (const job of jobs) {
      const [answer] = placeJobs([job], { cluster });
      if (answer?.placement.state !== 'placed') throw new Error(JSON.stringify(answer?.placement));
      const { podSets } = answer.placement;
      expect(podSets.map(({ name, count }) => [name, count])).toEqual(
        job.podSets.map(({ name, count }) => [name, count]),
      );
      for (const [index, { count, topologyRequest = {} }] of job.podSets.entries()) {
        const nodes = podSets[index]?.nodes ?? [];
        expect(nodes.reduce((sum, node) => sum + node.count, 0)).toBe(count);
        const { required } = topologyRequest;
        if (required !== undefined)
          expect(
            domainCount(
              nodes.map(({ path }) => path),
              required,
            ),
          ).toBe(1);
      }
      const group = podSets.filter((_, index) => job.podSets[index]?.topologyRequest?.podSetGroupName !== undefined);
      const level = job.podSets[0]?.topologyRequest?.required;
      const paths = group.flatMap(({ nodes }) => nodes.map(({ path }) => path));
      if (group.length > 0 && level !== undefined) expect(domainCount(paths, level)).toBe(1);
    }
  });

  it('a second replica of three whole instances under one layer-3 node finds none', () => {
    const { jobs } = accepted(readFileSync(`${MANIFESTS}/leaderworkerset-grouped.yaml`, 'utf8'));
    const states = placeJobs(jobs, { cluster }).map(({ placement }) => placement.state);
    expect(states).toEqual(['placed', 'rejected']);
  });
});
