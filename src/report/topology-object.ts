import type { Topology } from '../model/index.ts';
import { jsonText } from './escape.ts';

/** Kueue's Topology object, ready for `kubectl apply -f -`: JSON, which kubectl reads as YAML. */
export function topologyObject({ name, levels }: Topology): string {
  const object = {
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'Topology',
    metadata: { name },
    spec: { levels: levels.map((nodeLabel) => ({ nodeLabel })) },
  };
  return jsonText(object);
}
