/**
 * Byte order of two strings: the only string order used in hopwise, never locale order.
 *
 * UTF-16 code units agree with Kubernetes' byte order for every name and label value that Kubernetes accepts (ASCII).
 * @returns a negative number, 0 or a positive number, as `Array.prototype.sort` wants it
 */
export function compareStrings(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
