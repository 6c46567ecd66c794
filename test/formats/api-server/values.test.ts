import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  always,
  dateTime,
  flag,
  int32,
  intOrString,
  kept,
  listMap,
  object,
  quantities,
  quantity,
  text,
  textMap,
  texts,
  word,
} from '../../../src/formats/api-server/crd-schema.ts';
import { fillDefaults } from '../../../src/formats/api-server/fill-defaults.ts';
import { findUndecodable } from '../../../src/formats/api-server/go-decode.ts';
import { goEncode } from '../../../src/formats/api-server/go-encode.ts';
import { prune } from '../../../src/formats/api-server/prune.ts';
import { unreadableQuantities } from '../../../src/formats/api-server/quantity-fields.ts';
import { structureOf } from '../../../src/formats/api-server/structure.ts';
import { timeMs } from '../../../src/formats/api-server/time.ts';

const inner = object({ mode: word(['A', 'B']).default('A') }, { note: text });
const structure = structureOf(
  object(
    { size: int32().default(1), inner: inner.prefault({}) },
    { items: listMap(object({ name: text.default('main') }, { inner })), labels: textMap, amounts: quantities },
  ),
);

describe('unknown fields and nulls', () => {
  it('are dropped, wherever they stand; a null in a list stays', () => {
    const value = {
      foo: 1,
      size: null,
      labels: { a: null, b: 'c' },
      items: [{ x: 1, inner: { y: {} } }, null, 'text'],
      inner: 'text',
    };
    expect(prune(structure, value)).toEqual({
      value: { labels: { b: 'c' }, items: [{ inner: {} }, null, 'text'], inner: 'text' },
      unknown: [['foo'], ['items', 0, 'x'], ['items', 0, 'inner', 'y']],
    });
  });

  it('are not there either where a program wrote undefined for what is absent', () => {
    const value = { size: undefined, inner: { mode: 'B' } };
    expect(Object.keys(prune(structure, value).value as object)).toEqual(['inner']);
    expect(fillDefaults(structure, prune(structure, value).value)).toEqual({ inner: { mode: 'B' }, size: 1 });
  });

  it('leave keys such as __proto__ alone where any key may stand', () => {
    const value = JSON.parse('{"labels": {"__proto__": "a"}, "__proto__": {"size": 5}}');
    const pruned = prune(structure, value);
    expect(JSON.stringify(pruned.value)).toBe('{"labels":{"__proto__":"a"}}');
    expect(pruned.unknown).toEqual([['__proto__']]);
    expect(JSON.stringify(fillDefaults(structure, pruned.value))).toContain('"labels":{"__proto__":"a"}');
  });
});

describe('defaults', () => {
  it('are filled in where an object is there, and in objects that are defaults themselves', () => {
    expect(fillDefaults(structure, { items: [{}, { name: 'x', inner: {} }, null] })).toEqual({
      size: 1,
      inner: { mode: 'A' },
      items: [{ name: 'main' }, { name: 'x', inner: { mode: 'A' } }, null],
    });
  });

  it('are not filled into what is no object', () => {
    expect(fillDefaults(structure, 'text')).toBe('text');
    expect(fillDefaults(structure, { inner: [], size: 'x' })).toEqual({ inner: [], size: 'x' });
  });
});

