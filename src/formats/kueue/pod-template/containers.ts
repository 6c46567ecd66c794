import * as z from 'zod';
import { always, int32, listMap, listSet, object, quantities, text, texts } from '../../api-server/crd-schema.ts';
import type { ContainerObject, ResourcesObject } from '../../kubernetes/pod-template.ts';
import { coreObject, plainFlag, plainInt32, pointerText } from './core-object.ts';
import { lifecycle, probe } from './probes.ts';
import { containerSecurity } from './security.ts';
import { env, envFrom } from './sources.ts';

/** Schema of `resources` of a container or pod. */
export const resources: z.ZodType<ResourcesObject> = object(
  {},
  { claims: listMap(coreObject({ name: text }, { request: text })), limits: quantities, requests: quantities },
);

const port = coreObject(
  { containerPort: int32(), protocol: text.default('TCP') },
  { hostIP: text, hostPort: plainInt32, name: text },
);
const restartRule = object({ action: text }, { exitCodes: object({ operator: text }, { values: listSet(int32()) }) });
const volumeMount = coreObject(
  { mountPath: text, name: text },
  {
    mountPropagation: pointerText,
    readOnly: plainFlag,
    recursiveReadOnly: pointerText,
    subPath: text,
    subPathExpr: text,
  },
);

const fields = {
  args: texts,
  command: texts,
  env,
  envFrom,
  image: text,
  imagePullPolicy: text,
  lifecycle,
  livenessProbe: probe,
  ports: listMap(port, ['containerPort', 'protocol']),
  readinessProbe: probe,
  resizePolicy: z.array(coreObject({ resourceName: text, restartPolicy: text })),
  resources: always(resources, {}),
  restartPolicy: pointerText,
  restartPolicyRules: z.array(restartRule),
  securityContext: containerSecurity,
  startupProbe: probe,
  stdin: plainFlag,
  stdinOnce: plainFlag,
  terminationMessagePath: text,
  terminationMessagePolicy: text,
  tty: plainFlag,
  volumeDevices: listMap(coreObject({ devicePath: text, name: text }), ['devicePath']),
  volumeMounts: listMap(volumeMount, ['mountPath']),
  workingDir: text,
};

/** Schema of `containers` and `initContainers`. */
export const containers: z.ZodType<ContainerObject[]> = listMap(coreObject({ name: text }, fields));

/** Schema of `ephemeralContainers`. */
export const ephemeralContainers: z.ZodType = listMap(
  coreObject({ name: text }, { ...fields, targetContainerName: text }),
);
