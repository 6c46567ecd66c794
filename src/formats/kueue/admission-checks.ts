import * as z from 'zod';
import type { AdmissionCheckState } from '../../model/index.ts';
import { always, dateTime, int32, listMap, object, textMap, word } from '../api-server/crd-schema.ts';
import type { Loose } from '../api-server/loose.ts';
import { timeMs } from '../api-server/time.ts';
import { type TolerationObject, toTolerations } from '../kubernetes/taints.ts';
import { present } from '../schema.ts';
import type { KueueVersion } from './kueue-kind.ts';
import { checkedTolerations } from './taints.ts';
import { bounded, dnsLabel } from './texts.ts';
import { writtenIn } from './written.ts';

/** One of `status.admissionChecks` of a Workload. */
export interface AdmissionCheckStateObject {
  readonly name: string;
  readonly state: AdmissionCheckState['state'];
  readonly message: string;
  readonly lastTransitionTime: string;
  readonly requeueAfterSeconds?: number;
  readonly retryCount?: number;
  readonly podSetUpdates?: readonly PodSetUpdateObject[];
}

/** What an admission check wants of the pods of one pod set. */
export interface PodSetUpdateObject {
  readonly name: string;
  readonly annotations?: Record<string, string>;
  readonly labels?: Record<string, string>;
  readonly nodeSelector?: Record<string, string>;
  readonly tolerations?: readonly TolerationObject[];
}

const podSetUpdate = object(
  { name: always(dnsLabel) },
  { annotations: textMap, labels: textMap, nodeSelector: textMap, tolerations: checkedTolerations },
);
const others = {
  podSetUpdates: z.array(podSetUpdate).max(18),
  requeueAfterSeconds: int32(0),
  retryCount: int32(0),
};
const state = word(['Pending', 'Ready', 'Retry', 'Rejected']);

/** Schema of `status.admissionChecks` of a Workload; v1beta1 lets the name be empty. */
export function admissionChecks(version: KueueVersion): z.ZodType<readonly AdmissionCheckStateObject[]> {
  const shape = {
    lastTransitionTime: dateTime,
    message: always(bounded(32_768)),
    name: writtenIn(version, version === 'v1beta2' ? bounded(316, 1) : bounded(316)),
    state: writtenIn(version, state),
  };
  return listMap(object(shape, others)).max(8);
}

/** States of admission checks for the model. */
export function toAdmissionChecks(read: Loose<readonly AdmissionCheckStateObject[]>): AdmissionCheckState[] {
  return read.map((check) =>
    present({
      name: check.name ?? '',
      state: check.state ?? 'Pending',
      message: check.message,
      lastTransitionMs: timeMs(check.lastTransitionTime),
      requeueAfterSeconds: check.requeueAfterSeconds,
      retryCount: check.retryCount,
      podSetUpdates: check.podSetUpdates?.map((update) =>
        present({
          podSet: update.name ?? '',
          annotations: update.annotations,
          labels: update.labels,
          nodeSelector: update.nodeSelector,
          tolerations: update.tolerations && toTolerations(update.tolerations),
        }),
      ),
    }),
  );
}
