import { describe, expect, it } from 'vitest';
import { reservationsText } from '../../src/report/index.ts';

const INSTANCES = [
  { id: 'i-a', type: 'p5.48xlarge', networkNodes: ['t', 'l', 'm'] },
  { id: 'i-b', nodeName: 'node-b', type: 'ml.p5.48xlarge', networkNodes: ['t', 'l', 'n'] },
  { id: 'i-c', type: 'trn1.32xlarge', networkNodes: ['t', 'l', 'n'] },
  { id: 'i-d', networkNodes: ['t', 'o'] },
];

describe('reservationsText', () => {
  it('names the instances below each, and the type of those that are of another', () => {
    const reservations = [
      { id: 'cr-1', instanceType: 'p5.48xlarge', state: 'active', networkNodes: ['t', 'l'] },
      { id: 'cr-2', networkNodes: ['t'] },
      { id: 'cr-3', state: 'pending', networkNodes: ['u'] },
      { id: 'cr-4', instanceType: 'p5.48xlarge', networkNodes: [] },
    ];
    expect(reservationsText(INSTANCES, reservations).split('\n')).toEqual([
      'instances below capacity reservations:',
      '  cr-1 (p5.48xlarge, active): layer 2, l (3): i-a, node-b, i-c [trn1.32xlarge]',
      '  cr-2: layer 1, t (4): i-a, node-b, i-c, i-d',
      '  cr-3 (pending): layer 1, u (0)',
      '  cr-4 (p5.48xlarge): no network nodes known',
    ]);
  });

  it('is empty without reservations', () => {
    expect(reservationsText(INSTANCES, [])).toBe('');
  });

  it('escapes names', () => {
    expect(reservationsText([], [{ id: 'cr-\u001b[31m', networkNodes: ['n\n'] }])).toBe(
      'instances below capacity reservations:\n  cr-\\x1b[31m: layer 1, n\\x0a (0)',
    );
  });
});
