import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import {
  boundedMap,
  dateTime,
  flag,
  int32,
  int64,
  intOrString,
  listMap,
  listSet,
  object,
  quantities,
  quantity,
  text,
  texts,
  withGoPattern,
  word,
} from '../../../src/formats/api-server/crd-schema.ts';
import { structureOf } from '../../../src/formats/api-server/structure.ts';
import { validateLists } from '../../../src/formats/api-server/validate-lists.ts';
import { validateStructure } from '../../../src/formats/api-server/validate-structure.ts';

function errorsOf(field: z.ZodType, value: unknown): string[] {
  const structure = structureOf(object({}, { p: field }));
  return validateStructure(structure, { p: value }).map((error) => `${error.type.slice(10)} ${error.text}`);
}

const QUANTITY =
  "'^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$'";

// kueue-validation §1, OpenAPI messages.
describe('the API server says of a value under p', () => {
  it.each<[string, z.ZodType, unknown, string[]]>([
    ['text', text, 5, ['TypeInvalid p: Invalid value: "integer": p in body must be of type string: "integer"']],
    ['text', text, 1.5, ['TypeInvalid p: Invalid value: "number": p in body must be of type string: "number"']],
    ['text', text, true, ['TypeInvalid p: Invalid value: "boolean": p in body must be of type string: "boolean"']],
    ['text', text, [], ['TypeInvalid p: Invalid value: "array": p in body must be of type string: "array"']],
    ['text', text, {}, ['TypeInvalid p: Invalid value: "object": p in body must be of type string: "object"']],
    ['text', text, null, ['TypeInvalid p: Invalid value: "null": p in body must be of type string: "null"']],
    ['flag', flag, 'true', ['TypeInvalid p: Invalid value: "string": p in body must be of type boolean: "string"']],
    ['list', texts, 'a', ['TypeInvalid p: Invalid value: "string": p in body must be of type array: "string"']],
    ['object', object({}), 'a', ['TypeInvalid p: Invalid value: "string": p in body must be of type object: "string"']],
    ['int32', int32(), 2, []],
    ['int32', int32(), '2', ['TypeInvalid p: Invalid value: "string": p in body must be of type integer: "string"']],
    ['int32', int32(), [], ['TypeInvalid p: Invalid value: "array": p in body must be of type integer: "array"']],
    ['int32', int32(), true, ['TypeInvalid p: Invalid value: "": p in body must be of type int32: ""']],
    ['int32', int32(), {}, ['TypeInvalid p: Invalid value: "": p in body must be of type int32: ""']],
    [
      'int32',
      int32(),
      2147483648,
      ['Invalid <nil>: Invalid value: "": Checked value must be of type integer with format int32 in p'],
    ],
    [
      'int32',
      int32(),
      1.5,
      [
        'TypeInvalid p: Invalid value: "float64": p in body must be of type int32: "float64"',
        'Invalid <nil>: Invalid value: "": Checked value must be of type integer with format int32 in p',
      ],
    ],
    ['int64', int64(), 2 ** 40, []],
    // What JSON's 9223372036854775807 is read as.
    ['int64', int64(), 2 ** 63, []],
    [
      'int64',
      int64(),
      2 ** 64,
      [
        'TypeInvalid p: Invalid value: "float64": p in body must be of type int64: "float64"',
        'Invalid <nil>: Invalid value: "": Checked value must be of type integer with format int64 in p',
      ],
    ],
    [
      'int32 of at least 1',
      int32(1),
      0,
      ['Invalid p: Invalid value: 0: p in body should be greater than or equal to 1'],
    ],
    ['port', intOrString, 'http', []],
    ['port', intOrString, 80, []],
    ['quantity', quantity, '1e1.5', []],
    ['quantity', quantity, -5, []],
    ['quantity', quantity, '1 Gi', [`Invalid p: Invalid value: "1 Gi": p in body should match ${QUANTITY}`]],
    [
      'quantity',
      quantity,
      true,
      [
        'TypeInvalid p: Invalid value: "boolean": p in body must be of type integer,string: "boolean"',
        'Invalid <nil>: Invalid value: "": "p" must validate at least one schema (anyOf)',
        'TypeInvalid p: Invalid value: "boolean": p in body must be of type integer: "boolean"',
      ],
    ],
    [
      'quantity',
      quantity,
      1.5,
      [
        'TypeInvalid p: Invalid value: "number": p in body must be of type integer,string: "number"',
        'Invalid <nil>: Invalid value: "": "p" must validate at least one schema (anyOf)',
        'TypeInvalid p: Invalid value: "number": p in body must be of type integer: "number"',
        'Invalid <nil>: Invalid value: "": Checked value must be of type integer (default format) in p',
      ],
    ],
    [
      'quantity with a quote in its path',
      quantities,
      { 'a"b': true },
      [
        'TypeInvalid p.a"b: Invalid value: "boolean": p.a"b in body must be of type integer,string: "boolean"',
        'Invalid <nil>: Invalid value: "": "p.a\\"b" must validate at least one schema (anyOf)',
        'TypeInvalid p.a"b: Invalid value: "boolean": p.a"b in body must be of type integer: "boolean"',
      ],
    ],
    ['word', word(['A', 'B']), 'C', ['NotSupported p: Unsupported value: "C": supported values: "A", "B"']],
    [
      'word',
      word(['A', 'B']),
      5,
      [
        'TypeInvalid p: Invalid value: "integer": p in body must be of type string: "integer"',
        'NotSupported p: Unsupported value: 5: supported values: "A", "B"',
      ],
    ],
    [
      'word of bounded length',
      word(['A'], 2),
      'abc',
      [
        'TooLong p: Too long: may not be more than 2 bytes',
        'NotSupported p: Unsupported value: "abc": supported values: "A"',
      ],
    ],
    ['text of up to 2', text.max(2).regex(/^a$/), 'bbb', ['TooLong p: Too long: may not be more than 2 bytes']],
    ['text of up to 2 characters', text.max(2), '😀😀', []],
    [
      'text of at least 1',
      text.min(1),
      '',
      ['Invalid p: Invalid value: "": p in body should be at least 1 chars long'],
    ],
    [
      'text that matches',
      text.regex(/^a\/b$/),
      'x',
      ['Invalid p: Invalid value: "x": p in body should match \'^a/b$\''],
    ],
    [
      'text that matches in the words of Go',
      withGoPattern(text.regex(/^[Aa]$/), '^(?i)a$'),
      'x',
      ['Invalid p: Invalid value: "x": p in body should match \'^(?i)a$\''],
    ],
    ['time', dateTime, '2024-02-29T23:59:59.5+01:00', []],
    ['time in small letters', dateTime, '2024-02-29t23:59:59z', []],
    [
      'time',
      dateTime,
      '2023-02-29T00:00:00Z',
      [
        'TypeInvalid p: Invalid value: "2023-02-29T00:00:00Z": p in body must be of type date-time: "2023-02-29T00:00:00Z"',
      ],
    ],
    [
      'time',
      dateTime,
      '2024-01-01T24:00:00Z',
      [
        'TypeInvalid p: Invalid value: "2024-01-01T24:00:00Z": p in body must be of type date-time: "2024-01-01T24:00:00Z"',
      ],
    ],
    ['time', dateTime, 5, ['TypeInvalid p: Invalid value: "int64": p in body must be of type date-time: "int64"']],
    ['time', dateTime, null, ['TypeInvalid p: Invalid value: "null": p in body must be of type string: "null"']],
    ['time, a gap of the validator', dateTime, [], []],
    ['list of up to 1', texts.max(1), ['a', 'b'], ['TooMany p: Too many: 2: must have at most 1 items']],
    ['list of at least 1', texts.min(1), [], ['Invalid p: Invalid value: 0: p in body should have at least 1 items']],
    [
      'map of up to 1',
      boundedMap(text, 1),
      { a: 1, b: '' },
      [
        'TooMany p: Too many: 2: must have at most 1 items',
        'TypeInvalid p.a: Invalid value: "integer": p.a in body must be of type string: "integer"',
      ],
    ],
    ['object', object({ a: text, b: text }), { b: '' }, ['Required p.a: Required value']],
    [
      'list of objects',
      listMap(object({ a: text })),
      [null, 5, { a: 1 }],
      [
        'TypeInvalid p[0]: Invalid value: "null": p[0] in body must be of type object: "null"',
        'TypeInvalid p[1]: Invalid value: "integer": p[1] in body must be of type object: "integer"',
        'TypeInvalid p[2].a: Invalid value: "integer": p[2].a in body must be of type string: "integer"',
      ],
    ],
  ])('(%s) %# what is wrong with it', (_, field, value, expected) => {
    expect(errorsOf(field, value)).toEqual(expected);
  });

  it('that is a status written by itself: messages count from there on', () => {
    const structure = structureOf(object({}, { conditions: listMap(object({ reason: text.min(1) })) }));
    expect(validateStructure(structure, { conditions: [{ reason: '' }] }, ['status'])).toMatchObject([
      {
        field: 'status.conditions[0].reason',
        path: ['status', 'conditions', 0, 'reason'],
        message: 'conditions[0].reason in body should be at least 1 chars long',
      },
    ]);
  });
});

