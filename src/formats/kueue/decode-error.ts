import { quantityError } from '../../base/index.ts';
import type { ApiError } from '../api-server/api-error.ts';
import { type ApiStage, schemaField } from '../api-server/api-error.ts';
import type { Undecodable } from '../api-server/go-decode.ts';
import { jsonType } from '../api-server/json-type.ts';
import type { Path } from '../path.ts';
import type { Unconvertible } from './kueue-kind.ts';

/** An object that could not be read at all: its metadata, or the whole by one of Kueue's webhooks. */
export interface DecodeError {
  readonly stage: ApiStage;
  readonly type: 'BadRequest' | 'Decode' | 'Conversion';
  /** No field is told. */
  readonly field: '';
  readonly path: Path;
  readonly message: string;
  readonly text: string;
}

/** Metadata that the API server cannot read. */
export function badMetadata(kind: string, version: string, path: Path, reason: string): DecodeError {
  const message = `${kind} in version "${version}" cannot be handled as a ${kind}: ${reason}`;
  const text = `Error from server (BadRequest): ${message}`;
  return { stage: 'metadata', type: 'BadRequest', field: '', path: ['metadata', ...path], message, text };
}

/**
 * An object that a webhook cannot read.
 * @param webhook its name, as `mworkload`; `conversion` for the one between versions
 */
export function undecodable(webhook: string, found: Undecodable | Unconvertible): DecodeError {
  const reason = 'reason' in found ? found.reason : reasonOf(found);
  const isConversion = webhook === 'conversion';
  const text = isConversion
    ? `Error from server: conversion webhook for kueue.x-k8s.io/v1beta1 failed: ${reason}`
    : `Error from server: admission webhook "${webhook}.kb.io" denied the request: ${reason}`;
  const type = isConversion ? 'Conversion' : 'Decode';
  return { stage: 'webhook', type, field: '', path: found.path, message: text, text };
}

/** Close to what Go says, which names its own types. */
function reasonOf({ structure, value, path }: Undecodable): string {
  if (structure.type === 'intOrString' && structure.pattern !== undefined && typeof value !== 'object') {
    const error = quantityError(String(value));
    if (error !== undefined) return error;
  }
  return `json: cannot unmarshal ${jsonType(value)} into Go struct field ${schemaField(path)}`;
}

/** What is wrong with an object. */
export type ObjectError = ApiError | DecodeError;
