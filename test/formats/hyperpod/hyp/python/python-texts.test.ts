import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeMatches } from '../../../../../src/formats/hyperpod/hyp/python/close-matches.ts';
import { leadingNumber, pythonFloatText } from '../../../../../src/formats/hyperpod/hyp/python/python-float.ts';
import { parsePythonInteger } from '../../../../../src/formats/hyperpod/hyp/python/python-integer.ts';
import { parsePythonJson } from '../../../../../src/formats/hyperpod/hyp/python/python-json.ts';
import { pythonQuote } from '../../../../../src/formats/hyperpod/hyp/python/python-quote.ts';
import { stripPythonSpace, trimUnicodeSpace } from '../../../../../src/formats/hyperpod/hyp/python/python-space.ts';

// Expected texts are what CPython 3.11 prints.
describe('a float as Python writes it', () => {
  it.each<[number, string]>([
    [64, '64.0'],
    [0.1, '0.1'],
    [218.66666666666666, '218.66666666666666'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [1e15, '1000000000000000.0'],
    [1e16, '1e+16'],
    [1.5e300, '1.5e+300'],
    [123456789012345680, '1.2345678901234568e+17'],
    [5e-324, '5e-324'],
    [-0, '-0.0'],
    [0, '0.0'],
    [-2.5, '-2.5'],
    [Number.NaN, 'nan'],
    [Infinity, 'inf'],
    [-Infinity, '-inf'],
  ])('%d is %s', (value, text) => {
    expect(pythonFloatText(value)).toBe(text);
  });

  it('reads back as the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(pythonFloatText(value))).toBe(value);
      }),
    );
  });

  it.each([
    ['64.0Gi', 64],
    ['.5', 0.5],
    ['1e+16Gi', 1],
    ['-1Gi', undefined],
    ['Gi', undefined],
  ])('begins with a number: %s', (text, value) => {
    expect(leadingNumber(text)).toBe(value);
  });
});

describe('a whole number as Python reads it', () => {
  it.each<[string, bigint]>([
    [' 5\n', 5n],
    ['+1_000', 1000n],
    ['-007', -7n],
    ['\u00a05', 5n],
  ])('%j is %s', (text, value) => {
    expect(parsePythonInteger(text)).toEqual({ value });
  });

  it.each(['', '-', '1__0', '_1', '1_', '5.0', '0x1', '- 5', '\u001f5', '\ufeff5'])('%j is none', (text) => {
    expect(parsePythonInteger(text)).toEqual({
      error: `invalid literal for int() with base 10: ${pythonQuote(text)}`,
    });
  });

  it('is bounded in its digits, and so is what is quoted of it', () => {
    const limit = 'Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits';
    expect(parsePythonInteger('9'.repeat(4301))).toMatchObject({ error: expect.stringContaining(limit) });
    expect(parsePythonInteger('9'.repeat(4300))).toHaveProperty('value');
    const { error = '' } = parsePythonInteger('x'.repeat(999)) as { error?: string };
    expect(error).toHaveLength('invalid literal for int() with base 10: '.length + 200);
  });
});

describe('a quoted text', () => {
  it.each([
    ['a', "'a'"],
    ["it's", '"it\'s"'],
    ['it\'s "x"', "'it\\'s \"x\"'"],
    ['a\\\n\t\r', "'a\\\\\\n\\t\\r'"],
    ['\u007f\u00ad\u202e\ue000', "'\\x7f\\xad\\u202e\\ue000'"],
    ['é😀\u{e0001}', "'é😀\\U000e0001'"],
    ['a\u00a0b c', "'a\\xa0b c'"],
  ])('of %j is %s', (text, quoted) => {
    expect(pythonQuote(text)).toBe(quoted);
  });
});

describe('white space', () => {
  it.each([
    ['\u001c\u0085 a \u3000\u2028', 'a', '\u001c\u0085 a'],
    ['\ufeffa\u200b', '\ufeffa\u200b', '\ufeffa\u200b'],
    ['  ', '', ''],
  ])('around %j', (text, stripped, trimmed) => {
    expect([stripPythonSpace(text), trimUnicodeSpace(text)]).toEqual([stripped, trimmed]);
  });
});

describe('words like a word', () => {
  const flags = ['--max-node-count', '--node-count', '--replica-count', '--max-retry', '--label-selector', '--efa'];

  it.each([
    ['--max-count', ['--max-node-count', '--node-count', '--replica-count']],
    ['--accelerators', ['--label-selector']],
    ['--foo', ['--efa']],
    ['--zzzzzz', []],
    ['--', []],
  ])('%s: %j', (word, matches) => {
    expect(closeMatches(word, flags)).toEqual(matches);
  });

  it('always hold the word itself', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1 }), (words) => {
        const [word = ''] = words;
        expect(closeMatches(word, new Set(words))).toContain(word);
      }),
    );
  });
});

describe('JSON as Python reads it', () => {
  it.each<[text: string, error: string]>([
    ['', 'Expecting value: line 1 column 1 (char 0)'],
    ['nul', 'Expecting value: line 1 column 1 (char 0)'],
    ['[', 'Expecting value: line 1 column 2 (char 1)'],
    ['[1,]', 'Expecting value: line 1 column 4 (char 3)'],
    ['[1 2]', "Expecting ',' delimiter: line 1 column 4 (char 3)"],
    ['{a:1}', 'Expecting property name enclosed in double quotes: line 1 column 2 (char 1)'],
    ['{"a" "b"}', "Expecting ':' delimiter: line 1 column 6 (char 5)"],
    ['\n\n{"a":\n"b"\n,}', 'Expecting property name enclosed in double quotes: line 5 column 2 (char 13)'],
    ['{"a":"x', 'Unterminated string starting at: line 1 column 6 (char 5)'],
    ['{"a":"\\', 'Unterminated string starting at: line 1 column 6 (char 5)'],
    ['{"a":"\t"}', 'Invalid control character at: line 1 column 7 (char 6)'],
    ['{"a":"\\x"}', 'Invalid \\escape: line 1 column 7 (char 6)'],
    ['{"a":"\\u12"}', 'Invalid \\uXXXX escape: line 1 column 8 (char 7)'],
    ['{"😀":1}x', 'Extra data: line 1 column 8 (char 7)'],
    ['01', 'Extra data: line 1 column 2 (char 1)'],
    ['\ufeff{}', 'Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)'],
  ])('is refused with its words: %j', (text, error) => {
    expect(parsePythonJson(text)).toEqual({ error });
  });

  it('is refused where it is too deep, and does not exhaust the stack', () => {
    expect(parsePythonJson('['.repeat(100_000))).toEqual({
      error: 'maximum recursion depth exceeded while decoding a JSON array from a unicode string',
    });
    expect(parsePythonJson(`${'['.repeat(900)}${']'.repeat(900)}`)).toHaveProperty('value');
  });

  it('keeps the order of keys, and of equal ones the last value', () => {
    const parsed = parsePythonJson('{"b":"1","a":NaN,"b":"\\u00e9\\n","__proto__":null}');
    if (!('value' in parsed) || parsed.value.kind !== 'object') return expect.fail('no object');
    expect([...parsed.value.members]).toEqual([
      ['b', { kind: 'text', text: 'é\n' }],
      ['a', { kind: 'number' }],
      ['__proto__', { kind: 'null' }],
    ]);
  });

  it('takes whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        expect(parsePythonJson(JSON.stringify(value, null, indent))).toHaveProperty('value');
      }),
    );
  });
});
