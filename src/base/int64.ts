/** Bounds of Go's int64, in which Kueue counts resources. */
export const MAX_INT64: bigint = 9223372036854775807n;
export const MIN_INT64: bigint = -9223372036854775808n;
/** Go's largest int32: what "as many pods as you like" is in Kueue. */
export const MAX_INT32 = 2147483647;

/** The nearest int64: Kueue's additions and multiplications saturate instead of wrapping (kueue-tas §5). */
export function clampInt64(value: bigint): bigint {
  return value > MAX_INT64 ? MAX_INT64 : value < MIN_INT64 ? MIN_INT64 : value;
}
