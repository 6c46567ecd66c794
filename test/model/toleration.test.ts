import { describe, expect, it } from 'vitest';
import { type Taint, type Toleration, tolerates } from '../../src/model/index.ts';

const GPU: Taint = { key: 'gpu', value: 'yes', effect: 'NoSchedule' };
const SLOTS: Taint = { key: 'slots', value: '10', effect: 'NoSchedule' };

describe('tolerates', () => {
  const cases: [toleration: Toleration, taint: Taint, answer: boolean, why: string][] = [
    [{ key: 'gpu', operator: 'Equal', value: 'yes', effect: 'NoSchedule' }, GPU, true, 'all is equal'],
    [{ key: 'gpu', value: 'yes' }, GPU, true, 'no operator means Equal, no effect means every effect'],
    [{ key: 'gpu', value: 'no' }, GPU, false, 'the value differs'],
    [{ key: 'gpu' }, GPU, false, 'an absent value is empty'],
    [{ key: 'gpu' }, { key: 'gpu', effect: 'NoSchedule' }, true, 'both values are empty'],
    [{ key: 'gpu' }, { key: 'gpu', value: '', effect: 'NoSchedule' }, true, 'an absent value equals an empty one'],
    [{ key: 'GPU', operator: 'Exists' }, GPU, false, 'the key differs'],
    [{ key: 'gpu', operator: 'Exists' }, GPU, true, 'Exists asks for no value'],
    [{ key: 'gpu', operator: 'Exists', value: 'no' }, GPU, true, 'Exists does not look at its value'],
    [{ operator: 'Exists' }, GPU, true, 'no key means every key'],
    [{ value: 'yes' }, GPU, true, 'Equal without a key compares the value alone'],
    [{ operator: 'Exists', effect: 'NoExecute' }, GPU, false, 'the effect differs'],
    [{ key: 'gpu', operator: 'exists' }, GPU, false, 'an unknown operator tolerates nothing'],
    [{ key: 'slots', operator: 'Lt', value: '11' }, SLOTS, true, '10 < 11'],
    [{ key: 'slots', operator: 'Lt', value: '10' }, SLOTS, false, '10 < 10 is false'],
    [{ key: 'slots', operator: 'Gt', value: '9' }, SLOTS, true, '10 > 9, as numbers and not as texts'],
    [{ key: 'slots', operator: 'Gt', value: '10' }, SLOTS, false, '10 > 10 is false'],
    [{ key: 'slots', operator: 'Gt', value: '-1' }, SLOTS, true, '10 > -1'],
    [{ key: 'slots', operator: 'Lt', value: '9223372036854775807' }, SLOTS, true, 'the largest int64'],
    [{ key: 'slots', operator: 'Lt', value: '9223372036854775808' }, SLOTS, false, 'beyond int64'],
    [{ key: 'slots', operator: 'Lt', value: '011' }, SLOTS, false, 'leading zeros are not canonical'],
    [{ key: 'slots', operator: 'Gt', value: '-0' }, SLOTS, false, '-0 is not canonical'],
    [{ key: 'slots', operator: 'Lt', value: '+11' }, SLOTS, false, 'nor is a plus sign'],
    [{ key: 'slots', operator: 'Lt', value: '10.5' }, SLOTS, false, 'nor a fraction'],
    [{ key: 'slots', operator: 'Lt' }, SLOTS, false, 'nor nothing'],
    [{ key: 'gpu', operator: 'Lt', value: '11' }, GPU, false, 'the taint holds no number'],
  ];
  it.each(cases)('%j against %j is %s: %s', (toleration, taint, answer) => {
    expect(tolerates(toleration, taint, { hasNumericOperators: true })).toBe(answer);
  });

  it('knows no Lt and Gt where they are off, and Equal and Exists as before', () => {
    const options = { hasNumericOperators: false };
    expect(tolerates({ key: 'slots', operator: 'Lt', value: '11' }, SLOTS, options)).toBe(false);
    expect(tolerates({ key: 'slots', operator: 'Gt', value: '9' }, SLOTS, options)).toBe(false);
    expect(tolerates({ key: 'slots', operator: 'Equal', value: '10' }, SLOTS, options)).toBe(true);
    expect(tolerates({ key: 'slots', operator: 'Exists' }, SLOTS, options)).toBe(true);
  });
});
