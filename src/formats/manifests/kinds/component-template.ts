import { decimalText, type Quantity, quantityNanos } from '../../../base/index.ts';
import { checkShape } from '../../check-shape.ts';
import type { Finding } from '../../finding.ts';
import {
  type ContainerObject,
  type PodSpecObject,
  type PodTemplateObject,
  podSpec,
} from '../../kubernetes/pod-template.ts';
import { isRecord } from '../../objects.ts';
import { present, written } from '../../schema.ts';
import { isStructural } from '../check-job.ts';
import type { BuildError } from '../job-object.ts';
import { recordAtPath } from './component-path.ts';
import { imageTag } from './image-tag.ts';

const SCHEMA = podSpec(written);
const NANOS_PER_MILLI = 1_000_000n;

/** What the API server gives pods that do not say it. */
const POD_DEFAULTS = {
  restartPolicy: 'Always',
  dnsPolicy: 'ClusterFirst',
  securityContext: {},
  schedulerName: 'default-scheduler',
  preemptionPolicy: 'PreemptLowerPriority',
} as const;
const GRACE_PERIOD_SECONDS = 30;

/** Fields of a pod's spec that AppWrapper copies as they are. */
const COPIED = [
  'nodeSelector',
  'nodeName',
  'affinity',
  'tolerations',
  'priorityClassName',
  'topologySpreadConstraints',
] as const;

/**
 * The pod template at a path of a wrapped object, with the part of the pod's spec that AppWrapper hands to Kueue: what is
 * not listed here is lost, among it the restart policies of init containers, resources of the whole pod and the runtime
 * class. Resources are rounded up to thousandths, as the API server does.
 * @see manifests fact 21
 */
export function componentTemplate(object: unknown, path: string): PodTemplateObject | BuildError {
  const found = recordAtPath(object, path);
  if ('error' in found) return found;
  const { metadata, spec } = found.value;
  if (!isRecord(spec)) return { error: `content at ${path} does not contain a spec` };
  const [problem] = podSpecFindings(spec).filter((finding) => isUnreadable(finding, spec));
  if (problem !== undefined) {
    return { error: `content at ${path}.spec not parseable as a v1.PodSpec: ${problem.message}` };
  }
  return present({
    metadata: isRecord(metadata)
      ? present({ labels: texts(metadata.labels), annotations: texts(metadata.annotations) })
      : undefined,
    spec: copiedSpec(spec as PodSpecObject),
  });
}

/** What is wrong with a pod's spec; paths start there. */
export function podSpecFindings(spec: unknown): readonly Finding[] {
  const checked = checkShape(SCHEMA, spec, []);
  return checked.isValid ? [] : checked.findings;
}

/** Unknown keys are refused too. */
function isUnreadable(finding: Finding, spec: unknown): boolean {
  return finding.code === 'unknown-key' || isStructural(finding, spec);
}

/** The texts among the members of an object. */
function texts(value: unknown): Record<string, string> | undefined {
  if (!isRecord(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function copiedSpec(spec: PodSpecObject): PodSpecObject {
  const raw = spec as Readonly<Record<string, unknown>>;
  const copied = Object.fromEntries(COPIED.map((key) => [key, raw[key]]));
  const defaulted = Object.entries(POD_DEFAULTS).map(([key, value]) => [key, raw[key] || value]);
  const isGraceful = (raw.terminationGracePeriodSeconds ?? undefined) === undefined;
  const { initContainers, containers, overhead } = spec;
  return present({
    ...copied,
    ...Object.fromEntries(defaulted),
    terminationGracePeriodSeconds: isGraceful ? GRACE_PERIOD_SECONDS : undefined,
    initContainers: initContainers && initContainers.length > 0 ? initContainers.map(copiedContainer) : undefined,
    containers: (containers ?? []).map(copiedContainer),
    overhead: rounded(overhead),
  });
}

function copiedContainer(container: ContainerObject): ContainerObject {
  const raw = container as Readonly<Record<string, unknown>>;
  const { resources } = container;
  const image = typeof raw.image === 'string' ? raw.image : '';
  return present({
    name: container.name,
    image: raw.image,
    command: raw.command,
    args: raw.args,
    resources: present({ requests: rounded(resources?.requests), limits: rounded(resources?.limits) }),
    terminationMessagePath: raw.terminationMessagePath || '/dev/termination-log',
    terminationMessagePolicy: raw.terminationMessagePolicy || 'File',
    imagePullPolicy: raw.imagePullPolicy || (imageTag(image) === 'latest' ? 'Always' : 'IfNotPresent'),
    securityContext: raw.securityContext,
  });
}

function rounded(list: Readonly<Record<string, Quantity>> | null | undefined): Record<string, Quantity> | undefined {
  if (!list) return undefined;
  return Object.fromEntries(Object.entries(list).map(([name, quantity]) => [name, roundedUp(quantity)]));
}

/** A quantity in whole thousandths, away from zero. */
function roundedUp(quantity: Quantity): Quantity {
  const nanos = quantityNanos(quantity);
  const rest = nanos % NANOS_PER_MILLI;
  if (rest === 0n) return quantity;
  return decimalText(nanos - rest + (nanos > 0n ? NANOS_PER_MILLI : -NANOS_PER_MILLI));
}