describe('a value as Go writes it', () => {
  const written = structureOf(
    object(
      { name: always(text), size: always(quantity, '0') },
      {
        spec: always(object({ kind: always(text) }, { note: text }), {}),
        status: object({}, { note: text }),
        list: z.array(object({ name: always(text) })),
        empty: texts,
        map: textMap,
        note: text,
        topology: kept(text),
        flag,
        port: intOrString,
        at: dateTime,
        count: int32(),
      },
    ),
  );

  it('has the fields that Go always writes', () => {
    expect(goEncode(written, {}, { dropsEmpty: true })).toEqual({ name: '', size: '0', spec: { kind: '' } });
  });

  it('has quantities and times in the form that is stored, and something for a null in a list', () => {
    const value = { size: '1024Mi', at: '2026-01-02T03:04:05.678+01:00', list: [null], port: 80, count: 0 };
    expect(goEncode(written, value, { dropsEmpty: true })).toMatchObject({
      size: '1Gi',
      at: '2026-01-02T02:04:05Z',
      list: [{ name: '' }],
      port: 80,
      count: 0,
    });
  });

  it('loses what is empty, if it is no kept and nothing that is always written; but never in a patch', () => {
    const value = {
      name: '',
      spec: { note: '' },
      status: {},
      list: [],
      empty: [],
      map: {},
      note: '',
      topology: '',
      flag: false,
    };
    const always = { size: '0', name: '', status: {}, topology: '', flag: false };
    expect(goEncode(written, value, { dropsEmpty: true })).toEqual({ ...always, spec: { kind: '' } });
    expect(goEncode(written, value, { dropsEmpty: false })).toEqual({
      ...always,
      spec: { kind: '', note: '' },
      list: [],
      empty: [],
      map: {},
      note: '',
    });
  });

  it.each([
    [{ name: 1 }, ['name']],
    [{ size: 'x' }, ['size']],
    [{ size: ' 1\u00a0' }, undefined],
    [{ size: '1\t' }, ['size']],
    [{ size: true }, ['size']],
    [{ size: 1.5 }, undefined],
    [{ spec: { kind: [] } }, ['spec', 'kind']],
    [{ list: [{}, { name: 5 }] }, ['list', 1, 'name']],
    [{ map: { b: 1, a: {} } }, ['map', 'a']],
    [{ at: 'x' }, ['at']],
    [{ at: '2026-02-30T03:04:05Z' }, ['at']],
    [{ at: [] }, ['at']],
    [{ count: 2 ** 31 }, ['count']],
    [{ count: 1.5 }, ['count']],
    [{ port: 2 ** 31 }, ['port']],
    [{ flag: 'true' }, ['flag']],
    [{ list: [null], name: null, count: null }, undefined],
  ])('was read before: %j', (value, path) => {
    expect(findUndecodable(written, value)?.path).toEqual(path);
  });
});

describe('a quantity that no parser takes', () => {
  it('is found wherever it stands', () => {
    const value = { amounts: { cpu: '1', memory: '1e1.5', gpu: true } };
    expect(unreadableQuantities(structure, value)).toEqual([
      ['amounts', 'memory'],
      ['amounts', 'gpu'],
    ]);
    expect(unreadableQuantities(structure, { amounts: [], items: [null, 'x'] })).toEqual([]);
  });
});

describe('a time', () => {
  it.each([
    ['2026-01-02T03:04:05Z', Date.UTC(2026, 0, 2, 3, 4, 5)],
    ['2026-01-02T03:04:05.123456789+01:30', Date.UTC(2026, 0, 2, 1, 34, 5, 123)],
    ['2026-01-02T3:04:05,5Z', Date.UTC(2026, 0, 2, 3, 4, 5, 500)],
    ['2026-01-02T03:04:05-24:60', Date.UTC(2026, 0, 3, 4, 4, 5)],
    ['0099-01-02T03:04:05Z', Date.parse('0099-01-02T03:04:05Z')],
    ['2026-01-02', undefined],
    ['2026-01-02T03:04:60Z', undefined],
    ['2026-01-02T03:04:05+25:00', undefined],
    ['2026-01-02T03:04:05+00:61', undefined],
    ['2026-13-02T03:04:05Z', undefined],
    ['2026-02-30T03:04:05Z', undefined],
    ['2026-01-02T24:00:00Z', undefined],
    [undefined, undefined],
  ])('%s is read in milliseconds', (text, ms) => {
    expect(timeMs(text)).toBe(ms);
  });
});
