import { OBJECT_NAME } from '../names.ts';
import { labels, named, optional, present, written } from '../schema.ts';
import { type KindReader, kindReader } from './kind-reader.ts';
import { namedMetadata, TYPE_META } from './metadata.ts';
import { taints, tolerations, toTaints, toTolerations } from './taints.ts';

/** Kueue's ResourceFlavor; a flavor without a spec covers all nodes. */
export const resourceFlavorReader: KindReader = kindReader({
  kind: 'ResourceFlavor',
  apiVersions: ['kueue.x-k8s.io/v1beta2', 'kueue.x-k8s.io/v1beta1'],
  schema: written({
    ...TYPE_META,
    metadata: namedMetadata(written),
    spec: optional(
      written({
        topologyName: optional(named(OBJECT_NAME)),
        nodeLabels: optional(labels),
        nodeTaints: optional(taints(written)),
        tolerations: optional(tolerations(written)),
      }),
    ),
  }),
  add({ metadata, spec }, context) {
    const { name } = metadata;
    if (!context.claim(name)) return;
    context.inputs.resourceFlavors.push(
      present({
        name,
        topologyName: spec?.topologyName,
        nodeLabels: spec?.nodeLabels,
        nodeTaints: spec?.nodeTaints && toTaints(spec.nodeTaints),
        tolerations: spec?.tolerations && toTolerations(spec.tolerations),
      }),
    );
  },
});
