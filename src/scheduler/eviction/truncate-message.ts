/** Longest message of a condition and of an event that an API server takes, in bytes (kueue-quota §5.3). */
export const MAX_CONDITION_MESSAGE = 32_768;
export const MAX_EVENT_MESSAGE = 1024;

const SUFFIX = ' ...';

/** A message as it is written: cut off with ` ...` where it is too long. A character is never cut in two. */
export function truncateMessage(message: string, maxBytes: number): string {
  // Every UTF-16 unit is at most three bytes.
  if (message.length * 3 <= maxBytes) return message;
  const bytes = new TextEncoder().encode(message);
  if (bytes.length <= maxBytes) return message;
  let end = maxBytes - SUFFIX.length;
  while (((bytes[end] as number) & 0xc0) === 0x80) end--;
  return new TextDecoder().decode(bytes.subarray(0, end)) + SUFFIX;
}
