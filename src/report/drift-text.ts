import type { DriftedInstance, LayerDrift, MovedInstance, NetworkDrift } from '../topology/index.ts';
import { escapeTerminal } from './escape.ts';
import { textTable } from './text-table.ts';

/** What differs between two readings, for a person: counts, then everything that changed, then capacity by layer. */
export function driftText(drift: NetworkDrift): string {
  const { before, after } = drift.instanceCount;
  if (!drift.hasDrift) return `no drift: all instances are where they were (${before})`;
  const sections = [
    `${before} instances before, ${after} after: ${summary(drift)}`,
    section('renamed network nodes', [
      ['  LAYER', 'WAS', 'IS', 'INSTANCES'],
      ...drift.renamed.map(({ layer, from, to, instanceCount }) => [`  ${layer}`, from, to, String(instanceCount)]),
    ]),
    section('moved instances', [
      ['  INSTANCE', 'LAYERS', 'WAS BELOW', 'IS BELOW'],
      ...drift.moved.map((moved) => [`  ${nameOf(moved)}`, moved.layers.join(','), ...changedPaths(moved)]),
    ]),
    section('replaced instances', [
      ['  GONE', 'NEW', 'WAS BELOW', 'IS BELOW'],
      ...drift.replaced.map(({ old, new: now }) => [`  ${old.id}`, now.id, pathText(old), pathText(now)]),
    ]),
    section('removed instances', listRows('WAS BELOW', drift.removed)),
    section('added instances', listRows('IS BELOW', drift.added)),
    section('capacity by layer', [
      ['  LAYER', 'NETWORK NODES', 'INSTANCES', 'LOST', 'GAINED'],
      ...drift.layers.map(layerRow),
    ]),
    section('network nodes with another number of instances', [
      ['  LAYER', 'NETWORK NODE', 'INSTANCES'],
      ...drift.layers.flatMap(({ layer, changes }) =>
        changes.map((change) => [`  ${layer}`, change.node, `${change.before} -> ${change.after}`]),
      ),
    ]),
  ];
  return sections.filter((text) => text !== '').join('\n\n');
}

function summary({ added, removed, replaced, moved, renamed }: NetworkDrift): string {
  const counts: [number, string][] = [
    [added.length, 'added'],
    [removed.length, 'removed'],
    [replaced.length, 'replaced'],
    [moved.length, 'moved'],
    [renamed.length, renamed.length === 1 ? 'network node renamed' : 'network nodes renamed'],
  ];
  return counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${what}`)
    .join(', ');
}

/** A heading and its table; empty when the table has only a header. */
function section(heading: string, rows: readonly (readonly string[])[]): string {
  return rows.length === 1 ? '' : `${escapeTerminal(heading)}:\n${textTable(rows)}`;
}

function listRows(where: string, instances: readonly DriftedInstance[]): string[][] {
  return [['  INSTANCE', where], ...instances.map((instance) => [`  ${nameOf(instance)}`, pathText(instance)])];
}

function layerRow({ layer, nodeCount, instanceCount, lost, gained }: LayerDrift): string[] {
  const change = ({ before, after }: { before: number; after: number }): string =>
    before === after ? String(before) : `${before} -> ${after}`;
  return [`  ${layer}`, change(nodeCount), change(instanceCount), String(lost), String(gained)];
}

/** Both paths from the first layer that differs. */
function changedPaths({ from, to, layers }: MovedInstance): [string, string] {
  const first = (layers[0] ?? 1) - 1;
  return [from.slice(first).join(' > ') || '-', to.slice(first).join(' > ') || '-'];
}

function pathText({ networkNodes }: DriftedInstance): string {
  return networkNodes.join(' > ') || '-';
}

function nameOf({ id, nodeName }: { readonly id: string; readonly nodeName?: string }): string {
  return nodeName === undefined || nodeName === id ? id : `${id} (${nodeName})`;
}
