/**
 * `a * b + c`, rounded once: what processors call a fused multiply-add, and JavaScript does not have.
 *
 * For finite numbers that are not so far apart, nor so small or large, that a double's exponent would run out.
 */
export function fusedMultiplyAdd(a: number, b: number, c: number): number {
  const [x, y, addend] = [split(a), split(b), split(c)];
  const product = { mantissa: x.mantissa * y.mantissa, exponent: x.exponent + y.exponent };
  const exponent = Math.min(product.exponent, addend.exponent);
  const sum = shifted(product, exponent) + shifted(addend, exponent);
  return Number(sum) * powerOfTwo(exponent);
}

/** A double as `mantissa * 2^exponent`. */
interface Split {
  readonly mantissa: bigint;
  readonly exponent: number;
}

const bits = new DataView(new ArrayBuffer(8));
const FRACTION_BITS = 52n;
const HIDDEN_BIT = 1n << FRACTION_BITS;

function split(value: number): Split {
  if (value === 0) return { mantissa: 0n, exponent: 0 };
  bits.setFloat64(0, value);
  const word = bits.getBigUint64(0);
  const fraction = word & (HIDDEN_BIT - 1n);
  const biased = Number((word >> FRACTION_BITS) & 0x7ffn);
  const mantissa = biased === 0 ? fraction : fraction | HIDDEN_BIT;
  return { mantissa: value < 0 ? -mantissa : mantissa, exponent: Math.max(1, biased) - 1075 };
}

function shifted({ mantissa, exponent }: Split, target: number): bigint {
  return mantissa << BigInt(exponent - target);
}

/** For exponents from -1022 to 1023. */
function powerOfTwo(exponent: number): number {
  bits.setBigUint64(0, BigInt(exponent + 1023) << FRACTION_BITS);
  return bits.getFloat64(0);
}
