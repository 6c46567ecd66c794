import { describe, expect, it } from 'vitest';
import {
  ANNOTATION_KEY,
  INSTANCE_ID,
  isDnsLabel,
  isDnsSubdomain,
  isQualifiedName,
  LABEL_VALUE,
} from '../../src/formats/names.ts';

describe('label keys', () => {
  it.each([
    ['app', true],
    ['A_b.c-9', true],
    ['example.com/MyName', true],
    ['kueue.x-k8s.io/podset-required-topology', true],
    ['a'.repeat(63), true],
    ['a'.repeat(64), false],
    [`${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(61)}/x`, true],
    [`${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(62)}/x`, false],
    ['', false],
    ['/a', false],
    ['a/', false],
    ['a/b/c', false],
    ['Example.com/a', false],
    ['-a', false],
    ['a-', false],
    ['_a', false],
    ['a b', false],
    ['a\n', false],
    ['ä', false],
    ['__proto__', false],
  ])('%j: %s', (key, expected) => {
    expect(isQualifiedName(key)).toBe(expected);
  });

  it('may have a prefix in capitals on annotations', () => {
    expect(ANNOTATION_KEY.matches('Example.com/a')).toBe(true);
  });
});

describe('label values', () => {
  it.each([
    ['', true],
    ['nn-33333example', true],
    ['A.b_c-1', true],
    ['a'.repeat(63), true],
    ['a'.repeat(64), false],
    ['.a', false],
    ['a_', false],
    ['a/b', false],
    ['<b>', false],
    ['a\u001b', false],
  ])('%j: %s', (value, expected) => {
    expect(LABEL_VALUE.matches(value)).toBe(expected);
  });
});

describe('DNS names', () => {
  it.each([
    ['a', true, true],
    ['ip-10-0-0-1.ec2.internal', false, true],
    ['a.b', false, true],
    ['1', true, true],
    ['A', false, false],
    ['a_b', false, false],
    ['a..b', false, false],
    ['-a', false, false],
    ['a-', false, false],
    ['a'.repeat(64), false, true],
    [Array(127).fill('a').join('.'), false, true],
    [Array(128).fill('a').join('.'), false, false],
  ])('%j: label %s, subdomain %s', (name, isLabel, isSubdomain) => {
    expect(isDnsLabel(name)).toBe(isLabel);
    expect(isDnsSubdomain(name)).toBe(isSubdomain);
  });
});

describe('instance ids', () => {
  it.each([
    ['i-0ad3df7a6c3e2c0cd', true],
    ['i-1111111111example', true],
    ['mi-0123', true],
    ['i-', false],
    ['0ad3df7a6c3e2c0cd', false],
    ['i-0<script>', false],
    ['i-0\u0000', false],
    [`i-${'a'.repeat(70)}`, false],
  ])('%j: %s', (id, expected) => {
    expect(INSTANCE_ID.matches(id)).toBe(expected);
  });
});
