import * as z from 'zod';
import { metadata, TYPE_META } from '../../kubernetes/metadata.ts';
import { answered, count, optional, resourceList, ruled } from '../../schema.ts';
import { runtimePatch } from './runtime-patches.ts';

/** Fields that older versions had in place of `runtimePatches`; what they say must not get lost. */
const FORMER_FIELDS = ['podTemplateOverrides', 'podSpecOverrides', 'labels', 'annotations'];

const env = optional(z.array(answered({ name: z.string() }, ['value', 'valueFrom'])));

const trainer = answered(
  {
    numNodes: optional(count()),
    resourcesPerNode: optional(
      answered({ requests: optional(resourceList), limits: optional(resourceList) }, ['claims']),
    ),
    image: optional(z.string()),
    command: optional(z.array(z.string())),
    args: optional(z.array(z.string())),
    env,
  },
  ['numProcPerNode'],
);

const initializer = optional(
  answered({
    storageUri: optional(z.string()),
    env,
    secretRef: optional(answered({ name: z.string() })),
  }),
);

const spec = answered(
  {
    runtimeRef: answered({ name: z.string(), kind: optional(z.string()), apiGroup: optional(z.string()) }),
    trainer: optional(trainer),
    initializer: optional(answered({ dataset: initializer, model: initializer })),
    runtimePatches: optional(z.array(runtimePatch)),
    suspend: optional(z.boolean()),
    managedBy: optional(z.string()),
  },
  ['activeDeadlineSeconds', ...FORMER_FIELDS],
);

/** Shape of a TrainJob. */
export const trainJobSchema = answered(
  { ...TYPE_META, metadata: metadata(answered), spec: ruled(spec, formerFields) },
  ['status'],
);

export type TrainJobObject = z.output<typeof trainJobSchema>;
export type Trainer = z.output<typeof trainer>;
export type Initializer = NonNullable<z.output<typeof initializer>>;
export type EnvVariable = NonNullable<z.output<typeof env>>[number];

function* formerFields(spec: object) {
  for (const field of FORMER_FIELDS.filter((name) => Object.hasOwn(spec, name))) {
    const message = `"${field}" is of an older version of TrainJobs; write it as one of runtimePatches`;
    yield { code: 'unknown-key' as const, message, isKey: true, path: [field] };
  }
}
