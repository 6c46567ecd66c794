import { describe, expect, it } from 'vitest';
import { closest, didYouMean } from '../../src/base/index.ts';

describe('closest', () => {
  const cases: [word: string, known: string[], match: string | undefined, why: string][] = [
    ['requried', ['preferred', 'required'], 'required', 'a swap of neighbours is one edit'],
    ['Required', ['required'], 'required', 'letter case does not count'],
    ['flavr', ['flavor'], 'flavor', 'an insertion'],
    ['flavoor', ['flavor'], 'flavor', 'a deletion'],
    ['flovor', ['flavor'], 'flavor', 'a replacement'],
    ['nodes', ['nodez', 'nodex'], 'nodez', 'the first of equals'],
    ['nodes', ['noodles', 'node'], 'node', 'the nearest'],
    ['ab', ['xy'], undefined, 'two edits are too many for two letters'],
    ['abcdef', ['abcxyz'], undefined, 'three edits are too many for six letters'],
    ['abcdefghijkl', ['abcdefghiXYZ'], 'abcdefghiXYZ', 'three edits are allowed for twelve letters'],
    ['abcdefghijklmnop', ['abcdefghijklWXYZ'], undefined, 'four edits never are'],
    ['anything', [], undefined, 'nothing is known'],
    ['a'.repeat(100), ['a'.repeat(99)], 'a'.repeat(99), 'a hundred letters are compared'],
    ['a'.repeat(101), ['a'.repeat(100)], undefined, 'more are not'],
  ];
  it.each(cases)('for %s among %j is %s: %s', (word, known, match) => {
    expect(closest(word, known)).toBe(match);
  });
});

describe('didYouMean', () => {
  it('asks, or says nothing', () => {
    expect(didYouMean('toplogy', ['topology'])).toBe(' (did you mean "topology"?)');
    expect(didYouMean('zzz', ['topology'])).toBe('');
  });

  it.each([
    ['topo\u001blogy', 'topo\\u001blogy'],
    ['topology\u202e', 'topology\\u202e'],
    ['topology\ud800', 'topology\\ud800'],
  ])('writes what a terminal would act on as an escape', (known, shown) => {
    expect(didYouMean('topology', [known])).toBe(` (did you mean "${shown}"?)`);
  });
});
