import { compareStrings } from '../base/index.ts';
import type { NetworkGraph } from '../topology/index.ts';
import { jsonText } from './escape.ts';

/**
 * The graph in graphology's exchange format, for `graph.import(JSON.parse(text))`. Nodes are sorted by key, edges by their ends, so that
 * the same network gives the same bytes.
 */
export function graphJson(graph: NetworkGraph): string {
  const { nodes, edges, ...rest } = graph.export();
  const sorted = {
    ...rest,
    nodes: nodes.toSorted((a, b) => compareStrings(a.key, b.key)),
    edges: edges
      // graphology numbers edges as they come; who reads them goes by their ends.
      .map(({ key: _key, ...edge }) => edge)
      .sort((a, b) => compareStrings(a.source, b.source) || compareStrings(a.target, b.target)),
  };
  return jsonText(sorted);
}
