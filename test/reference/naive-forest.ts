import {
  HOSTNAME_LABEL,
  type Node,
  type NodeSelectorTerm,
  type ResourceAmounts,
  toAmounts,
} from '../../src/model/index.ts';
import type { NaiveInput } from './naive-placement.ts';

/** One domain with all that a search knows of it. */
export interface Domain {
  readonly values: readonly string[];
  readonly id: string;
  readonly children: Domain[];
  /** The node behind a host. */
  readonly node?: Node;
  readonly free: Map<string, bigint>;
  readonly used: Map<string, bigint>;
  pods: number;
  podsL: number;
  slices: number;
  slicesL: number;
  leaders: number;
  affinity: number;
}

/** The top domains of the flavor's nodes, and all leaves (kueue-tas §4.2, §4.5, §6). */
export function buildForest(input: NaiveInput): { readonly roots: Domain[]; readonly leaves: Domain[] } {
  const { levels } = input.topology;
  const isHostExact = levels.at(-1) === HOSTNAME_LABEL;
  const byId = new Map<string, Domain>();
  const roots: Domain[] = [];
  const leaves = new Map<string, Domain>();
  for (const node of [...input.nodes].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!isMember(node, input)) continue;
    const values = levels.map((level) => node.labels[level] as string);
    const leafId = isHostExact ? (values.at(-1) as string) : values.join(',');
    let leaf = leaves.get(leafId);
    if (leaf === undefined) {
      leaf = { ...emptyDomain(values, leafId), ...(isHostExact ? { node } : {}) };
      leaves.set(leafId, leaf);
      attach(leaf, roots, byId);
    }
    for (const [resource, amount] of toAmounts(node.allocatable)) addTo(leaf.free, resource, amount);
  }
  for (const { values, requests, count } of input.usage) {
    const leaf = leaves.get(values.join(','));
    if (leaf === undefined) continue;
    for (const [resource, amount] of requests) addTo(leaf.used, resource, amount * BigInt(count));
    addTo(leaf.used, 'pods', BigInt(count));
  }
  return { roots, leaves: [...leaves.values()] };
}

/** Pods that fit, and the resource that limits them (kueue-tas §5). */
export function countIn(requests: ResourceAmounts, room: ReadonlyMap<string, bigint>): { n: number; limit: string } {
  const max = 2147483647n;
  let best: { n: bigint; limit: string } | undefined;
  for (const resource of [...requests.keys()].sort()) {
    const wanted = requests.get(resource) as bigint;
    let n = wanted === 0n ? max : (room.get(resource) ?? 0n) / wanted;
    n = n < 0n ? 0n : n > max ? max : n;
    if (best === undefined || n < best.n) best = { n, limit: resource };
  }
  return { n: Number(best?.n ?? 0n), limit: best?.limit ?? '' };
}

/** One pod beside the requests. */
export function withPod(requests: ResourceAmounts): Map<string, bigint> {
  return new Map([...requests, ['pods', (requests.get('pods') ?? 0n) + 1n]]);
}

/** Why the workers may not use a node; undefined when they may (kueue-tas §9.1). */
export function excludedBy(node: Node, input: NaiveInput): string | undefined {
  const spec = input.workers.template?.spec;
  const tolerations = [...(spec?.tolerations ?? []), ...(input.flavor.tolerations ?? [])];
  for (const { key, value = '', effect } of node.taints ?? []) {
    if (effect === 'PreferNoSchedule') continue;
    const isTolerated = tolerations.some(
      (t) =>
        (t.effect ?? effect) === effect &&
        (t.key ?? key) === key &&
        (t.operator === 'Exists' || (t.value ?? '') === value),
    );
    if (!isTolerated) return `taint "${value === '' ? key : `${key}=${value}`}:${effect}"`;
  }
  for (const [key, value] of Object.entries(spec?.nodeSelector ?? {})) {
    if (node.labels[key] !== value) return 'nodeSelector';
  }
  const terms = spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  return terms !== undefined && !terms.some((term) => holds(term, node)) ? 'affinity' : undefined;
}

/** What the node is worth to the workers (kueue-tas §11). */
export function scoreOf(node: Node, input: NaiveInput): number {
  if (!input.gates.TASRespectNodeAffinityPreferred) return 0;
  const nodeAffinity = input.workers.template?.spec?.affinity?.nodeAffinity;
  const terms = nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  return terms.reduce((sum, { weight, preference = {} }) => sum + (holds(preference, node) ? weight : 0), 0);
}

function holds({ matchExpressions = [] }: NodeSelectorTerm, node: Node): boolean {
  return (
    matchExpressions.length > 0 &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const actual = node.labels[key];
      if (operator === 'Exists') return actual !== undefined;
      if (operator === 'DoesNotExist') return actual === undefined;
      const isIn = actual !== undefined && values.includes(actual);
      return operator === 'In' ? isIn : !isIn;
    })
  );
}

function isMember(node: Node, { flavor, topology }: NaiveInput): boolean {
  return (
    node.isReady &&
    node.isUnschedulable !== true &&
    Object.entries(flavor.nodeLabels ?? {}).every(([key, value]) => (node.labels[key] ?? '') === value) &&
    topology.levels.every((level) => level in node.labels)
  );
}

function attach(domain: Domain, roots: Domain[], byId: Map<string, Domain>): void {
  if (domain.values.length === 1) {
    roots.push(domain);
    return;
  }
  const values = domain.values.slice(0, -1);
  const id = values.join(',');
  let parent = byId.get(id);
  if (parent === undefined) {
    parent = emptyDomain(values, id);
    byId.set(id, parent);
    attach(parent, roots, byId);
  }
  parent.children.push(domain);
}

function emptyDomain(values: readonly string[], id: string): Domain {
  const state = { pods: 0, podsL: 0, slices: 0, slicesL: 0, leaders: 0, affinity: 0 };
  return { values, id, children: [], free: new Map(), used: new Map(), ...state };
}

function addTo(target: Map<string, bigint>, resource: string, amount: bigint): void {
  target.set(resource, (target.get(resource) ?? 0n) + amount);
}
