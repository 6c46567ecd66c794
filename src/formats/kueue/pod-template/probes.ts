import * as z from 'zod';
import { int32, int64, intOrString, object, text, texts } from '../../api-server/crd-schema.ts';
import { coreObject, plainInt32, pointerText } from './core-object.ts';

const exec = object({}, { command: texts });
const tcpSocket = coreObject({ port: intOrString }, { host: text });
const httpGet = coreObject(
  { port: intOrString },
  { host: text, httpHeaders: z.array(coreObject({ name: text, value: text })), path: text, scheme: text },
);

/** Schema of a container's probes. */
export const probe: z.ZodType = object(
  {},
  {
    exec,
    failureThreshold: plainInt32,
    grpc: coreObject({ port: int32(), service: pointerText.default('') }),
    httpGet,
    initialDelaySeconds: plainInt32,
    periodSeconds: plainInt32,
    successThreshold: plainInt32,
    tcpSocket,
    terminationGracePeriodSeconds: int64(),
    timeoutSeconds: plainInt32,
  },
);

const handler = object({}, { exec, httpGet, sleep: coreObject({ seconds: int64() }), tcpSocket });

/** Schema of a container's `lifecycle`. */
export const lifecycle: z.ZodType = object({}, { postStart: handler, preStop: handler, stopSignal: pointerText });
