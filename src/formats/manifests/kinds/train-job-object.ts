import * as z from 'zod';
import { metadata, TYPE_META } from '../../kubernetes/metadata.ts';
import type { ResourcesObject } from '../../kubernetes/pod-template.ts';
import { answered, count, optional, resourceList, ruled } from '../../schema.ts';
import type { JobObject } from '../job-object.ts';
import { type RuntimePatch, runtimePatch } from './runtime-patches.ts';
import type { RuntimeRef } from './training-runtime.ts';

/** Fields that older versions had in place of `runtimePatches`; what they say must not get lost. */
const FORMER_FIELDS = ['podTemplateOverrides', 'podSpecOverrides', 'labels', 'annotations'];

type Maybe<T> = T | null | undefined;

/** A TrainJob, as far as it is looked into. */
export interface TrainJobObject extends JobObject {
  readonly spec: {
    readonly runtimeRef: RuntimeRef;
    readonly trainer?: Maybe<Trainer>;
    readonly initializer?: Maybe<{ readonly dataset?: Maybe<Initializer>; readonly model?: Maybe<Initializer> }>;
    readonly runtimePatches?: Maybe<readonly RuntimePatch[]>;
    readonly suspend?: Maybe<boolean>;
    readonly managedBy?: Maybe<string>;
  };
}

/** What it says of the pods that train. */
export interface Trainer {
  readonly numNodes?: Maybe<number>;
  readonly resourcesPerNode?: Maybe<ResourcesObject>;
  readonly image?: Maybe<string>;
  readonly command?: Maybe<readonly string[]>;
  readonly args?: Maybe<readonly string[]>;
  readonly env?: Maybe<readonly EnvVariable[]>;
}

/** What it says of a step that fetches data or a model. */
export interface Initializer {
  readonly storageUri?: Maybe<string>;
  readonly env?: Maybe<readonly EnvVariable[]>;
  readonly secretRef?: Maybe<{ readonly name: string }>;
}

/** An environment variable; its value is none of placement's business. */
export interface EnvVariable {
  readonly name: string;
}

const env = optional(z.array(answered(() => ({ name: z.string() }), ['value', 'valueFrom'])));

const trainer: z.ZodType<Trainer> = answered(
  () => ({
    numNodes: optional(count()),
    resourcesPerNode: optional(
      answered(() => ({ requests: optional(resourceList), limits: optional(resourceList) }), ['claims']),
    ),
    image: optional(z.string()),
    command: optional(z.array(z.string())),
    args: optional(z.array(z.string())),
    env,
  }),
  ['numProcPerNode'],
);

const initializer: z.ZodType<Initializer> = answered(() => ({
  storageUri: optional(z.string()),
  env,
  secretRef: optional(answered(() => ({ name: z.string() }))),
}));

const spec = answered(
  () => ({
    runtimeRef: answered(() => ({ name: z.string(), kind: optional(z.string()), apiGroup: optional(z.string()) })),
    trainer: optional(trainer),
    initializer: optional(answered(() => ({ dataset: optional(initializer), model: optional(initializer) }))),
    runtimePatches: optional(z.array(runtimePatch)),
    suspend: optional(z.boolean()),
    managedBy: optional(z.string()),
  }),
  ['activeDeadlineSeconds', ...FORMER_FIELDS],
);

/** Schema of a TrainJob. */
export const trainJobSchema: z.ZodType<TrainJobObject> = answered(
  () => ({ ...TYPE_META, metadata: metadata(answered), spec: ruled(spec, formerFields) }),
  ['status'],
);

function* formerFields(spec: object) {
  for (const field of FORMER_FIELDS.filter((name) => Object.hasOwn(spec, name))) {
    const message = `"${field}" is of an older version of TrainJobs; write it as one of runtimePatches`;
    yield { code: 'unknown-key' as const, message, isKey: true, path: [field] };
  }
}
