import type { ResourceFlavor } from '../../model/index.ts';
import { read } from '../api-server/cel-rule.ts';
import { always, boundedMap, kept, object, text, withRules } from '../api-server/crd-schema.ts';
import { toTaints, toTolerations } from '../kubernetes/taints.ts';
import { present } from '../schema.ts';
import { type KueueKind, kueueKind } from './kueue-kind.ts';
import { checkedTolerations, flavorTaints } from './taints.ts';
import { subdomain } from './texts.ts';

const spec = withRules(
  object(
    {},
    {
      nodeLabels: boundedMap(text, 8),
      nodeTaints: flavorTaints,
      tolerations: checkedTolerations,
      topologyName: kept(subdomain),
    },
  ),
  [
    {
      message: 'at least one nodeLabel is required when topology is set',
      holds: (self) => self.topologyName === undefined || Object.keys(read(self, 'nodeLabels')).length > 0,
    },
    {
      message: 'topologyName is immutable when topologyName is set',
      isTransition: true,
      holds: (self, old) => old.topologyName === undefined || self.topologyName === old.topologyName,
    },
  ],
);

/** Kueue's ResourceFlavor (kueue-quota §3.4, kueue-validation §3); without a spec it covers all nodes. */
export const resourceFlavorKind: KueueKind<ResourceFlavor> = kueueKind({
  kind: 'ResourceFlavor',
  isNamespaced: false,
  hasStatusSubresource: false,
  schema: object({}, { spec: always(spec, {}) }),
  add: (model, { inputs }) => void inputs.resourceFlavors.push(model),
  toModel: ({ metadata, spec = {} }) =>
    present({
      name: metadata?.name ?? '',
      topologyName: spec.topologyName,
      nodeLabels: spec.nodeLabels,
      nodeTaints: spec.nodeTaints && toTaints(spec.nodeTaints),
      tolerations: spec.tolerations && toTolerations(spec.tolerations),
    }),
});
