import { describe, expect, it } from 'vitest';
import { driftText } from '../../src/report/index.ts';
import { compareNetworks, compileNetwork } from '../../src/topology/index.ts';
import { HOSTILE_NAMES } from '../topology/arbitrary-instances.ts';
import { instancesAt } from '../topology/samples.ts';

function text(old: Record<string, string[]>, now: Record<string, string[]>): string {
  return driftText(compareNetworks(compileNetwork(instancesAt(old)), compileNetwork(instancesAt(now))));
}

describe('a drift for people', () => {
  it('is one line without a difference', () => {
    expect(text({ a: ['x'] }, { a: ['x'] })).toBe('no drift: all instances are where they were (1)');
  });

  it('says what was renamed, moved, replaced, removed and added, and what capacity came of it', () => {
    const old = { a: ['t', 'x'], b: ['t', 'x'], c: ['t', 'y'], d: ['t', 'y'], e: ['t', 'z'], f: ['t', 'w'] };
    const now = { a: ['t', 'new'], b: ['t', 'new'], c: ['t', 'z'], g: ['t', 'y'], e: ['t', 'z'], h: ['t', 'v'] };
    expect(text(old, now).split('\n')).toEqual([
      '6 instances before, 6 after: 1 added, 1 removed, 1 replaced, 1 moved, 1 network node renamed',
      '',
      'renamed network nodes:',
      '  LAYER   WAS   IS    INSTANCES',
      '  2       x     new   2',
      '',
      'moved instances:',
      '  INSTANCE   LAYERS   WAS BELOW   IS BELOW',
      '  c          2        y           z',
      '',
      'replaced instances:',
      '  GONE   NEW   WAS BELOW   IS BELOW',
      '  d      g     t > y       t > y',
      '',
      'removed instances:',
      '  INSTANCE   WAS BELOW',
      '  f          t > w',
      '',
      'added instances:',
      '  INSTANCE   IS BELOW',
      '  h          t > v',
      '',
      'capacity by layer:',
      '  LAYER   NETWORK NODES   INSTANCES   LOST   GAINED',
      '  1       1               6           0      0',
      '  2       4               6           2      2',
      '',
      'network nodes with another number of instances:',
      '  LAYER   NETWORK NODE   INSTANCES',
      '  2       v              0 -> 1',
      '  2       w              1 -> 0',
      '  2       y              2 -> 1',
      '  2       z              1 -> 2',
    ]);
  });

  it('lets no name move a cursor', () => {
    const old = Object.fromEntries(HOSTILE_NAMES.map((name) => [`${name}1`, [name]]));
    const now = Object.fromEntries(HOSTILE_NAMES.map((name) => [`${name}2`, [`${name}x`]]));
    expect(text(old, now).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
  });
});
