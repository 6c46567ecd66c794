import { describe, expect, it } from 'vitest';
import { isGoUint64, parseGoBool, parseGoInt32 } from '../../src/base/index.ts';

describe('parseGoBool', () => {
  it.each(['1', 't', 'T', 'TRUE', 'true', 'True'])('takes %s as true', (text) => {
    expect(parseGoBool(text)).toEqual({ value: true });
  });
  it.each(['0', 'f', 'F', 'FALSE', 'false', 'False'])('takes %s as false', (text) => {
    expect(parseGoBool(text)).toEqual({ value: false });
  });
  it.each(['', 'yes', 'tRUE', ' true', 'maybe'])('refuses %j', (text) => {
    expect(parseGoBool(text)).toEqual({ error: `strconv.ParseBool: parsing "${text}": invalid syntax` });
  });
});

describe('parseGoInt32', () => {
  it.each([
    ['0', 0],
    ['-0', 0],
    ['007', 7],
    ['+5', 5],
    ['-2', -2],
    ['2147483647', 2147483647],
    ['-2147483648', -2147483648],
  ])('reads %s', (text, value) => {
    expect(parseGoInt32(text)).toEqual({ value });
  });
  it.each(['', '1.5', '1e3', ' 1', '1 ', '0x1', '1_000', '+', '-'])('refuses %j', (text) => {
    expect(parseGoInt32(text)).toEqual({ error: `strconv.ParseInt: parsing "${text}": invalid syntax` });
  });
  it.each(['2147483648', '-2147483649', '4294967296', '9'.repeat(400)])('finds %s out of range', (text) => {
    expect(parseGoInt32(text)).toEqual({ error: `strconv.ParseInt: parsing "${text}": value out of range` });
  });
});

describe('isGoUint64', () => {
  it.each(['0', '007', '18446744073709551615', '000018446744073709551615'])('accepts %s', (text) => {
    expect(isGoUint64(text)).toBe(true);
  });
  it.each(['', '-1', '+1', '1.0', 'a', '18446744073709551616', '9'.repeat(400)])('refuses %j', (text) => {
    expect(isGoUint64(text)).toBe(false);
  });
});
