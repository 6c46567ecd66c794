import { describe, expect, it } from 'vitest';
import { type FieldError, fieldErrorText } from '../../src/model/index.ts';

describe('fieldErrorText', () => {
  const cases: [error: FieldError, text: string][] = [
    [{ type: 'FieldValueInvalid', field: 'a', value: 'x"y', message: 'm' }, 'a: Invalid value: "x\\"y": m'],
    [{ type: 'FieldValueInvalid', field: 'a', value: 0, message: 'm' }, 'a: Invalid value: 0: m'],
    [{ type: 'FieldValueInvalid', field: 'a', value: '', message: 'm' }, 'a: Invalid value: "": m'],
    [{ type: 'FieldValueInvalid', field: 'a', message: 'm' }, 'a: Invalid value: m'],
    [{ type: 'FieldValueRequired', field: 'a', message: 'm' }, 'a: Required value: m'],
    [{ type: 'FieldValueForbidden', field: 'a', message: 'm' }, 'a: Forbidden: m'],
    [{ type: 'FieldValueDuplicate', field: 'a[1]', value: 'x', message: '' }, 'a[1]: Duplicate value: "x"'],
    [{ type: 'FieldValueNotSupported', field: 'a', value: 'x', message: 'm' }, 'a: Unsupported value: "x": m'],
  ];
  it.each(cases)('prints %j', (error, text) => {
    expect(fieldErrorText(error)).toBe(text);
  });
});
