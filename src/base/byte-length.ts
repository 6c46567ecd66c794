const encoder = new TextEncoder();

/** Bytes of a text in UTF-8, which is what Go and Kubernetes count. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}
