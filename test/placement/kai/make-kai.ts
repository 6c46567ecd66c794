import { HOSTNAME_LABEL, type Topology } from '../../../src/model/index.ts';
import {
  KAI_GPU_RESOURCE,
  type KaiConstraint,
  type KaiGang,
  type KaiNode,
  type KaiPlacement,
  placeKaiGang,
} from '../../../src/placement/kai/index.ts';

/** Level words are label keys, but for `host`. */
export const LEVELS: readonly string[] = ['block', 'rack', HOSTNAME_LABEL];
export const TOPOLOGIES: readonly Topology[] = [{ name: 't', levels: LEVELS }];

const GPUS = 8;
const CORES = 64n;
const MEMORY = 1000n;

/**
 * Nodes such as `b1/r1/a=3,10,500!`: values of the levels (an empty one is a label that is missing), the last of which
 * names the node; free GPUs of 8 (`-`: a node without GPUs), free cores of 64 (all), free memory of 1000 (all); `!` for
 * cordoned. Each has 110 pods free.
 */
export function nodesOf(text: string): KaiNode[] {
  return text.split(' ').map((word) => {
    const [path = '', amounts = ''] = word.replace('!', '').split('=');
    const values = path.split('/');
    const [gpus, cores = CORES, memory = MEMORY] = amounts.split(',');
    const hasGpus = gpus !== '-';
    return {
      name: values.at(-1) as string,
      labels: Object.fromEntries(
        LEVELS.map((level, i) => [level, values[i] ?? '']).filter(([, value]) => value !== ''),
      ),
      allocatable: amountsOf(hasGpus ? GPUS : 0, Number(CORES) * 1000, MEMORY),
      free: amountsOf(hasGpus ? Number(gpus) : 0, Number(cores) * 1000, BigInt(memory)),
      isUnschedulable: word.endsWith('!'),
    };
  });
}

/** A gang such as `4x2 preferred rack required block`: pods, GPUs of each, and perhaps a constraint on topology `t`. */
export function gangOf(
  text: string,
  { milliCores = 0, memory = 0 }: { milliCores?: number; memory?: number } = {},
): KaiGang {
  const [size = '', ...words] = text.split(' ');
  const [podCount, gpus] = size.split('x').map(Number);
  const constraint: KaiConstraint = { topology: 't', ...levelOf(words, 'required'), ...levelOf(words, 'preferred') };
  return {
    podCount: podCount as number,
    requests: amountsOf(gpus as number, milliCores, BigInt(memory), 0n),
    ...(words.length > 0 && { constraint }),
  };
}

/** The placement as `a:3 b:1` in the order of filling, or the reason. */
export function place(nodes: string | readonly KaiNode[], gang: string | KaiGang): string {
  return show(
    placeKaiGang({
      nodes: typeof nodes === 'string' ? nodesOf(nodes) : nodes,
      topologies: TOPOLOGIES,
      gang: typeof gang === 'string' ? gangOf(gang) : gang,
    }),
  );
}

export function show(placement: KaiPlacement): string {
  if (placement.state === 'pending') return placement.reason;
  return [...placement.nodes].map(([node, pods]) => `${node}:${pods}`).join(' ');
}

function amountsOf(gpus: number, milliCores: number, memory: bigint, pods = 110n): Map<string, bigint> {
  return new Map([
    [KAI_GPU_RESOURCE, BigInt(gpus)],
    ['cpu', BigInt(milliCores)],
    ['memory', memory],
    ['pods', pods],
  ]);
}

function levelOf(words: readonly string[], kind: 'required' | 'preferred'): KaiConstraint | object {
  const at = words.indexOf(kind);
  if (at < 0) return {};
  return { [kind]: words[at + 1] === 'host' ? HOSTNAME_LABEL : words[at + 1] };
}
