import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Assignment,
  hasPendingFlavors,
  type ScanProgress,
  type SchedulerSnapshot,
} from '../../../src/scheduler/index.ts';
import { arbitraryParts, arbitraryWorkload } from '../arbitrary-scheduler.ts';
import { assign, podSet, queue, queueIn, snapshot, usageIn, workload } from '../make-scheduler.ts';

/** Checks every active queue of a random cluster. */
function everywhere(check: (answer: Assignment, state: SchedulerSnapshot, name: string) => void): void {
  fc.assert(
    fc.property(arbitraryParts, arbitraryWorkload, (parts, waiting) => {
      const state = snapshot(parts);
      for (const name of state.queues.keys()) check(assign(state, name, waiting), state, name);
    }),
    { numRuns: 200 },
  );
}

describe('an assignment', () => {
  it('that fits takes no more than there is, in quota and, pod set by pod set, on the nodes', () => {
    let fitting = 0;
    everywhere((answer, state, name) => {
      if (answer.mode !== 'Fit') return;
      fitting++;
      const topology = answer.usage.topology.filter(({ requests }) => requests.size > 0);
      expect(state.fits(queueIn(state, name), { ...answer.usage, topology })).toBe('fits');
    });
    expect(fitting).toBeGreaterThan(20);
  });

  it('uses what its pod sets request of the resources that got a flavor', () => {
    everywhere((answer, state) => {
      const sums: Record<string, number> = {};
      for (const { flavors, requests } of answer.podSets) {
        for (const [resource, { flavor }] of flavors) {
          const requested = requests.find((one) => one.resource === resource)?.amount ?? 0;
          sums[`${flavor}/${resource}`] = (sums[`${flavor}/${resource}`] ?? 0) + Number(requested);
        }
      }
      expect(usageIn(state, answer)).toEqual(sums);
    });
  });

  it('gives all resources of a group one flavor and one bookmark', () => {
    everywhere((answer, state, name) => {
      const { groupOf } = queueIn(state, name);
      for (const { flavors } of answer.podSets) {
        const byGroup = new Map<number | undefined, Set<string>>();
        for (const [resource, { flavor, triedIndex }] of flavors) {
          const index = groupOf.get(resource)?.index;
          byGroup.set(index, (byGroup.get(index) ?? new Set()).add(`${flavor} ${triedIndex}`));
        }
        for (const found of byGroup.values()) expect(found.size).toBe(1);
      }
    });
  });

  it('has a reason, an error or no flavor to tell of whenever it does not fit', () => {
    everywhere(({ mode, podSets }) => {
      const isSilent = podSets.every(({ reasons, error }) => reasons.length === 0 && error === undefined);
      expect(mode === 'Fit').toBe(isSilent);
    });
  });
});

describe('scans of flavors', () => {
  const fungible = fc.constantFrom('MayStopSearch' as const, 'TryNextFlavor' as const);
  const flavors = fc.array(fc.record({ quota: fc.nat(6), used: fc.nat(6) }), { minLength: 1, maxLength: 8 });

  it('try every flavor once, in order, before they begin anew', () => {
    fc.assert(
      fc.property(flavors, fc.nat(6), fungible, fungible, (list, cpu, whenCanBorrow, whenCanPreempt) => {
        const group = Object.fromEntries(list.map(({ quota }, i) => [`f${i}`, { cpu: quota }]));
        const rest = { cohortName: 'all', flavorFungibility: { whenCanBorrow, whenCanPreempt } };
        const lender = queue('lender', [Object.fromEntries(list.map(({ used }, i) => [`f${i}`, { cpu: used }]))], {
          cohortName: 'all',
        });
        const state = snapshot({ clusterQueues: [queue('q', [group], rest), lender] });
        const tried: string[] = [];
        let progress: ScanProgress | undefined;
        for (let scan = 0; scan === 0 || hasPendingFlavors(progress); scan++) {
          expect(scan).toBeLessThan(list.length);
          const answer = assign(state, 'q', workload('w', [podSet('main', 1, { cpu })]), {
            ...(progress && { progress }),
          });
          tried.push(...(answer.podSets[0]?.attempts ?? []).map(({ flavor }) => flavor));
          progress = answer.progress;
        }
        expect(tried).toEqual(list.map((_, i) => `f${i}`));
      }),
    );
  });
});
