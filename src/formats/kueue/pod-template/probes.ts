import * as z from 'zod';
import { int32, int64, intOrString, object, text, texts } from '../../api-server/crd-schema.ts';
import { coreObject } from './core-object.ts';

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
    failureThreshold: int32(),
    grpc: coreObject({ port: int32(), service: text.default('') }),
    httpGet,
    initialDelaySeconds: int32(),
    periodSeconds: int32(),
    successThreshold: int32(),
    tcpSocket,
    terminationGracePeriodSeconds: int64(),
    timeoutSeconds: int32(),
  },
);

const handler = object({}, { exec, httpGet, sleep: coreObject({ seconds: int64() }), tcpSocket });

/** Schema of a container's `lifecycle`. */
export const lifecycle: z.ZodType = object({}, { postStart: handler, preStop: handler, stopSignal: text });
