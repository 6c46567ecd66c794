import * as z from 'zod';
import { flag, int64, object, text, texts } from '../../api-server/crd-schema.ts';
import { coreObject, pointerText } from './core-object.ts';

const profile = coreObject({ type: text }, { localhostProfile: pointerText });

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
    {
      gmsaCredentialSpec: pointerText,
      gmsaCredentialSpecName: pointerText,
      hostProcess: flag,
      runAsUserName: pointerText,
    },
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
    procMount: pointerText,
    readOnlyRootFilesystem: flag,
  },
);

/** Schema of a pod's `securityContext`. */
export const podSecurity: z.ZodType = object(
  {},
  {
    ...common,
    fsGroup: int64(),
    fsGroupChangePolicy: pointerText,
    seLinuxChangePolicy: pointerText,
    supplementalGroups: z.array(int64()),
    supplementalGroupsPolicy: pointerText,
    sysctls: z.array(coreObject({ name: text, value: text })),
  },
);
