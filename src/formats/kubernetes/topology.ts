import * as z from 'zod';
import { HOSTNAME_LABEL } from '../../model/index.ts';
import { mistake } from '../finding.ts';
import { LABEL_KEY } from '../names.ts';
import { named, written } from '../schema.ts';
import { type KindContext, type KindReader, kindReader } from './kind-reader.ts';
import { namedMetadata, TYPE_META } from './metadata.ts';

/** Kueue's Topology: 1 to 16 levels, unique, the host name only as the last (kueue-tas §2.4). */
export const topologyReader: KindReader = kindReader({
  kind: 'Topology',
  apiVersions: ['kueue.x-k8s.io/v1beta2', 'kueue.x-k8s.io/v1beta1', 'kueue.x-k8s.io/v1alpha1'],
  schema: written(
    {
      ...TYPE_META,
      metadata: namedMetadata(written),
      spec: written({
        levels: z
          .array(written({ nodeLabel: named(LABEL_KEY) }))
          .min(1)
          .max(16),
      }),
    },
    ['status'],
  ),
  add({ metadata, spec }, context) {
    const levels = spec.levels.map((level) => level.nodeLabel);
    if (!areLevelsValid(levels, context)) return;
    if (context.claim(metadata.name)) context.inputs.topologies.push({ name: metadata.name, levels });
  },
});

function areLevelsValid(levels: readonly string[], context: KindContext): boolean {
  let isValid = true;
  levels.forEach((level, index) => {
    const path = [...context.path, 'spec', 'levels', index, 'nodeLabel'];
    if (levels.indexOf(level) !== index) {
      context.report(mistake('duplicate', path, `level "${level}" stands here a second time; name each level once`));
      isValid = false;
    } else if (level === HOSTNAME_LABEL && index !== levels.length - 1) {
      context.report(mistake('invalid-value', path, `"${HOSTNAME_LABEL}" can only be the last level; move it there`));
      isValid = false;
    }
  });
  return isValid;
}