describe('doubles are told', () => {
  const lists = (field: z.ZodType, value: unknown) =>
    validateLists(structureOf(object({}, { p: field })), { p: value }).map(({ text }) => text);

  it.each<[string, z.ZodType, unknown, string[]]>([
    ['a set', listSet(text), ['a', 'b', 'a', 'a'], ['p[2]: Duplicate value: "a"']],
    ['a set of anything', listSet(text), [1, '1', [1], [1]], ['p[3]: Duplicate value: [1]']],
    [
      'a list map',
      listMap(object({}, { name: text })),
      [{ name: 'a', x: 1 }, { name: 'a' }],
      ['p[1]: Duplicate value: {"name":"a"}'],
    ],
    [
      'a list map whose items lack the key',
      listMap(object({}, { name: text })),
      [{}, null, { x: 1 }],
      ['p[1]: Duplicate value: {}'],
    ],
    [
      'a list map of two keys',
      listMap(object({}, { a: int32(), b: text }), ['a', 'b']),
      [{ a: 1, b: 'x' }, { b: 'x', a: 1 }, { a: 1 }],
      ['p[1]: Duplicate value: {"a":1,"b":"x"}'],
    ],
    [
      'a list map with what is no object, which is told first and alone',
      listMap(object({}, { name: text })),
      [{ name: 'a' }, 'x', 5, { name: 'a' }],
      ['p[1]: Invalid value: "x": must be an object for an array of list-type map'],
    ],
    ['an ordinary list', texts, ['a', 'a'], []],
  ])('of %s', (_, field, value, expected) => {
    expect(lists(field, value)).toEqual(expected);
  });

  it('as Go prints JSON', () => {
    expect(lists(listMap(object({}, { name: text })), [{ name: '<&>' }, { name: '<&>' }])).toEqual([
      'p[1]: Duplicate value: {"name":"\\u003c\\u0026\\u003e"}',
    ]);
  });
});
