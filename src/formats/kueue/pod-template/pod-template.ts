import * as z from 'zod';
import {
  always,
  flag,
  int32,
  int64,
  listMap,
  object,
  quantities,
  text,
  textMap,
  texts,
} from '../../api-server/crd-schema.ts';
import type { PodTemplateObject } from '../../kubernetes/pod-template.ts';
import { toleration } from '../taints.ts';
import { affinity, spreadConstraint } from './affinity.ts';
import { containers, ephemeralContainers, resources } from './containers.ts';
import { coreObject, plainFlag, pointerText } from './core-object.ts';
import { embeddedMetadata } from './embedded-metadata.ts';
import { podSecurity } from './security.ts';
import { localReference } from './sources.ts';
import { volumes } from './volumes.ts';

const dnsConfig = object(
  {},
  { nameservers: texts, options: z.array(object({}, { name: text, value: pointerText })), searches: texts },
);
const resourceClaim = coreObject(
  { name: text },
  { resourceClaimName: pointerText, resourceClaimTemplateName: pointerText },
);

const podSpec = coreObject(
  { containers },
  {
    activeDeadlineSeconds: int64(),
    affinity,
    automountServiceAccountToken: flag,
    dnsConfig,
    dnsPolicy: text,
    enableServiceLinks: flag,
    ephemeralContainers,
    hostAliases: listMap(coreObject({ ip: text }, { hostnames: texts }), ['ip']),
    hostIPC: plainFlag,
    hostNetwork: plainFlag,
    hostPID: plainFlag,
    hostUsers: flag,
    hostname: text,
    hostnameOverride: pointerText,
    imagePullSecrets: listMap(localReference),
    initContainers: containers,
    nodeName: text,
    nodeSelector: textMap,
    os: coreObject({ name: text }),
    overhead: quantities,
    preemptionPolicy: pointerText,
    priority: int32(),
    priorityClassName: text,
    readinessGates: z.array(coreObject({ conditionType: text })),
    resourceClaims: listMap(resourceClaim),
    resources,
    restartPolicy: text,
    runtimeClassName: pointerText,
    schedulerName: text,
    schedulingGates: listMap(coreObject({ name: text })),
    schedulingGroup: object({}, { podGroupName: pointerText }),
    securityContext: podSecurity,
    serviceAccount: text,
    serviceAccountName: text,
    setHostnameAsFQDN: flag,
    shareProcessNamespace: flag,
    subdomain: text,
    terminationGracePeriodSeconds: int64(),
    tolerations: z.array(toleration),
    topologySpreadConstraints: listMap(spreadConstraint, ['topologyKey', 'whenUnsatisfiable']),
    volumes,
  },
);

/** Schema of `spec.podSets[].template` of a Workload: all that a pod may say (kueue-validation, appendix). */
export const podTemplate: z.ZodType<PodTemplateObject> = object(
  {},
  { metadata: always(embeddedMetadata, {}), spec: always(podSpec, {}) },
);
