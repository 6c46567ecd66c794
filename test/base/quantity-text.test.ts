import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantityText, resourceAmount } from '../../src/base/index.ts';

describe('an amount as Kubernetes writes it', () => {
  it.each<[resource: string, amount: bigint, text: string]>([
    ['cpu', 0n, '0'],
    ['cpu', 1500n, '1500m'],
    ['cpu', 2000n, '2'],
    ['cpu', 1_200_000n, '1200'],
    ['cpu', 50_000_000n, '50k'],
    ['cpu', -500n, '-500m'],
    ['cpu', 9_223_372_036_854_775_807n, '9223372036854775807m'],
    ['memory', 100n, '100'],
    ['memory', 1000n, '1k'],
    ['memory', 1500n, '1500'],
    ['memory', 1024n, '1Ki'],
    ['memory', -2048n, '-2Ki'],
    ['memory', 5n << 20n, '5Mi'],
    ['memory', 1_073_741_824n, '1Gi'],
    ['memory', 1n << 60n, '1Ei'],
    ['memory', 2000n, '2k'],
    ['hugepages-2Mi', 1n << 21n, '2Mi'],
    ['ephemeral-storage', 1n << 30n, '1Gi'],
    ['nvidia.com/gpu', 8n, '8'],
    ['nvidia.com/gpu', 1024n, '1024'],
    ['pods', 3000n, '3k'],
    ['pods', 7_000_000_000_000_000_000n, '7E'],
  ])('%s %s is %s', (resource, amount, text) => {
    expect(quantityText(resource, amount)).toBe(text);
  });

  it('is read back as the same amount', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('cpu', 'memory', 'pods'),
        fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
        (resource, amount) => {
          expect(resourceAmount(resource, quantityText(resource, amount))).toBe(amount);
        },
      ),
    );
  });
});
