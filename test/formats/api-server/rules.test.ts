import { describe, expect, it } from 'vitest';
import { all, read } from '../../../src/formats/api-server/cel-rule.ts';
import { checkRules } from '../../../src/formats/api-server/check-rules.ts';
import { listMap, object, text, texts, withRules } from '../../../src/formats/api-server/crd-schema.ts';
import { structureOf } from '../../../src/formats/api-server/structure.ts';
import { validateStructure } from '../../../src/formats/api-server/validate-structure.ts';

const item = withRules(object({ name: text }, { a: text }), [
  { message: 'a is b', holds: (self) => read(self, 'a') === 'b' },
  { message: 'a never changes', isTransition: true, holds: (self, old) => self.a === old.a },
]);
const whole = withRules(object({}, { items: listMap(item), others: texts.min(1) }), [
  { message: 'something is there', holds: ({ items, others }) => items !== undefined || others !== undefined },
]);

function brokenRules(value: unknown, old?: unknown): string[] {
  const structure = structureOf(whole);
  return checkRules(structure, value, old, validateStructure(structure, value)).map(({ text }) => text);
}

describe('a rule', () => {
  it('that does not hold is told without the value, the whole as <nil>', () => {
    expect(brokenRules({})).toEqual(['<nil>: Invalid value: something is there']);
    expect(brokenRules({ items: [{ name: 'x', a: 'c' }] })).toEqual(['items[0]: Invalid value: a is b']);
  });

  it('that reads what is not there fails with an error of its own', () => {
    expect(brokenRules({ items: [{ name: 'x' }] })).toEqual([
      'items[0]: Invalid value: "object": no such key: a evaluating rule: a is b',
    ]);
  });

  it('that compares is asked of what was stored before: items of a list map by their key', () => {
    const old = {
      items: [
        { name: 'y', a: 'b' },
        { name: 'x', a: 'c' },
      ],
    };
    expect(brokenRules({ items: [{ name: 'x', a: 'b' }] }, old)).toEqual(['items[0]: Invalid value: a never changes']);
    expect(brokenRules({ items: [{ name: 'z', a: 'b' }] }, old)).toEqual([]);
  });

  it('goes unchecked behind a blocking error, which is said once', () => {
    expect(brokenRules({ items: [{ a: 'c' }, {}] })).toEqual([
      '<nil>: Invalid value: null: some validation rules were not checked because the object was invalid; correct the ' +
        'existing errors to complete validation',
    ]);
  });

  it('is checked beside an error that does not block', () => {
    expect(brokenRules({ others: [], items: [{ name: 'x', a: 'c' }] })).toEqual(['items[0]: Invalid value: a is b']);
  });

  it('is not missed where a kind has none', () => {
    const structure = structureOf(object({ a: text }));
    expect(checkRules(structure, {}, undefined, validateStructure(structure, {}))).toEqual([]);
  });
});

describe('all', () => {
  const isOne = (x: { readonly n?: number }) => read(x, 'n') === 1;

  it('holds for a list where each item holds', () => {
    expect(all([{ n: 1 }, { n: 1 }], isOne)).toBe(true);
    expect(all([], isOne)).toBe(true);
  });

  it('is decided by one item that does not hold, even after one that could not be asked', () => {
    expect(all([{}, { n: 2 }], isOne)).toBe(false);
  });

  it('fails where an item could not be asked and all others hold', () => {
    expect(() => all([{ n: 1 }, {}], isOne)).toThrow('no such key: n');
  });
});
