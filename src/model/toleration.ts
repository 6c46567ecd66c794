import { MAX_INT64, MIN_INT64 } from '../base/index.ts';
import type { Taint, Toleration } from './taint.ts';

/** No sign but `-`, no leading zeros, no `-0`. */
const CANONICAL_INTEGER = /^(?:0|-?[1-9]\d{0,18})$/;

/**
 * Does a pod with this toleration put up with the taint?
 *
 * Effect and key match when empty or equal. Then the operator decides: none or `Equal` wants equal values (absent is
 * empty), `Exists` nothing more, `Lt` and `Gt` that the taint's value is below or above the toleration's, both being
 * canonical int64 decimals. Any other operator tolerates nothing.
 *
 * @param options.hasNumericOperators false: `Lt` and `Gt` tolerate nothing, as in the node controller (kueue-tas §16.1)
 * @see kueue-tas §9.1a
 */
export function tolerates(toleration: Toleration, taint: Taint, options: { hasNumericOperators: boolean }): boolean {
  const { key = '', operator = '', value = '', effect = '' } = toleration;
  if (effect !== '' && effect !== taint.effect) return false;
  if (key !== '' && key !== taint.key) return false;
  switch (operator) {
    case '':
    case 'Equal':
      return value === (taint.value ?? '');
    case 'Exists':
      return true;
    case 'Lt':
    case 'Gt':
      return options.hasNumericOperators && comparesTo(taint.value ?? '', value, operator);
    default:
      return false;
  }
}

function comparesTo(taintValue: string, tolerationValue: string, operator: 'Lt' | 'Gt'): boolean {
  const left = canonicalInt64(taintValue);
  const right = canonicalInt64(tolerationValue);
  if (left === undefined || right === undefined) return false;
  return operator === 'Lt' ? left < right : left > right;
}

function canonicalInt64(text: string): bigint | undefined {
  if (!CANONICAL_INTEGER.test(text)) return undefined;
  const value = BigInt(text);
  return value < MIN_INT64 || value > MAX_INT64 ? undefined : value;
}
