import { describe, expect, it } from 'vitest';
import { storedQuantity } from '../../src/base/index.ts';

describe('a quantity as Kubernetes writes it back', () => {
  // kueue-validation §2, Mutating.
  it.each([
    ['1000m', '1'],
    ['0.5', '500m'],
    ['.5', '500m'],
    ['1024Mi', '1Gi'],
    ['1E2', '100'],
    [4, '4'],
    ['1.5', '1500m'],
    [1.5, '1500m'],
    ['0.1', '100m'],
    [2048, '2048'],
    ['1000', '1k'],
    ['0', '0'],
    ['00', '0'],
    ['0m', '0'],
    ['1.5Gi', '1536Mi'],
    ['0.5Ki', '512'],
    ['-1000', '-1k'],
    ['-0.5', '-500m'],
    [1e308, '100e306'],
    ['-25e21', '-25e21'],
    ['2500e19', '25e21'],
    ['0e30', '0'],
  ])('%j is %s', (quantity, text) => {
    expect(storedQuantity(quantity)).toBe(text);
  });

  it.each(['5.', '+7', '12e6', '1500m', '2M', '100k', '4Gi', '128974848', '10', '1e3', '3n', '1e99', '-1', '1Ti'])(
    '%s is plain already and stays',
    (quantity) => {
      expect(storedQuantity(quantity)).toBe(quantity);
    },
  );

  it('throws where there is no quantity', () => {
    expect(() => storedQuantity('1e1.5')).toThrow(RangeError);
  });
});
