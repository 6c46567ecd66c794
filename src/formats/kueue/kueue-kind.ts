import type * as z from 'zod';
import type { Loose } from '../api-server/loose.ts';
import type { StoredMetadata } from '../api-server/object-meta.ts';
import type { Finding } from '../finding.ts';
import type { KindContext } from '../kubernetes/kind-reader.ts';
import type { Path } from '../path.ts';

/** A version of Kueue's API. */
export type KueueVersion = 'v1beta2' | 'v1beta1';

/** Which version an `apiVersion` means; undefined if none of Kueue's. The first versions of some kinds looked like v1beta1. */
export function kueueVersion(apiVersion: unknown): KueueVersion | undefined {
  if (apiVersion === 'kueue.x-k8s.io/v1beta2') return 'v1beta2';
  return apiVersion === 'kueue.x-k8s.io/v1beta1' || apiVersion === 'kueue.x-k8s.io/v1alpha1' ? 'v1beta1' : undefined;
}

/** A Kubernetes object as JSON gives it, with fields of any shape. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A value that Kueue's conversion between versions cannot cope with. */
export interface Unconvertible {
  readonly path: Path;
  readonly reason: string;
}

/** What the API server and Kueue know of one kind. */
export interface KueueKind<Model = unknown> {
  readonly kind: string;
  readonly apiVersions: readonly string[];
  readonly isNamespaced: boolean;
  /** Is `status` written by itself only? Then it is dropped on create. */
  readonly hasStatusSubresource: boolean;
  /** Fields beside `metadata`, by version. */
  readonly schemas: Readonly<Record<KueueVersion, z.ZodType>>;
  /**
   * The other version's object: `fromV1beta1` gives the one that is stored, `toV1beta1` what is read back of it. Kinds
   * without them only change the name of their version.
   */
  readonly fromV1beta1?: (object: JsonObject) => JsonObject;
  readonly toV1beta1?: (object: JsonObject) => JsonObject;
  /** What of a v1beta1 object, if anything, breaks the conversion. */
  readonly findUnconvertible?: (object: JsonObject) => Unconvertible | undefined;
  /**
   * The object for the model; in v1beta2, and with the types that the schema says. Fields may be missing: then Go's zero
   * values count, not the API's defaults. What contradicts itself is told with its path below the object.
   */
  readonly toModel: (object: JsonObject, report: (finding: Finding) => void) => Model;
  /** Adds it to what was read, under a name that is not taken yet. */
  add(model: Model, context: KindContext): void;
}

/** An object of a schema as {@link KueueKind.toModel} gets it. */
export type StoredObject<S extends z.ZodType> = Loose<z.output<S>> & { readonly metadata?: StoredMetadata | undefined };

/** A {@link KueueKind} whose conversion knows the type that its schema says. */
export function kueueKind<S extends z.ZodType, Model>(
  definition: Omit<KueueKind<Model>, 'apiVersions' | 'schemas' | 'toModel' | 'add'> & {
    /** Versions beside v1beta2 and v1beta1. */
    readonly formerVersions?: readonly string[];
    readonly schema: S;
    /** If not given, both versions look the same. */
    readonly schemaV1beta1?: z.ZodType;
    readonly toModel: (object: StoredObject<S>, report: (finding: Finding) => void) => Model;
    readonly add: (model: Model, context: KindContext) => void;
  },
): KueueKind<Model> {
  const { schema, schemaV1beta1, toModel, formerVersions = [], ...rest } = definition;
  return {
    ...rest,
    apiVersions: ['v1beta2', 'v1beta1', ...formerVersions].map((version) => `kueue.x-k8s.io/${version}`),
    schemas: { v1beta2: schema, v1beta1: schemaV1beta1 ?? schema },
    toModel: (object, report) => toModel(object as StoredObject<S>, report),
  };
}
