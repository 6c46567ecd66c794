/** Words that are no texts. */
const WORDS: ReadonlyMap<string, unknown> = new Map([
  ...meaning(null, '~ null Null NULL'),
  ...meaning(true, 'y Y yes Yes YES true True TRUE on On ON'),
  ...meaning(false, 'n N no No NO false False FALSE off Off OFF'),
  ...meaning(Number.NaN, '.nan .NaN .NAN'),
  ...meaning(Number.POSITIVE_INFINITY, '.inf .Inf .INF +.inf +.Inf +.INF'),
  ...meaning(Number.NEGATIVE_INFINITY, '-.inf -.Inf -.INF'),
  ['', null],
]);

function meaning(value: unknown, words: string): [string, unknown][] {
  return words.split(' ').map((word) => [word, value]);
}

const LONGEST_WORD = 5;
/** After the sign, without underscores. */
const PREFIXED_INTEGER = /^0(?:[xX][\da-fA-F]+|[bB][01]+|[oO]?[0-7]+)$/;
const DECIMAL = /^(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
/** Behind a point underscores may stand between digits only. */
const FRACTION = /^\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?$/;
/** The largest of 64 bits, by sign. */
const LARGEST = { '-': 2n ** 63n, '+': 2n ** 63n - 1n, '': 2n ** 64n - 1n } as const;

/**
 * What a scalar without quotes stands for. As kubectl reads it, which is YAML 1.1 as far as go-yaml goes along with it: `y`,
 * `yes` and `on` are true, `010` is 8 and `1_000` is 1000, but times and numbers to the base of 60 are texts.
 *
 * Integers beyond 2^53 are rounded. Numbers beyond what a double holds are texts.
 */
export function plainScalar(text: string): unknown {
  // Nothing above the digits starts a number.
  if (text.charCodeAt(0) <= 57) {
    const number = numberOf(text);
    if (number !== undefined && Number.isFinite(number)) return number;
  }
  if (text.length > LONGEST_WORD) return text;
  const word = WORDS.get(text);
  return word === undefined ? text : word;
}

function numberOf(text: string): number | undefined {
  const plain = text.replaceAll('_', '');
  if (text.startsWith('.')) return FRACTION.test(text) ? Number(plain) : undefined;
  const sign = plain.startsWith('-') ? '-' : plain.startsWith('+') ? '+' : '';
  const digits = plain.slice(sign.length);
  const size = prefixedInteger(digits, sign) ?? (DECIMAL.test(digits) ? Number(digits) : undefined);
  // No zero is negative.
  return sign === '-' && size !== undefined && size !== 0 ? -size : size;
}

/** An integer that says its base; undefined if it has none, or more than 64 bits. */
function prefixedInteger(digits: string, sign: keyof typeof LARGEST): number | undefined {
  if (!PREFIXED_INTEGER.test(digits)) return undefined;
  const value = BigInt(/^0\d/.test(digits) ? `0o${digits}` : digits);
  return value <= LARGEST[sign] ? Number(value) : undefined;
}
