import * as z from 'zod';
import type { Node } from '../../model/index.ts';
import { answered, optional, present, resourceList } from '../schema.ts';
import { type KindReader, kindReader } from './kind-reader.ts';
import { namedMetadata, TYPE_META } from './metadata.ts';
import { taints, toTaints } from './taints.ts';

const OTHER_SPEC = ['podCIDR', 'podCIDRs', 'configSource', 'externalID'];
const OTHER_STATUS = [
  'capacity',
  'phase',
  'addresses',
  'daemonEndpoints',
  'nodeInfo',
  'images',
  'volumesInUse',
  'volumesAttached',
  'config',
  'runtimeHandlers',
  'features',
  'declaredFeatures',
];

const schema = answered(() => ({
  ...TYPE_META,
  metadata: namedMetadata(answered),
  spec: optional(
    answered(
      () => ({
        unschedulable: optional(z.boolean()),
        taints: optional(taints(answered)),
        providerID: optional(z.string()),
      }),
      OTHER_SPEC,
    ),
  ),
  status: optional(
    answered(
      () => ({
        allocatable: optional(resourceList),
        conditions: optional(
          z.array(answered(() => ({ type: z.string(), status: z.string() }), ['reason', 'message'])),
        ),
      }),
      OTHER_STATUS,
    ),
  ),
}));

/** Nodes as `kubectl get nodes -o json` prints them; ready by the first condition of type `Ready` (kueue-tas §4.2). */
export const nodeReader: KindReader = kindReader({
  kind: 'Node',
  apiVersions: ['v1'],
  schema,
  add({ metadata, spec, status }, context) {
    const { name } = metadata;
    const ready = status?.conditions?.find((condition) => condition.type === 'Ready');
    const node: Node = present({
      name,
      labels: metadata.labels ?? {},
      taints: spec?.taints && toTaints(spec.taints),
      allocatable: status?.allocatable ?? {},
      isUnschedulable: spec?.unschedulable,
      isReady: ready?.status === 'True',
      providerId: spec?.providerID,
    });
    if (context.claim(name)) context.inputs.nodes.push(node);
  },
});
