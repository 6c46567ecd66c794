import { describe, expect, it } from 'vitest';
import { integerAtPath, recordAtPath, valueAtPath } from '../../../../src/formats/manifests/kinds/component-path.ts';

const OBJECT = { a: { 'b-c': [1, { d: 'x' }] }, n: null, f: 1.5, i: 4294967297, '': 1 };

describe('a path into a wrapped object', () => {
  it.each([
    ['template', OBJECT],
    ['template.a.b-c[1].d', 'x'],
    ['template.a.b-c[0]', 1],
    ['template.n', null],
    ['template.', 1],
  ])('%s leads to what is there', (path, value) => {
    expect(valueAtPath(OBJECT, path)).toEqual({ value });
  });

  it.each([
    ['spec.a', "first element of the path must be 'template'"],
    ['templates', "at path position 'template' invalid path element 's'"],
    ['template.x.y', "at path position 'template.' missing field 'x'"],
    ['template.constructor', "at path position 'template.' missing field 'constructor'"],
    ['template.f.x', "at path position 'template.f.' non-map value"],
    ['template..a', "at path position 'template.' missing field '.a'"],
    ['template.a[0]', "at path position 'template.a' found non-array value"],
    ['template.a.b-c[2]', "at path position 'template.a.b-c' out of bounds index '2'"],
    ['template.a.b-c[-1]', "at path position 'template.a.b-c' out of bounds index '-1'"],
    ['template.a.b-c[x]', "at path position 'template.a.b-c' invalid index expression 'x'"],
    ['template.a.b-c[1', "at path position 'template.a.b-c' invalid array index '[1'"],
    ['template.a.b-c[1]x', "at path position 'template.a.b-c[1' invalid path element 'x'"],
  ])('%s leads nowhere', (path, error) => {
    expect(valueAtPath(OBJECT, path)).toEqual({ error });
  });

  it('leads to objects and numbers where they are asked for', () => {
    expect(recordAtPath(OBJECT, 'template.f')).toEqual({ error: "at path position 'template.f' non-map value" });
    expect(integerAtPath(OBJECT, 'template.f')).toEqual({ error: "at path position 'template.f' non-int value 1.5" });
    expect(integerAtPath(OBJECT, 'template.i')).toEqual({ value: 1 });
  });
});
