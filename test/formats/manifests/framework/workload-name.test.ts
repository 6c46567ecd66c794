import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workloadName } from '../../../../src/formats/manifests/framework/workload-name.ts';
import type { JobKind } from '../../../../src/formats/manifests/job-kind.ts';
import { JOB_KINDS } from '../../../../src/formats/manifests/job-kinds.ts';
import { resolveFeatureGates } from '../../../../src/model/index.ts';
import { deriveOne } from '../derive.ts';
import { job } from '../objects.ts';

const LONG = resolveFeatureGates({});
const SHORT = resolveFeatureGates({ ShortWorkloadNames: true });

function kindOf(kind: string): JobKind {
  return JOB_KINDS.find((known) => known.kind === kind) as JobKind;
}

/** manifests fact 4 */
describe('the name of a workload', () => {
  // Names that were recorded.
  it.each([
    ['TrainJob', 'llm-901', 'ef91d91c-edae-47ef-8a86-7074e22077b3', 'trainjob-llm-901-ee8a9'],
    ['LeaderWorkerSet', 'train-381-1', '16fcd7dc-5c3a-4c65-89d2-7fc81e960f0e', 'leaderworkerset-train-381-1-09b7e'],
    ['MPIJob', 'sim-531', 'e8957b9a-1c23-4a06-8fe0-14595196e872', 'mpijob-sim-531-92217'],
  ])('of %s %s is told by its uid', (kind, name, uid, expected) => {
    expect(workloadName(kindOf(kind), { name, uid }, LONG)).toBe(expected);
  });

  it.each([
    ['another uid', { name: 'a', uid: 'v' }],
    ['another name', { name: 'b', uid: 'u' }],
    ['something that tells workloads of one job apart', { name: 'a', uid: 'u', extra: '2' }],
  ])('is another for %s', (_, owner) => {
    const [first, other] = [{ name: 'a', uid: 'u' }, owner].map((one) => workloadName(kindOf('Job'), one, LONG));
    expect(other?.slice(-5)).not.toBe(first?.slice(-5));
  });

  it('is cut to what a name or a label may be long, its hash kept whole', () => {
    const name = 'x'.repeat(300);
    const [long, short] = [LONG, SHORT].map((gates) => workloadName(kindOf('Job'), { name, uid: 'u' }, gates));
    expect([long?.length, short?.length]).toEqual([253, 63]);
    expect(long).toMatch(/^job-x+-[0-9a-f]{5}$/);
    expect(long?.slice(-5)).toBe(short?.slice(-5));
  });

  it('never is longer, whatever the job is called', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.string(), (name, uid) => {
        expect(workloadName(kindOf('LeaderWorkerSet'), { name, uid }, SHORT).length).toBeLessThanOrEqual(63);
      }),
    );
  });

  it('of an elastic job is another in each generation', () => {
    const named = (generation: number) => {
      const elastic = job({ generation, annotations: { 'kueue.x-k8s.io/elastic-job': 'true' } });
      return deriveOne([elastic]).reconciliation?.workloads[0]?.metadata;
    };
    expect(named(1)?.name).not.toBe(named(2)?.name);
    expect(named(1)?.annotations).toEqual({
      'kueue.x-k8s.io/elastic-job': 'true',
      'kueue.x-k8s.io/workload-slice-name': named(1)?.name,
    });
  });
});
