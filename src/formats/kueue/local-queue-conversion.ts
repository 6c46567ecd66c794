import { isRecord } from '../objects.ts';
import type { JsonObject } from './kueue-kind.ts';

/** A LocalQueue of v1beta1 as it is stored: its status calls the usage otherwise. */
export function localQueueFromV1beta1(object: JsonObject): JsonObject {
  if (!isRecord(object.status)) return object;
  const { flavorUsage, ...status } = object.status;
  return { ...object, status: flavorUsage === undefined ? status : { ...status, flavorsUsage: flavorUsage } };
}

/** What is read back of it in v1beta1. */
export function localQueueToV1beta1(object: JsonObject): JsonObject {
  if (!isRecord(object.status)) return object;
  const { flavorsUsage, ...status } = object.status;
  return { ...object, status: flavorsUsage === undefined ? status : { ...status, flavorUsage: flavorsUsage } };
}
