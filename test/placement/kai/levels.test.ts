import { describe, expect, it } from 'vitest';
import { type DepthRange, depthsToTry, type LevelMistake } from '../../../src/placement/kai/levels.ts';

describe('levels looked at', () => {
  const cases: [required: string | undefined, preferred: string | undefined, expected: DepthRange | LevelMistake][] = [
    ['rack', undefined, { deepest: 2, highest: 2 }],
    ['block', undefined, { deepest: 1, highest: 1 }],
    [undefined, 'rack', { deepest: 2, highest: 0 }],
    [undefined, 'block', { deepest: 1, highest: 0 }],
    ['block', 'host', { deepest: 3, highest: 1 }],
    ['rack', 'rack', { deepest: 2, highest: 2 }],
    ['host', 'rack', 'required-below-preferred'],
    [undefined, undefined, 'no-level'],
    ['row', undefined, 'unknown-level'],
    [undefined, 'row', 'unknown-level'],
    ['rack', 'row', 'unknown-level'],
    ['row', 'rack', 'unknown-level'],
  ];
  it.each(cases)('required %s, preferred %s: %j', (required, preferred, expected) => {
    const constraint = { topology: 't', ...(required && { required }), ...(preferred && { preferred }) };
    expect(depthsToTry(['block', 'rack', 'host'], constraint)).toEqual(expected);
  });
});
