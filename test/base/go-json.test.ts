import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GoJson, parseGoJson } from '../../src/base/index.ts';

describe('parseGoJson', () => {
  const broken: [text: string, error: string][] = [
    ['', 'unexpected end of JSON input'],
    ['  ', 'unexpected end of JSON input'],
    ['[', 'unexpected end of JSON input'],
    ['[1,', 'unexpected end of JSON input'],
    ['"abc', 'unexpected end of JSON input'],
    ['tru', 'unexpected end of JSON input'],
    ['1.', 'unexpected end of JSON input'],
    ['{"a"', 'unexpected end of JSON input'],
    ['oops', "invalid character 'o' looking for beginning of value"],
    ['[1,]', "invalid character ']' looking for beginning of value"],
    ['[1 2]', "invalid character '2' after array element"],
    ['[1}', "invalid character '}' after array element"],
    ['{a:1}', "invalid character 'a' looking for beginning of object key string"],
    ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":1 "b":2}', "invalid character '\"' after object key:value pair"],
    ['[] []', "invalid character '[' after top-level value"],
    ["'a'", "invalid character '\\'' looking for beginning of value"],
    ['"a\nb"', "invalid character '\\n' in string literal"],
    ['"\\x"', "invalid character 'x' in string escape code"],
    ['"\\u12g4"', "invalid character 'g' in \\u hexadecimal character escape"],
    ['-a', "invalid character 'a' in numeric literal"],
    ['1.x', "invalid character 'x' after decimal point in numeric literal"],
    ['1e+x', "invalid character 'x' in exponent of numeric literal"],
    ['01', "invalid character '1' after top-level value"],
    ['nul!', "invalid character '!' in literal null (expecting 'l')"],
    ['é', "invalid character 'Ã' looking for beginning of value"],
    ['['.repeat(200_000), 'exceeded max depth'],
  ];
  it.each(broken.map(([text, error]) => ({ text, error, start: JSON.stringify(text.slice(0, 20)) })))(
    'says of $start: $error',
    ({ text, error }) => {
      expect(parseGoJson(text)).toEqual({ error });
    },
  );

  it('keeps the text of numbers and every one of equal keys', () => {
    expect(parseGoJson(' {"a": 1.50, "a": [true, null, "x\\u0041"]} ')).toEqual({
      value: {
        kind: 'object',
        members: [
          ['a', { kind: 'number', text: '1.50' }],
          [
            'a',
            {
              kind: 'array',
              items: [{ kind: 'bool', value: true }, { kind: 'null' }, { kind: 'string', value: 'xA' }],
            },
          ],
        ],
      },
    });
  });

  it('reads what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const parsed = parseGoJson(JSON.stringify(value));
        expect('value' in parsed && plain(parsed.value)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it('accepts exactly the texts that are JSON', () => {
    const text = fc.string({ unit: fc.constantFrom(...'[]{}:,"\\ \n-+.0129eEtruefalsn\u00e9'), maxLength: 12 });
    fc.assert(
      fc.property(text, (candidate) => {
        expect('value' in parseGoJson(candidate)).toBe(isJson(candidate));
      }),
      { seed: 3, numRuns: 20_000 },
    );
  });
});

function plain(value: GoJson): unknown {
  switch (value.kind) {
    case 'null':
      return null;
    case 'number':
      return Number(value.text);
    case 'array':
      return value.items.map(plain);
    case 'object':
      return Object.fromEntries(value.members.map(([key, member]) => [key, plain(member)]));
    default:
      return value.value;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
