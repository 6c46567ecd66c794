import { compareStrings } from '../../../src/base/index.ts';
import type { KaiGang, KaiNode, KaiQuestion } from '../../../src/placement/kai/index.ts';

type Free = Map<string, Map<string, bigint>>;

interface Domain {
  readonly id: string;
  readonly level: string;
  readonly nodes: KaiNode[];
  children: Domain[];
}

/**
 * kai.md a second time, to the word and without a thought for speed: domains found by joined label values, nodes scored
 * anew for every pod, sets undone when a pod finds no node. `a:3 b:1` in byte order of names, or `pending`.
 */
export function naiveKai({ nodes, topologies, gang }: KaiQuestion): string {
  for (const { set, points } of nodeSets(nodes, topologies, gang)) {
    const placed = placeOneByOne(set, points, gang);
    if (placed !== undefined) return placed;
  }
  return 'pending';
}

interface NodeSet {
  readonly set: readonly KaiNode[];
  readonly points: ReadonlyMap<KaiNode, number>;
}

function nodeSets(nodes: readonly KaiNode[], topologies: KaiQuestion['topologies'], gang: KaiGang): NodeSet[] {
  const { constraint } = gang;
  if (constraint === undefined) return [{ set: nodes, points: new Map() }];
  const { required, preferred } = constraint;
  const levels = topologies.find(({ name }) => name === constraint.topology)?.levels;
  if (levels === undefined) return [];
  const start = commonDomain(treeOf(nodes, levels), preferred);
  sortTree(start, gang);
  const upwards = [...levels.toReversed(), 'root'];
  const first = upwards.findIndex((level) => level === preferred || level === required);
  const last = upwards.indexOf(required ?? 'root');
  if (first < 0 || last < first || (preferred !== undefined && !upwards.slice(first, last + 1).includes(preferred)))
    return [];
  const points = new Map<KaiNode, number>();
  if (preferred !== undefined) {
    const group = atLevel(start, preferred);
    for (const [i, domain] of group.entries()) {
      for (const node of domain.nodes) points.set(node, Math.floor(((i + 1) / group.length) * 10) * 10_000);
    }
  }
  return upwards
    .slice(first, last + 1)
    .flatMap((level) => atLevel(start, level))
    .filter((domain) => domain.nodes.reduce((sum, node) => sum + roomOf(node, gang), 0) >= gang.podCount)
    .map((domain) => ({ set: domain.nodes, points }));
}

function treeOf(nodes: readonly KaiNode[], levels: readonly string[]): Domain {
  const root: Domain = { id: 'root', level: 'root', nodes: [], children: [] };
  for (const node of nodes) {
    if (levels.some((level) => node.labels[level] === undefined)) continue;
    root.nodes.push(node);
    let parent = root;
    for (const [k, level] of levels.entries()) {
      const id = levels
        .slice(0, k + 1)
        .map((key) => node.labels[key])
        .join('.');
      let child = parent.children.find((domain) => domain.id === id);
      if (child === undefined) {
        child = { id, level, nodes: [], children: [] };
        parent.children.push(child);
      }
      child.nodes.push(node);
      parent = child;
    }
  }
  return root;
}

function commonDomain(domain: Domain, preferred: string | undefined): Domain {
  const [only, ...others] = domain.children;
  if (only === undefined || others.length > 0 || domain.level === preferred) return domain;
  return commonDomain(only, preferred);
}

function sortTree(domain: Domain, gang: KaiGang): void {
  const ratios = new Map(domain.children.map((child) => [child, ratioOf(child, gang)]));
  domain.children.sort((a, b) => {
    const [p, q] = [ratios.get(a)!, ratios.get(b)!];
    return p === q ? compareStrings(a.id, b.id) : p > q ? -1 : 1;
  });
  for (const child of domain.children) sortTree(child, gang);
}

function ratioOf({ nodes }: Domain, { podCount, requests }: KaiGang): number {
  const shares = [...requests].map(([resource, request]) => {
    if (resource === 'pods' || request === 0n) return 0;
    const free = nodes.reduce((sum, node) => sum + Number(node.free.get(resource)), 0);
    const asked = Number(request) * podCount;
    if (resource.endsWith('gpu')) return asked / free;
    const unit = resource === 'cpu' ? 1000 : 1;
    return free === 0 ? 1000 : Math.ceil(asked / unit) / Math.ceil(free / unit);
  });
  return Math.max(0, ...shares);
}

function atLevel(domain: Domain, level: string): Domain[] {
  return domain.level === level ? [domain] : domain.children.flatMap((child) => atLevel(child, level));
}

function roomOf({ free }: KaiNode, { requests }: KaiGang): number {
  const needs = [...requests, ['pods', 1n] as const].filter(([, need]) => need > 0n);
  return Math.min(...needs.map(([resource, need]) => Math.floor(Number(free.get(resource)) / Number(need))));
}

function placeOneByOne(
  set: readonly KaiNode[],
  points: ReadonlyMap<KaiNode, number>,
  gang: KaiGang,
): string | undefined {
  const free: Free = new Map(set.map((node) => [node.name, new Map(node.free)]));
  const needs = [...gang.requests].filter(([resource]) => resource !== 'pods');
  const fits = (node: KaiNode): boolean =>
    [...needs, ['pods', 1n] as const].every(
      ([resource, need]) => need === 0n || free.get(node.name)!.get(resource)! >= need,
    );
  const placed = new Map<string, number>();
  for (let pod = 0; pod < gang.podCount; pod++) {
    const score = (node: KaiNode): number =>
      (points.get(node) ?? 0) + (fits(node) ? 100 : 0) + typeAndFullness(node, set, free, gang);
    const scores = new Map(set.map((node) => [node, score(node)]));
    const tried = set.toSorted((a, b) => scores.get(b)! - scores.get(a)! || compareStrings(a.name, b.name));
    const taken = tried.find((node) => fits(node) && !node.isUnschedulable);
    if (taken === undefined) return undefined;
    placed.set(taken.name, (placed.get(taken.name) ?? 0) + 1);
    const left = free.get(taken.name)!;
    for (const [resource, need] of [...needs, ['pods', 1n] as const]) left.set(resource, left.get(resource)! - need);
  }
  const sorted = [...placed].sort(([a], [b]) => compareStrings(a, b));
  return sorted.map(([name, pods]) => `${name}:${pods}`).join(' ');
}

function typeAndFullness(node: KaiNode, set: readonly KaiNode[], free: Free, { requests }: KaiGang): number {
  const gpu = [...node.allocatable.keys()].find((resource) => resource.endsWith('gpu'))!;
  const asksGpus = requests.get(gpu)! > 0n;
  const resource = asksGpus ? gpu : 'cpu';
  const type = asksGpus || node.allocatable.get(gpu)! > 0n ? 0 : 10;
  const xs = set
    .filter((other) => other.allocatable.get(resource)! > 0n)
    .map((other) => Number(free.get(other.name)!.get(resource)));
  const [min, max] = [Math.min(...xs), Math.max(0, ...xs)];
  if (max === 0 || node.allocatable.get(resource) === 0n) return type;
  if (max === min) return type + 9;
  return type + 9 * (1 - (Number(free.get(node.name)!.get(resource)) - min) / (max - min));
}
