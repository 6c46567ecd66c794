import { compareStrings } from '../base/index.ts';
import type { NetworkGraph } from '../topology/index.ts';
import { escapeXml } from './escape.ts';

/** Type of an attribute in GraphML. */
type AttributeType = 'string' | 'int';

/**
 * The graph as GraphML, for Gephi, yEd, NetworkX, and graphology's own reader: every attribute of nodes and links, under
 * its name. Nodes are sorted by key, links by their ends, so that the same network gives the same bytes.
 */
export function graphml(graph: NetworkGraph): string {
  const nodes = graph.mapNodes((key, attributes) => ({ key, attributes: entriesOf(attributes) }));
  const edges = graph.mapEdges((_key, attributes, source, target) => ({
    source,
    target,
    attributes: entriesOf(attributes),
  }));
  nodes.sort((a, b) => compareStrings(a.key, b.key));
  edges.sort((a, b) => compareStrings(a.source, b.source) || compareStrings(a.target, b.target));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keyLines('node', nodes),
    ...keyLines('edge', edges),
    '  <graph id="network" edgedefault="directed">',
    ...nodes.map(({ key, attributes }) => `    <node id="${escapeXml(key)}">${dataText('node', attributes)}</node>`),
    ...edges.map(
      ({ source, target, attributes }) =>
        `    <edge source="${escapeXml(source)}" target="${escapeXml(target)}">${dataText('edge', attributes)}</edge>`,
    ),
    '  </graph>',
    '</graphml>',
  ].join('\n');
}

type Entry = readonly [name: string, value: string | number];

function entriesOf(attributes: object): Entry[] {
  return Object.entries(attributes as Record<string, string | number | undefined>).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined,
  );
}

function keyLines(kind: 'node' | 'edge', elements: readonly { readonly attributes: readonly Entry[] }[]): string[] {
  const types = new Map<string, AttributeType>();
  for (const { attributes } of elements) {
    for (const [name, value] of attributes) types.set(name, typeof value === 'number' ? 'int' : 'string');
  }
  return [...types]
    .sort(([a], [b]) => compareStrings(a, b))
    .map(([name, type]) => `  <key id="${keyId(kind, name)}" for="${kind}" attr.name="${name}" attr.type="${type}"/>`);
}

function dataText(kind: 'node' | 'edge', attributes: readonly Entry[]): string {
  return attributes
    .map(([name, value]) => `<data key="${keyId(kind, name)}">${escapeXml(String(value))}</data>`)
    .join('');
}

/** Ids are one name space for nodes and links. */
function keyId(kind: 'node' | 'edge', name: string): string {
  return `${kind}_${name}`;
}
