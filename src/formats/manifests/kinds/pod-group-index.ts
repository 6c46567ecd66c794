import { goQuote, isGoUint64 } from '../../../base/index.ts';
import { POD_GROUP_INDEX_LABEL } from '../../../model/index.ts';
import { jobNameOf, labelOf, namespaceOf } from '../framework/labels.ts';
import type { JobObject } from '../job-object.ts';

/** What is wrong with the rank that a pod has in its group: a whole number below the number of pods. */
export function groupIndexError(pod: JobObject, total: number): string | undefined {
  const text = labelOf(pod, POD_GROUP_INDEX_LABEL);
  if (text === undefined) return undefined;
  const reason = rankError(text, total);
  if (reason === undefined) return undefined;
  const name = goQuote(`${namespaceOf(pod)}/${jobNameOf(pod)}`);
  // Where the kind would stand, since what Kueue lists the pods of a group by names none.
  return `incorrect label value ${goQuote(text)} for  ${name}: ${reason}`;
}

function rankError(text: string, total: number): string | undefined {
  if (isGoUint64(text)) {
    return BigInt(text) < BigInt(total) ? undefined : `validation error: value should be less than ${total}`;
  }
  const why = /^\d+$/.test(text) ? 'value out of range' : 'invalid syntax';
  return `invalid unsigned integer: strconv.ParseUint: parsing ${goQuote(text)}: ${why}`;
}
