import { byteLength } from '../../base/index.ts';
import {
  dnsLabelErrors,
  type FieldError,
  labelKeyErrors,
  labelValueErrors,
  subdomainErrors,
} from '../../model/index.ts';
import type { Path } from '../path.ts';
import { type ApiError, apiError, schemaField } from './api-error.ts';
import type { StoredMetadata, StoredOwnerReference } from './object-meta.ts';

const MAX_ANNOTATION_BYTES = 256 * 1024;

/**
 * What the API server has against an object's metadata, for kinds whose names are DNS subdomains.
 * @see kueue-validation §1, metadata
 */
export function validateMetadata(metadata: StoredMetadata, isNamespaced: boolean): ApiError[] {
  return [
    ...nameErrors(metadata),
    ...(isNamespaced ? namespaceErrors(metadata) : []),
    ...labelErrors(metadata.labels ?? {}, ['metadata', 'labels'], 'metadata'),
    ...annotationErrors(metadata.annotations ?? {}, ['metadata', 'annotations'], 'metadata'),
    ...ownerErrors(metadata.ownerReferences ?? []),
    ...finalizerErrors(metadata.finalizers ?? []),
  ];
}

type Texts = Readonly<Record<string, string>>;

/** Errors of labels: of their keys, then of their values, all told of the whole map. */
export function labelErrors(labels: Texts, path: Path, stage: ApiError['stage']): ApiError[] {
  return Object.entries(labels).flatMap(([key, value]) => {
    const at = [...path, key];
    return [
      ...invalid(stage, at, path, key, labelKeyErrors(key)),
      ...invalid(stage, at, path, value, labelValueErrors(value)),
    ];
  });
}

/** Errors of annotations: of their keys, in any case, and of the size of all. */
export function annotationErrors(annotations: Texts, path: Path, stage: ApiError['stage']): ApiError[] {
  const errors = Object.keys(annotations).flatMap((key) =>
    invalid(stage, [...path, key], path, key, labelKeyErrors(key.toLowerCase())),
  );
  const bytes = Object.entries(annotations).reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(value), 0);
  if (bytes <= MAX_ANNOTATION_BYTES) return errors;
  const message = `may not be more than ${MAX_ANNOTATION_BYTES} bytes`;
  return [...errors, apiError(stage, path, { type: 'FieldValueTooLong', field: schemaField(path), message })];
}

/** A generated name may end in what a name may not. */
function nameErrors({ name = '', generateName = '' }: StoredMetadata): ApiError[] {
  const path = ['metadata', 'generateName'];
  const masked = generateName.replace(/^(.*).-$/s, '$1a');
  const generateErrors =
    generateName === '' ? [] : invalid('metadata', path, path, generateName, subdomainErrors(masked));
  const namePath = ['metadata', 'name'];
  if (name !== '') return [...generateErrors, ...invalid('metadata', namePath, namePath, name, subdomainErrors(name))];
  if (generateName !== '') return generateErrors;
  const message = 'name or generateName is required';
  return [apiError('metadata', namePath, { type: 'FieldValueRequired', field: 'metadata.name', message })];
}

function namespaceErrors({ namespace = '' }: StoredMetadata): ApiError[] {
  const path = ['metadata', 'namespace'];
  return invalid('metadata', path, path, namespace, dnsLabelErrors(namespace));
}

function finalizerErrors(finalizers: readonly string[]): ApiError[] {
  const path = ['metadata', 'finalizers'];
  const errors = finalizers.flatMap((finalizer, index) =>
    invalid('metadata', [...path, index], path, finalizer, labelKeyErrors(finalizer)),
  );
  if (!finalizers.includes('orphan') || !finalizers.includes('foregroundDeletion')) return errors;
  const message = 'finalizer orphan and foregroundDeletion cannot be both set';
  return [...errors, ...invalid('metadata', path, path, finalizers, [message])];
}

function ownerErrors(owners: readonly StoredOwnerReference[]): ApiError[] {
  const errors = owners.flatMap((owner, index) => ownerFieldErrors(owner, index));
  const path = ['metadata', 'ownerReferences'];
  const controllers = owners.filter(({ controller }) => controller === true);
  const [first, ...others] = controllers.map(({ kind = '', name = '' }) => `${kind}/${name}`);
  const found = others.flatMap((other) => {
    const message = `Only one reference can have Controller set to true. Found "true" in references for ${first} and ${other}`;
    return invalid('metadata', path, path, owners, [message]);
  });
  return [...errors, ...found];
}

/** The index of the owner is not told. */
function ownerFieldErrors(owner: StoredOwnerReference, index: number): ApiError[] {
  const { apiVersion = '', kind = '', name = '', uid = '' } = owner;
  const errorOf = (field: string, value: string, message: string): ApiError[] => {
    const path = ['metadata', 'ownerReferences', index, field];
    return invalid('metadata', path, ['metadata', 'ownerReferences', field], value, [message]);
  };
  return [
    ...(versionOf(apiVersion) === '' ? errorOf('apiVersion', apiVersion, 'version must not be empty') : []),
    ...(kind === '' ? errorOf('kind', kind, 'must not be empty') : []),
    ...(name === '' ? errorOf('name', name, 'must not be empty') : []),
    ...(uid === '' ? errorOf('uid', uid, 'must not be empty') : []),
    ...(apiVersion === 'v1' && kind === 'Event' ? eventErrors(owner, index) : []),
  ];
}

/** Events own nothing. */
function eventErrors(owner: StoredOwnerReference, index: number): ApiError[] {
  const path = ['metadata', 'ownerReferences'];
  const message = '/v1, Kind=Event is disallowed from being an owner';
  return invalid('metadata', [...path, index], path, owner, [message]);
}

function versionOf(apiVersion: string): string {
  const parts = apiVersion.split('/');
  return parts.length > 2 ? '' : (parts[parts.length - 1] as string);
}

function invalid(
  stage: ApiError['stage'],
  path: Path,
  told: Path,
  value: FieldError['value'] & {},
  messages: readonly string[],
): ApiError[] {
  if (messages.length === 0) return [];
  const field = schemaField(told);
  return messages.map((message) => apiError(stage, path, { type: 'FieldValueInvalid', field, value, message }));
}
