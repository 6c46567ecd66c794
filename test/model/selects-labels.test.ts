import { describe, expect, it } from 'vitest';
import { type LabelSelector, selectsLabels } from '../../src/model/index.ts';

const LABELS = { app: 'a', tier: '' };

function expression(key: string, operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist', values?: string[]) {
  return { matchExpressions: [{ key, operator, ...(values && { values }) }] };
}

describe('selectsLabels', () => {
  const cases: [selector: LabelSelector, isSelected: boolean][] = [
    [{}, true],
    [{ matchLabels: {}, matchExpressions: [] }, true],
    [{ matchLabels: { app: 'a' } }, true],
    [{ matchLabels: { app: 'b' } }, false],
    [{ matchLabels: { app: 'a', other: 'x' } }, false],
    [{ matchLabels: { tier: '' } }, true],
    [{ matchLabels: { constructor: 'Object' } }, false],
    [expression('app', 'In', ['a', 'b']), true],
    [expression('app', 'In', ['b']), false],
    [expression('app', 'In'), false],
    [expression('none', 'In', ['']), false],
    [expression('app', 'NotIn', ['a']), false],
    [expression('app', 'NotIn', ['b']), true],
    [expression('none', 'NotIn', ['a']), true],
    [expression('tier', 'Exists'), true],
    [expression('toString', 'Exists'), false],
    [expression('none', 'DoesNotExist'), true],
    [expression('tier', 'DoesNotExist'), false],
    [{ matchLabels: { app: 'a' }, ...expression('tier', 'DoesNotExist') }, false],
  ];

  it.each(cases)('%j: %s', (selector, isSelected) => {
    expect(selectsLabels(selector, LABELS)).toBe(isSelected);
  });

  it('takes an object without labels for one with none', () => {
    expect(selectsLabels(expression('app', 'DoesNotExist'))).toBe(true);
    expect(selectsLabels({ matchLabels: { app: 'a' } })).toBe(false);
  });
});
