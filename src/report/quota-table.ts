import type { NodeQuota, QuotaNode, QuotaReport } from '../analysis/index.ts';
import { textTable } from './text-table.ts';

const HEADER = [
  'NAME',
  'SHARE',
  'FLAVOR',
  'RESOURCE',
  'NOMINAL',
  'USED',
  'BORROWED',
  'LENT',
  'AVAILABLE',
  'AT MOST',
  'BY',
];

/**
 * Queues and cohorts as a tree, one row for each resource in each flavor. `NOMINAL` of a cohort is with its members, `AT MOST` is what the node could ever use, `BY` what
 * ends it: the borrowing limit of a node, or `all there is`.
 */
export function quotaTable({ nodes }: QuotaReport): string {
  return textTable([HEADER, ...nodes.flatMap(nodeRows)]);
}

function nodeRows(node: QuotaNode): string[][] {
  const name = `${'  '.repeat(node.depth)}${node.name}${node.kind === 'Cohort' ? ' (cohort)' : ''}`;
  const share = node.depth === 0 ? '' : node.share.weightedShare;
  if (node.quotas.length === 0) return [[name, share, ...HEADER.slice(2).map(() => '')]];
  return node.quotas.map((quota, i) => [i === 0 ? name : '', i === 0 ? share : '', ...quotaCells(node, quota)]);
}

function quotaCells(node: QuotaNode, quota: NodeQuota): string[] {
  const { flavor, resource, used, borrowed, lent, available, potential, limitedBy } = quota;
  const nominal = node.kind === 'Cohort' ? quota.subtree : quota.nominal;
  const limit = limitedBy.name === node.name ? 'its limit' : `limit of ${limitedBy.name}`;
  const end = limitedBy.kind === 'whole-tree' ? 'all there is' : limit;
  return [flavor, resource, ...[nominal, used, borrowed, lent, available, potential].map(String), end];
}
