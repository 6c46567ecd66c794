import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantityNanos } from '../../src/base/index.ts';
import {
  addConsumption,
  type Consumption,
  decayConsumption,
  entryPenalty,
  localQueueUsage,
  sampleConsumption,
  toConsumption,
} from '../../src/quota/index.ts';

const MINUTE = 60_000;

function consumption(quantities: Readonly<Record<string, string>>): Consumption {
  return new Map(Object.entries(quantities).map(([resource, quantity]) => [resource, quantityNanos(quantity)]));
}

describe('consumption', () => {
  it('of amounts is in cores, bytes and pieces', () => {
    const amounts = new Map([
      ['cpu', 1500n],
      ['memory', 1024n],
      ['nvidia.com/gpu', 8n],
    ]);
    expect(toConsumption(amounts)).toEqual(consumption({ cpu: '1500m', memory: '1Ki', 'nvidia.com/gpu': '8' }));
  });

  it('makes up for half of the difference in every half-life', () => {
    const was = consumption({ cpu: '4', memory: '1Gi' });
    const isNow = consumption({ cpu: '8', gpu: '1' });
    const after = decayConsumption(was, isNow, 10 * MINUTE, 10 * MINUTE);
    expect(after).toEqual(consumption({ cpu: '6', memory: '512Mi', gpu: '500m' }));
  });

  it('cuts off what is finer than a billionth, of each of the two parts', () => {
    const three = new Map([['cpu', 3n]]);
    expect(decayConsumption(three, three, MINUTE, MINUTE)).toEqual(new Map([['cpu', 2n]]));
  });

  it('stays without a half-life, but a sample forgets it', () => {
    const was = consumption({ cpu: '4' });
    const isNow = consumption({ cpu: '8', gpu: '1' });
    expect(decayConsumption(was, isNow, MINUTE, 0)).toEqual(consumption({ cpu: '4', gpu: '0' }));
    expect(sampleConsumption(was, isNow, MINUTE, 0)).toEqual(new Map());
    expect(sampleConsumption(was, isNow, MINUTE, MINUTE)).toEqual(consumption({ cpu: '6', gpu: '500m' }));
  });

  it('does not run backwards', () => {
    const was = consumption({ cpu: '4' });
    expect(decayConsumption(was, consumption({ cpu: '8' }), -MINUTE, MINUTE)).toEqual(was);
  });

  it('lies between what was and what is, to the billionths that are cut off', () => {
    const nanos = fc.bigInt(0n, 10n ** 24n);
    fc.assert(
      fc.property(nanos, nanos, fc.integer({ min: 0, max: 1e8 }), fc.integer({ min: 1, max: 1e9 }), (a, b, t, half) => {
        const after = decayConsumption(new Map([['r', a]]), new Map([['r', b]]), t, half).get('r') as bigint;
        const [low, high] = a < b ? [a, b] : [b, a];
        // The two parts are doubles: their sum misses 1 by less than 1e-15.
        const slack = 2n + (a + b) / 10n ** 15n;
        expect(after >= low - slack && after <= high + slack).toBe(true);
      }),
    );
  });
});

describe('the entry penalty', () => {
  it.each([
    ['one interval of half a half-life (kueue-quota §20.9)', 10, { cpu: '585786437n' }],
    ['nothing without a half-life', 0, { cpu: '0' }],
  ])('is %s', (_, halfLifeMinutes, penalty) => {
    const decay = { usageHalfLifeMs: halfLifeMinutes * MINUTE, usageSamplingMs: 5 * MINUTE };
    expect(entryPenalty(consumption({ cpu: '2' }), decay)).toEqual(consumption(penalty));
  });
});

describe('the usage that orders local queues', () => {
  const consumed = consumption({ cpu: '3', memory: '2' });
  const penalty = consumption({ cpu: '1', gpu: '1' });

  it.each<[string, weight: number, weights: Record<string, number>, usage: number]>([
    ['sums consumption and penalties', 1, {}, 7],
    ['weights resources', 1, { memory: 0, gpu: 10, other: 99 }, 14],
    ['divides by the weight of the queue', 2, {}, 3.5],
    ['is infinite without weight', 0, {}, Number.POSITIVE_INFINITY],
    ['is infinite with a negative weight', -1, {}, Number.POSITIVE_INFINITY],
  ])('%s', (_, weight, weights, usage) => {
    expect(localQueueUsage(consumed, penalty, weight, weights)).toBe(usage);
  });

  it('takes no weight from the prototype of the list of weights', () => {
    expect(localQueueUsage(consumption({ constructor: '2' }), new Map(), 1, {})).toBe(2);
  });

  it('does not depend on the order in which resources were added', () => {
    const list: [string, bigint][] = [
      ['a', 100_000_000_000_000n],
      ['b', 333_333n],
      ['c', 7_777_777_777n],
    ];
    const forward = localQueueUsage(new Map(list), new Map(), 1, {});
    expect(localQueueUsage(addConsumption(new Map(), new Map(list.toReversed())), new Map(), 1, {})).toBe(forward);
  });
});
