import * as z from 'zod';
import { flag, int64, object, text, texts } from '../../api-server/crd-schema.ts';
import { coreObject } from './core-object.ts';

const profile = coreObject({ type: text }, { localhostProfile: text });

/** What containers and pods have in common. */
const common = {
  appArmorProfile: profile,
  runAsGroup: int64(),
  runAsNonRoot: flag,
  runAsUser: int64(),
  seLinuxOptions: object({}, { level: text, role: text, type: text, user: text }),
  seccompProfile: profile,
  windowsOptions: object(
    {},
    { gmsaCredentialSpec: text, gmsaCredentialSpecName: text, hostProcess: flag, runAsUserName: text },
  ),
};

/** Schema of a container's `securityContext`. */
export const containerSecurity: z.ZodType = object(
  {},
  {
    ...common,
    allowPrivilegeEscalation: flag,
    capabilities: object({}, { add: texts, drop: texts }),
    privileged: flag,
    procMount: text,
    readOnlyRootFilesystem: flag,
  },
);

/** Schema of a pod's `securityContext`. */
export const podSecurity: z.ZodType = object(
  {},
  {
    ...common,
    fsGroup: int64(),
    fsGroupChangePolicy: text,
    seLinuxChangePolicy: text,
    supplementalGroups: z.array(int64()),
    supplementalGroupsPolicy: text,
    sysctls: z.array(coreObject({ name: text, value: text })),
  },
);
