/** Annotations from the part of their names that tells them apart: `{ 'slice-size': '2' }`. */
export function topologyAnnotations(short: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(short).map(([name, value]) => [`kueue.x-k8s.io/podset-${name}`, value]));
}
