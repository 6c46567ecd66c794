import { type PodSpec, type ResourceFlavor, type Taint, tolerates } from '../../model/index.ts';

/**
 * Why the taints of a flavor keep pods away: the first that neither they nor the flavor itself tolerate; undefined if none
 * does.
 * @see kueue-quota §8.7
 */
export function taintMismatch(spec: PodSpec, flavor: ResourceFlavor): string | undefined {
  if (flavor.nodeTaints === undefined) return undefined;
  const tolerations = [...(spec.tolerations ?? []), ...(flavor.tolerations ?? [])];
  const repels = (taint: Taint): boolean =>
    (taint.effect === 'NoSchedule' || taint.effect === 'NoExecute') &&
    !tolerations.some((toleration) => tolerates(toleration, taint, { hasNumericOperators: true }));
  const taint = flavor.nodeTaints.find(repels);
  return taint && `untolerated taint ${taintText(taint)} in flavor ${flavor.name}`;
}

/** As Go prints the struct, with the time that nobody sets. */
function taintText({ key, value = '', effect }: Taint): string {
  return `{${key} ${value} ${effect} <nil>}`;
}
