import { describe, expect, it } from 'vitest';
import { textTable } from '../../src/report/index.ts';

describe('textTable', () => {
  it('aligns columns to the left, three spaces apart, without spaces at the ends of lines', () => {
    expect(
      textTable([
        ['NAME', 'N'],
        ['long-name', ''],
        ['x', '10'],
      ]),
    ).toBe('NAME        N\nlong-name\nx           10');
  });

  it('makes columns as wide as what is shown of a cell', () => {
    expect(textTable([['\n', 'b']])).toBe('\\x0a   b');
  });

  it('is empty without rows', () => {
    expect(textTable([])).toBe('');
  });
});
