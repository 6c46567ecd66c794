import { compareStrings, isQuantity, type Quantity, sha256Hex, storedQuantity } from '../../../base/index.ts';
import type { PodSpecObject } from '../../kubernetes/pod-template.ts';
import { isRecord } from '../../objects.ts';

/** Annotation with the role of a pod in its group; pods of one role are one pod set. */
export const ROLE_HASH_ANNOTATION = 'kueue.x-k8s.io/role-hash';

const HASH_DIGITS = 8;

/**
 * Role of a pod: a hash over what admission looks at in its spec, written the way Go writes it. Images, names and limits
 * play no part.
 * @see manifests fact 19
 */
export function roleHash(spec: PodSpecObject | null | undefined): string {
  return sha256Hex(goJson({ spec: shapeOf((spec ?? {}) as Json) })).slice(0, HASH_DIGITS);
}

type Json = Readonly<Record<string, unknown>>;

function shapeOf(spec: Json): Json {
  const { affinity, tolerations, topologySpreadConstraints, resourceClaims, overhead, resources } = spec;
  return {
    affinity: typed(affinity, AFFINITY),
    containers: containerShapes(spec.containers),
    initContainers: containerShapes(spec.initContainers),
    nodeSelector: nullIfEmpty(spec.nodeSelector),
    overhead: quantities(overhead),
    priority: spec.priority,
    resourceClaims: typed(nullIfEmpty(resourceClaims), RESOURCE_CLAIM),
    ...(isRecord(resources) ? { resources: quantities(resources.requests) } : {}),
    runtimeClassName: spec.runtimeClassName,
    tolerations: typed(nullIfEmpty(tolerations), TOLERATION),
    topologySpreadConstraints: typed(nullIfEmpty(topologySpreadConstraints), SPREAD_CONSTRAINT),
  };
}

/** The API server leaves empty lists and maps out of the pods that webhooks see. */
function nullIfEmpty(value: unknown): unknown {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0 ? null : value;
}

function containerShapes(containers: unknown): unknown {
  if (!Array.isArray(containers) || containers.length === 0) return null;
  return containers.map((container: Json) => {
    const resources = isRecord(container.resources) ? container.resources : {};
    return {
      ports: typed(nullIfEmpty(container.ports), PORT),
      resources: { requests: quantities(resources.requests) },
    };
  });
}

function quantities(list: unknown): unknown {
  if (!isRecord(list) || Object.keys(list).length === 0) return null;
  const entries = Object.entries(list).filter(([, quantity]) => isQuantity(quantity as Quantity));
  return Object.fromEntries(entries.map(([name, quantity]) => [name, storedQuantity(quantity as Quantity)]));
}

/** Fields of one of Go's structs in their order; `!` marks those that are written even when empty. */
interface Struct {
  readonly [field: string]: Struct | null;
}

const SELECTOR: Struct = {
  matchLabels: null,
  matchExpressions: { 'key!': null, 'operator!': null, values: null },
};
const POD_TERM: Struct = {
  labelSelector: SELECTOR,
  namespaces: null,
  'topologyKey!': null,
  namespaceSelector: SELECTOR,
  matchLabelKeys: null,
  mismatchLabelKeys: null,
};
const POD_AFFINITY: Struct = {
  requiredDuringSchedulingIgnoredDuringExecution: POD_TERM,
  preferredDuringSchedulingIgnoredDuringExecution: { 'weight!': null, 'podAffinityTerm!': POD_TERM },
};
const NODE_TERM: Struct = {
  matchExpressions: { 'key!': null, 'operator!': null, values: null },
  matchFields: { 'key!': null, 'operator!': null, values: null },
};
const AFFINITY: Struct = {
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: { 'nodeSelectorTerms!': NODE_TERM },
    preferredDuringSchedulingIgnoredDuringExecution: { 'weight!': null, 'preference!': NODE_TERM },
  },
  podAffinity: POD_AFFINITY,
  podAntiAffinity: POD_AFFINITY,
};
const TOLERATION: Struct = { key: null, operator: null, value: null, effect: null, tolerationSeconds: null };
const SPREAD_CONSTRAINT: Struct = {
  'maxSkew!': null,
  'topologyKey!': null,
  'whenUnsatisfiable!': null,
  labelSelector: SELECTOR,
  minDomains: null,
  nodeAffinityPolicy: null,
  nodeTaintsPolicy: null,
  matchLabelKeys: null,
};
const PORT: Struct = { name: null, hostPort: null, 'containerPort!': null, protocol: null, hostIP: null };
const RESOURCE_CLAIM: Struct = { 'name!': null, resourceClaimName: null, resourceClaimTemplateName: null };

/** Fields that Go keeps when they are zero, because it holds them as pointers. */
const POINTERS: ReadonlySet<string> = new Set([
  'tolerationSeconds',
  'labelSelector',
  'namespaceSelector',
  'minDomains',
  'nodeAffinity',
  'podAffinity',
  'podAntiAffinity',
  'requiredDuringSchedulingIgnoredDuringExecution',
  'resourceClaimName',
  'resourceClaimTemplateName',
  'nodeAffinityPolicy',
  'nodeTaintsPolicy',
]);

/** Members in the order of Go's struct, as entries of a Map; unknown ones are lost. */
function typed(value: unknown, struct: Struct | null): unknown {
  if (value === undefined || value === null) return null;
  if (struct === null) return value;
  if (Array.isArray(value)) return value.map((item) => typed(item, struct));
  if (!isRecord(value)) return value;
  const members = new Map<string, unknown>();
  for (const [marked, inner] of Object.entries(struct)) {
    const name = marked.replace('!', '');
    const member = Object.hasOwn(value, name) ? value[name] : undefined;
    if (marked !== name) members.set(name, typed(member ?? ZEROS[name], inner));
    else if (!isOmitted(name, member)) members.set(name, typed(member, inner));
  }
  return members;
}

/** What Go writes for absent fields that it never leaves out; null for lists. */
const ZEROS: Readonly<Record<string, unknown>> = {
  key: '',
  operator: '',
  topologyKey: '',
  whenUnsatisfiable: '',
  name: '',
  weight: 0,
  maxSkew: 0,
  containerPort: 0,
  preference: {},
  podAffinityTerm: {},
};

function isOmitted(name: string, member: unknown): boolean {
  if (member === undefined || member === null) return true;
  if (Array.isArray(member)) return member.length === 0;
  if (POINTERS.has(name)) return false;
  return member === '' || member === 0 || (isRecord(member) && Object.keys(member).length === 0);
}

/** JSON as Go's `encoding/json` writes it: keys of maps sorted, null for what is absent, `<`, `>` and `&` escaped. */
function goJson(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (Array.isArray(value)) return `[${value.map(goJson).join(',')}]`;
  if (value instanceof Map) return membersText([...value]);
  if (isRecord(value)) return membersText(Object.entries(value).toSorted(([a], [b]) => compareStrings(a, b)));
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${(character.codePointAt(0) as number).toString(16).padStart(4, '0')}`;
  });
}

function membersText(members: readonly (readonly [string, unknown])[]): string {
  return `{${members.map(([key, member]) => `${goJson(key)}:${goJson(member)}`).join(',')}}`;
}
