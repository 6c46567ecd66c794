import type { RandomStream } from '../../base/index.ts';

/** Hands out ids that look like EC2's: a prefix and 17 hexadecimal digits, none of them twice. */
export type FreshIds = () => string;

/** @param prefix `nn-` for network nodes; `i-0` for instances leaves 16 digits to draw. */
export function freshIds(prefix: string, digitCount: number, stream: RandomStream): FreshIds {
  const used = new Set<string>();
  return () => {
    for (;;) {
      const id = prefix + hexDigits(digitCount, stream);
      if (used.has(id)) continue;
      used.add(id);
      return id;
    }
  };
}

/** Digits per draw. */
const CHUNK = 8;

function hexDigits(count: number, stream: RandomStream): string {
  let digits = '';
  while (digits.length < count) digits += stream.integer(0, 0xffff_ffff).toString(16).padStart(CHUNK, '0');
  return digits.slice(0, count);
}
