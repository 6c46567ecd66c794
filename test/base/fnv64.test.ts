import { describe, expect, it } from 'vitest';
import { fnv64a } from '../../src/base/index.ts';

describe('FNV-1a in 64 bits', () => {
  // The reference vectors of its authors.
  it.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
  ])('of "%s" is %s', (text, hash) => {
    expect(fnv64a(text).toString(16)).toBe(hash);
  });
});
