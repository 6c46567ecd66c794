import * as z from 'zod';
import { answered, optional, present } from '../schema.ts';
import { type KindReader, kindReader } from './kind-reader.ts';
import { namedMetadata, qualifiedName, TYPE_META } from './metadata.ts';
import { podSpec, toPodSpec } from './pod-template.ts';

const OTHER_STATUS =
  'observedGeneration conditions message reason nominatedNodeName hostIP hostIPs podIP podIPs startTime initContainerStatuses containerStatuses qosClass ephemeralContainerStatuses resize resourceClaimStatuses extendedResourceClaimStatus allocatedResources resources'.split(
    ' ',
  );

/** Pods as `kubectl get pods -o json` prints them; terminating when they have a deletion time. */
export const podReader: KindReader = kindReader({
  kind: 'Pod',
  apiVersions: ['v1'],
  schema: answered({
    ...TYPE_META,
    metadata: namedMetadata(answered),
    spec: optional(podSpec(answered)),
    status: optional(answered({ phase: optional(z.string()) }, OTHER_STATUS)),
  }),
  add({ metadata, spec, status }, context) {
    const { namespace, labels, annotations } = metadata;
    if (!context.claim(qualifiedName(metadata))) return;
    context.inputs.pods.push(
      present({
        name: metadata.name,
        namespace,
        labels,
        annotations,
        spec: spec && toPodSpec(spec),
        phase: status?.phase,
        isTerminating: (metadata.deletionTimestamp ?? undefined) === undefined ? undefined : true,
      }),
    );
  },
});
