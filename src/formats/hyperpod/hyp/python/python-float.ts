/**
 * A float as Python's `str` writes it: the shortest digits that read back the same, `.0` behind whole numbers, an
 * exponent of at least two digits below 0.0001 and from 1e16 on.
 */
export function pythonFloatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  const power = Number(exponent);
  if (value !== 0 && (power < -4 || power >= 16)) {
    return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** The number that a text begins with, digits and at most one point, as in `64.0Gi`; undefined when there is none. */
export function leadingNumber(text: string): number | undefined {
  const number = /^\d*\.?\d+/.exec(text)?.[0];
  return number === undefined ? undefined : Number(number);
}
